import type { Golden } from '../golden.ts';
import type { ComponentName } from '../platform.ts';
import { dying, platform, saying } from '../platform.ts';

type Trouble = [cause: string, how: 'dies' | 'says', ...lines: string[]];

/** What users report most of each system, in the words of its log. */
const TROUBLES: Record<string, [row: string, ComponentName, Trouble[]]> = {
  keycloak: [
    'B17',
    'keycloak',
    [
      [
        'keycloak-database-connection-failed',
        'dies',
        '2026-03-01 11:58:29,355 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Acquisition timeout while waiting for new connection',
      ],
      [
        'keycloak-hostname-unset',
        'dies',
        'ERROR: Strict hostname resolution configured but no hostname setting provided',
      ],
      [
        'keycloak-https-unset',
        'dies',
        'ERROR: Key material not provided to setup HTTPS. Please configure your keys/certificates or start the server in development mode.',
      ],
      ['keycloak-option-unknown', 'dies', "Unknown option: '--proxy'"],
      [
        'keycloak-migration-failed',
        'dies',
        '2026-03-01 11:58:29,354 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) Error details:: java.lang.RuntimeException: Failed to update database',
      ],
    ],
  ],
  openfga: [
    'B18',
    'openfga',
    [
      [
        'openfga-datastore-connection-failed',
        'dies',
        'panic: failed to initialize postgres datastore: initialize postgres connection: ping db: EOF',
      ],
      ['openfga-engine-unknown', 'dies', 'unknown datastore engine type: postgresql'],
      [
        'openfga-migration-missing',
        'says',
        '{"level":"warn","timestamp":"2026-03-01T11:58:29Z","msg":"datastore is not ready","status":"datastore requires migrations: at revision \'3\', but requires \'4\'. Run \'openfga migrate\'."}',
      ],
      [
        'openfga-preshared-key-missing',
        'dies',
        'panic: failed to initialize authenticator: invalid auth configuration, please specify at least one key',
      ],
      [
        'openfga-tls-files-unset',
        'dies',
        '{"level":"fatal","timestamp":"2026-03-01T11:58:29Z","msg":"\'http.tls.cert\' and \'http.tls.key\' configs must be set"}',
      ],
    ],
  ],
  apisix: [
    'B19',
    'apisix',
    [
      ['apisix-etcd-nodes-unavailable', 'dies', 'all etcd nodes are unavailable'],
      [
        'apisix-certificate-missing',
        'says',
        '2026/03/01 11:58:29 [error] 52#52: *991 [lua] radixtree_sni.lua:180: match_and_set(): failed to find any SSL certificate by SNI: llm-backend.corp.example',
      ],
      [
        'apisix-oidc-discovery-failed',
        'says',
        '2026/03/01 11:58:29 [error] 52#52: *991 [lua] openid-connect.lua:1035: OIDC access discovery url failed : accessing discovery url (https://id.corp.example/realms/platform/.well-known/openid-configuration) failed: connection refused',
      ],
      [
        'apisix-upstream-without-node',
        'says',
        '2026/03/01 11:58:29 [error] 52#52: *991 [lua] init.lua:652: handle_upstream(): failed to pick server: no valid upstream node, client: 10.1.2.3, server: _, request: "GET /v1/models HTTP/1.1", host: "llm-backend.corp.example"',
      ],
      [
        'apisix-plugin-unknown',
        'says',
        '2026/03/01 11:58:29 [error] 52#52: *9 [lua] config_etcd.lua:550: failed to check item data of [/apisix/routes] err:unknown plugin [jwt-autz] ,val: {}',
      ],
    ],
  ],
  harbor: [
    'B20',
    'harbor',
    [
      ['harbor-database-unreachable', 'dies', 'panic: failed to connect to database after 60 seconds'],
      [
        'harbor-schema-dirty',
        'dies',
        '2026-03-01T11:58:29Z [FATAL] [/core/main.go:208]: failed to migrate the database, error: Dirty database version 130. Fix and force version.',
      ],
      [
        'harbor-encryption-key-changed',
        'says',
        '2026-03-01T11:58:29Z [ERROR] [/common/utils/encrypt.go:60]: failed to decrypt value of key oidc_client_secret: cipher: message authentication failed',
      ],
      [
        'harbor-oidc-client-refused',
        'says',
        '2026-03-01T11:58:29Z [ERROR] [/core/controllers/oidc.go:141]: Failed to exchange token, error: oauth2: "unauthorized_client" "Invalid client or Invalid client credentials"',
      ],
      [
        'harbor-scanner-name-taken',
        'dies',
        '2026-03-01T11:58:29Z [FATAL] [/core/main.go:288]: failed to register scanners: creating registration Trivy at http://trivy-adapter:8080 failed: dao: create registration: registration name or url already exists',
      ],
    ],
  ],
  litellm: [
    'B21',
    'litellm',
    [
      ['litellm-database-unreachable', 'dies', "Error: P1001: Can't reach database server at `postgresql.data`:`5432`"],
      [
        'litellm-database-client-lost',
        'says',
        'prisma.errors.ClientNotConnectedError: Client is not connected to the query engine, you must call `connect()` before attempting to query data.',
      ],
      [
        'litellm-no-deployments',
        'says',
        '11:58:29 - LiteLLM Router:INFO: router.py:658 - litellm.acompletion(model=None) Exception No deployments available for selected model, Try again in 1 seconds. Passed model=mistral-large. pre-call-checks=False, allowed_model_region=n/a',
      ],
      ['litellm-configuration-missing', 'dies', 'Exception: Config file not found: /app/config.yaml'],
      [
        'litellm-salt-key-changed',
        'says',
        'LiteLLM Proxy:ERROR: encrypt_decrypt_utils.py:80 - Error decrypting value for key: api_key, Did your master_key/salt key change recently?',
      ],
    ],
  ],
  grafana: [
    'B22',
    'grafana',
    [
      [
        'grafana-datasource-unreachable',
        'says',
        'logger=tsdb.loki t=2026-03-01T11:58:29Z level=error msg="Error received from Loki" error="Get \\"http://loki-gateway/loki/api/v1/query_range\\": dial tcp: lookup loki-gateway on 10.96.0.10:53: no such host"',
      ],
      [
        'grafana-secret-key-changed',
        'says',
        'logger=secrets t=2026-03-01T11:58:29Z level=error msg="Failed to decrypt secret" error="cipher: message authentication failed"',
      ],
    ],
  ],
  prometheus: [
    'B22',
    'prometheus',
    [
      [
        'prometheus-config-invalid',
        'dies',
        'ts=2026-03-01T11:58:29Z caller=main.go:540 level=error msg="Error loading config (--config.file=/etc/config/prometheus.yml)" file=/etc/config/prometheus.yml err="parsing YAML file /etc/config/prometheus.yml: yaml: line 8: did not find expected key"',
      ],
    ],
  ],
  loki: [
    'B22',
    'loki',
    [
      [
        'loki-ingestion-rate-limited',
        'says',
        'level=error ts=2026-03-01T11:58:29Z caller=manager.go:49 component=distributor path=write msg="write operation failed" details="Ingestion rate limit exceeded for user fake (limit: 4194304 bytes/sec) while attempting to ingest \'6325\' lines totaling \'1048311\' bytes"',
      ],
    ],
  ],
  tempo: [
    'B22',
    'tempo',
    [
      [
        'tempo-object-store-refused',
        'says',
        'level=error ts=2026-03-01T11:58:29Z caller=poller.go:136 msg="failed to poll or create index for tenant" tenant=single-tenant err="The Access Key Id you provided does not exist in our records."',
      ],
    ],
  ],
  alloy: [
    'B22',
    'alloy',
    [
      [
        'alloy-config-refused',
        'dies',
        'level=error msg="failed to evaluate config" controller_path=/ controller_id="" node=prometheus.scrape.shop err="decoding configuration: /etc/alloy/config.alloy:50:17: loki.write.main.receiver expected capsule(\\"storage.Appendable\\"), got capsule(\\"loki.LogsReceiver\\")"',
      ],
    ],
  ],
  postgresql: [
    'B23',
    'postgresql',
    [
      [
        'postgresql-checkpoint-lost',
        'dies',
        '2026-03-01 11:58:29.358 UTC [34] PANIC:  could not locate a valid checkpoint record',
      ],
      [
        'postgresql-data-permissions',
        'dies',
        '2026-03-01 11:58:29.358 UTC [1] FATAL:  data directory "/var/lib/postgresql/data/pgdata" has invalid permissions',
      ],
      [
        'postgresql-password-unset',
        'dies',
        'Error: Database is uninitialized and superuser password is not specified.',
      ],
      [
        'postgresql-version-mismatch',
        'dies',
        '2026-03-01 11:58:29.358 UTC [1] FATAL:  database files are incompatible with server',
        '2026-03-01 11:58:29.358 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 14, which is not compatible with this version 15.18 (Debian 15.18-0+deb12u1).',
      ],
      [
        'postgresql-configuration-broken',
        'dies',
        '2026-03-01 11:58:29.358 UTC [1] FATAL:  configuration file "/var/lib/postgresql/data/postgresql.conf" contains errors',
      ],
    ],
  ],
};

const WELL = platform();

/** Rows B17 to B23: one component in trouble, in the middle of a platform that is well. */
export const SYSTEM_ROWS: Golden[] = Object.values(TROUBLES).flatMap(([row, component, troubles]) =>
  troubles.map(
    ([cause, how, ...lines]): Golden => ({
      row,
      name: `${component} ${how} ${lines.at(-1)?.slice(0, 60)}`,
      cause,
      ...(how === 'dies' ? { chain: ['crash-loop-back-off'] } : {}),
      broken: platform({ [component]: how === 'dies' ? dying(...lines) : saying(...lines) }),
      good: WELL,
    }),
  ),
);
