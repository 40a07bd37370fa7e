import { expect, test } from 'vitest';
import { ago, crashed } from '../support/check.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { alarmsOf, causesOf, reportOf } from '../support/stories/report.ts';
import { statefulSet } from '../support/stories/workloads.ts';

type Trouble = [system: string, cause: string, ...lines: string[]];

/** What users report most of the stores and queues under an application, with the lines that stand around it. */
const TROUBLES: Trouble[] = [
  [
    'mysql',
    'mysql-data-locked',
    '2026-03-01T11:58:28.000000Z 1 [System] [MY-013576] [InnoDB] InnoDB initialization has started.',
    '2026-03-01T11:58:29.000000Z 1 [ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11',
    '2026-03-01T11:58:30.000000Z 1 [ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11',
    '2026-03-01T11:58:31.000000Z 1 [ERROR] [MY-010334] [Server] Failed to initialize DD Storage Engine',
    '2026-03-01T11:58:31.000000Z 0 [ERROR] [MY-010119] [Server] Aborting',
  ],
  [
    'mysql',
    'mysql-version-refused',
    '2026-03-01T11:58:31.218269Z 1 [ERROR] [MY-014061] [InnoDB] Invalid MySQL server downgrade: Cannot downgrade from 90001 to 80402. Downgrade is only permitted between patch releases.',
    "mysqld: Can't open file: 'mysql.ibd' (errno: 0 - )",
    '2026-03-01T11:58:31.228342Z 1 [ERROR] [MY-010334] [Server] Failed to initialize DD Storage Engine',
    '2026-03-01T11:58:31.328342Z 0 [ERROR] [MY-010119] [Server] Aborting',
  ],
  [
    'mariadb',
    'mysql-galera-not-bootstrapped',
    '2026-03-01 11:58:31 0 [Note] WSREP: Start replication',
    '2026-03-01 11:58:31 0 [ERROR] WSREP: It may not be safe to bootstrap the cluster from this node. It was not the last one to leave the cluster and may not contain all the updates.',
    '2026-03-01 11:58:31 0 [ERROR] Aborting',
  ],
  [
    'mongodb',
    'mongodb-data-locked',
    '{"t":{"$date":"2026-03-01T11:58:30.753+00:00"},"s":"E","c":"CONTROL","id":20557,"ctx":"initandlisten","msg":"DBException in initAndListen, terminating","attr":{"error":"DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the /data/db directory"}}',
    '{"t":{"$date":"2026-03-01T11:58:30.800+00:00"},"s":"I","c":"CONTROL","id":23138,"ctx":"initandlisten","msg":"Shutting down","attr":{"exitCode":100}}',
  ],
  [
    'mongodb',
    'mongodb-version-refused',
    '{"t":{"$date":"2026-03-01T11:58:30.753+00:00"},"s":"F","c":"CONTROL","id":20573,"ctx":"initandlisten","msg":"Wrong mongod version","attr":{"error":"UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document"}}',
    '{"t":{"$date":"2026-03-01T11:58:30.800+00:00"},"s":"I","c":"CONTROL","id":23138,"ctx":"initandlisten","msg":"Shutting down","attr":{"exitCode":62}}',
  ],
  [
    'mongodb',
    'mongodb-processor-unfit',
    'WARNING: MongoDB 5.0+ requires a CPU with AVX support, and your current system does not appear to have that!',
    '  see https://jira.mongodb.org/browse/SERVER-54407',
  ],
  [
    'kafka',
    'kafka-cluster-id-mismatch',
    '[2026-03-01 11:58:30,645] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)',
    "kafka.common.InconsistentClusterIdException: The Cluster ID dOMtDqQ doesn't match stored clusterId Some(7tfltX7) in meta.properties. The broker is trying to join the wrong cluster. Configured zookeeper.connect may be wrong.",
    '\tat kafka.server.KafkaServer.startup(KafkaServer.scala:228)',
    '[2026-03-01 11:58:30,700] INFO shutting down (kafka.server.KafkaServer)',
  ],
  [
    'kafka',
    'disk-full',
    '[2026-03-01 11:58:30,580] ERROR Error while writing to checkpoint file /var/lib/kafka/data/__consumer_offsets-20/leader-epoch-checkpoint (org.apache.kafka.storage.internals.log.LogDirFailureChannel)',
    'java.io.IOException: No space left on device',
    '\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)',
    '[2026-03-01 11:58:30,600] ERROR Shutdown broker because all log dirs in /var/lib/kafka/data have failed (kafka.log.LogManager)',
  ],
  [
    'kafka',
    'kafka-listeners-invalid',
    '[2026-03-01 11:58:30,580] ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)',
    'java.lang.IllegalArgumentException: requirement failed: advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.',
    '\tat scala.Predef$.require(Predef.scala:337)',
  ],
  [
    'elasticsearch',
    'elasticsearch-map-count-low',
    '[2026-03-01T11:58:30,056][INFO ][o.e.b.BootstrapChecks    ] [search-0] bound or publishing to a non-loopback address, enforcing bootstrap checks',
    'ERROR: [1] bootstrap checks failed',
    '[1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
    '[2026-03-01T11:58:30,073][INFO ][o.e.n.Node               ] [search-0] stopping ...',
  ],
  [
    'elasticsearch',
    'elasticsearch-version-refused',
    '[2026-03-01T11:58:30,056][ERROR][o.e.b.Elasticsearch      ] [search-0] fatal exception while booting Elasticsearch',
    'java.lang.IllegalStateException: cannot downgrade a node from version [8.11.1] to version [8.9.0]',
    '\tat org.elasticsearch.env.NodeMetadata.verifyUpgradeToCurrentVersion(NodeMetadata.java:107)',
  ],
  [
    'opensearch',
    'elasticsearch-admin-password-unset',
    'Enabling execution of install_demo_configuration.sh for OpenSearch Security Plugin',
    '### OpenSearch Security Demo Installer',
    'No custom admin password found. Please provide a password via the environment variable OPENSEARCH_INITIAL_ADMIN_PASSWORD.',
  ],
  [
    'rabbitmq',
    'rabbitmq-feature-flag-disabled',
    '2026-03-01 11:58:30.727833+00:00 [error] <0.235.0> Feature flags: `stream_single_active_consumer`: required feature flag not enabled! It must be enabled before upgrading RabbitMQ.',
    '2026-03-01 11:58:30.745360+00:00 [error] <0.235.0> Failed to initialize feature flags registry: {disabled_required_feature_flag,',
    '2026-03-01 11:58:30.745360+00:00 [error] <0.235.0>                                               stream_single_active_consumer}',
    'BOOT FAILED',
    '2026-03-01 11:58:30.817125+00:00 [error] <0.235.0> Error during startup: {error,failed_to_initialize_feature_flags_registry}',
  ],
  [
    'rabbitmq',
    'rabbitmq-peers-awaited',
    '2026-03-01 11:58:00.116 [info] <0.274.0> Waiting for Mnesia tables for 30000 ms, 0 retries left',
    "2026-03-01 11:58:30.116 [warning] <0.274.0> Error while waiting for Mnesia tables: {timeout_waiting_for_tables,['rabbit@rabbitmq-1','rabbit@rabbitmq-0'],[rabbit_durable_queue]}",
    'BOOT FAILED',
    "Timeout contacting cluster nodes: ['rabbit@rabbitmq-1'].",
  ],
  [
    'rabbitmq',
    'rabbitmq-node-name-unresolved',
    'ERROR: epmd error for host rabbitmq-0.rabbitmq-headless.shop.svc.cluster.local: nxdomain (non-existing domain)',
  ],
];

const ADVICE: [system: string, line: string][] = [
  ['mysql', '2026-03-01T11:58:29Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.'],
  [
    'mongodb',
    '{"t":{"$date":"2026-03-01T11:58:30.753+00:00"},"s":"W","c":"CONTROL","id":22120,"ctx":"initandlisten","msg":"Access control is not enabled for the database"}',
  ],
  ['kafka', '[2026-03-01 11:58:30,580] INFO No meta.properties file found in /data. (kafka.log.LogManager)'],
  ['elasticsearch', '[2026-03-01T11:58:30,056][WARN ][o.e.d.SeedHostsResolver] [a] failed to resolve host [search-1]'],
  ['rabbitmq', '2026-03-01 11:58:30 [info] <0.274.0> Waiting for Mnesia tables for 30000 ms, 9 retries left'],
];

const withLog = (system: string, lines: string[], up: boolean) =>
  inCluster({
    objects: statefulSet(system, {
      ...(up ? {} : { ready: false, status: crashed(1) }),
      container: { name: system, image: `${system}:1` },
    }),
    logs: { [`shop/${system}-0/${system}${up ? '' : '-previous'}`]: lines },
  });

test.each(TROUBLES)('%s does not start: %s', async (system, cause, ...lines) => {
  expect(causesOf(await reportOf(withLog(system, lines, false)))).toEqual([cause]);
});

test.each(ADVICE)('%s is well and gives advice', async (system, line) => {
  const report = await reportOf(
    withLog(
      system,
      Array.from({ length: 5 }, () => `${ago(60)} ${line}`),
      true,
    ),
  );
  expect(alarmsOf(report)).toEqual([]);
});
