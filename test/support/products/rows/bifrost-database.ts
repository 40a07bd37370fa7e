import { bifrost, failing, line, NAMESPACE } from '../bifrost.ts';
import type { Golden } from '../golden.ts';
import { withEvents, withObjects } from '../golden.ts';
import { made } from '../objects.ts';
import { UNBOUND, UNSCHEDULED } from './bifrost-storage.ts';

const server = (reason: string) =>
  line(
    `failed to bootstrap server: failed to load config failed to connect to \`user=bifrost database=bifrost\`: 10.96.40.28:5432 (bifrost-postgresql): ${reason}`,
  );
const EXTERNAL = {
  database: false,
  config: { config_store: { config: { host: 'db.corp.example', ssl_mode: 'disable' } } },
} as const;
const outside = (reason: string) =>
  line(
    `failed to bootstrap server: failed to load config failed to connect to \`user=bifrost database=bifrost\`: 203.0.113.20:5432 (db.corp.example): ${reason}`,
  );

/** The database: rows A12 to A17, and the encryption key A23. */
export const DATABASE_ROWS: Golden[] = [
  {
    row: 'A12',
    name: 'the embedded database waits for its volume',
    cause: 'storage-class-missing PersistentVolumeClaim/ai-gateway/bifrost-postgresql',
    chain: ['connection-refused', 'crash-loop-back-off', 'deployment-unavailable'],
    broken: withEvents(
      failing([server('dial error: dial tcp 10.96.40.28:5432: connect: connection refused')], {
        database: { claim: 'Pending', claimSpec: { storageClassName: 'premium-rwo' }, pods: UNSCHEDULED },
      }),
      ['Pod', 'bifrost-postgresql-7d9c8b6f54-x2kqv', 'FailedScheduling', UNBOUND],
      [
        'PersistentVolumeClaim',
        'bifrost-postgresql',
        'ProvisioningFailed',
        'storageclass.storage.k8s.io "premium-rwo" not found',
      ],
    ),
    good: bifrost(),
  },
  {
    row: 'A12',
    name: 'the embedded database is not deployed',
    cause: 'host-not-found',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing(
      [
        line(
          'failed to bootstrap server: failed to load config failed to connect to `user=bifrost database=bifrost`: hostname resolving error: lookup bifrost-postgresql on 10.96.0.10:53: no such host',
        ),
      ],
      { database: false },
    ),
    good: bifrost(),
  },
  {
    row: 'A13',
    name: 'the password of the database comes from a key that the Secret lacks',
    cause: 'bifrost-provider-key-unresolved Secret/ai-gateway/bifrost-postgresql',
    chain: ['bifrost-database-setting-empty', 'crash-loop-back-off', 'deployment-unavailable'],
    broken: failing([line('failed to bootstrap server: failed to load config postgres password is required')], {
      ...EXTERNAL,
      secrets: { 'bifrost-postgresql': { 'postgres-password': 24 } },
      container: {
        env: [
          { name: 'APP_PORT', value: '8080' },
          {
            name: 'BIFROST_ENCRYPTION_KEY',
            valueFrom: { secretKeyRef: { name: 'bifrost-encryption', key: 'encryption-key' } },
          },
          { name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: 'openai-credentials', key: 'api-key' } } },
          {
            name: 'BIFROST_POSTGRES_PASSWORD',
            valueFrom: { secretKeyRef: { name: 'bifrost-postgresql', key: 'password', optional: true } },
          },
        ],
      },
    }),
    good: bifrost(EXTERNAL),
  },
  {
    row: 'A13',
    name: 'the database has no host',
    cause: 'bifrost-database-setting-empty',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing([line('failed to bootstrap server: failed to load config postgres host is required')], {
      database: false,
      config: { config_store: { config: { host: '' } } },
    }),
    good: bifrost(EXTERNAL),
  },
  {
    row: 'A14',
    name: 'sslMode is disable, and the server demands TLS',
    cause: 'bifrost-database-demands-tls',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing(
      [
        outside(
          'server error: FATAL: no pg_hba.conf entry for host "10.244.1.7", user "bifrost", database "bifrost", no encryption (SQLSTATE 28000)',
        ),
      ],
      EXTERNAL,
    ),
    good: bifrost({
      database: false,
      config: { config_store: { config: { host: 'db.corp.example', ssl_mode: 'require' } } },
    }),
  },
  {
    row: 'A14',
    name: 'sslMode is require, and the server has no TLS',
    cause: 'database-tls-mismatch',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing([server('tls error: server refused TLS connection')], {
      config: { config_store: { config: { ssl_mode: 'require' } } },
    }),
    good: bifrost(),
  },
  {
    row: 'A15',
    name: 'the password does not fit the user',
    cause: 'database-login-refused',
    chain: ['crash-loop-back-off', 'deployment-unavailable', 'service-without-endpoints'],
    broken: failing([
      server('server error: FATAL: password authentication failed for user "bifrost" (SQLSTATE 28P01)'),
    ]),
    good: bifrost(),
  },
  {
    row: 'A16',
    name: 'a NetworkPolicy lets nothing out to the database',
    cause: 'network-policy-blocking',
    chain: ['connection-timeout', 'crash-loop-back-off', 'deployment-unavailable'],
    broken: withObjects(
      failing([server('dial error: dial tcp 10.96.40.28:5432: i/o timeout')]),
      egressPolicy([{ ports: [{ port: 53, protocol: 'UDP' }] }, { ports: [{ port: 443, protocol: 'TCP' }] }]),
    ),
    good: withObjects(
      bifrost(),
      egressPolicy([{ ports: [{ port: 53, protocol: 'UDP' }] }, { ports: [{ port: 5432, protocol: 'TCP' }] }]),
    ),
  },
  {
    row: 'A16',
    name: 'a NetworkPolicy lets nothing out to a database outside the cluster',
    cause: 'network-policy-blocking',
    chain: ['connection-timeout', 'crash-loop-back-off', 'deployment-unavailable'],
    broken: withObjects(
      failing([outside('dial error: dial tcp 203.0.113.20:5432: i/o timeout')], EXTERNAL),
      egressPolicy([{ ports: [{ port: 53, protocol: 'UDP' }] }, { ports: [{ port: 443, protocol: 'TCP' }] }]),
    ),
    good: withObjects(
      bifrost(EXTERNAL),
      egressPolicy([{ ports: [{ port: 53, protocol: 'UDP' }] }, { ports: [{ port: 5432, protocol: 'TCP' }] }]),
    ),
  },
  {
    row: 'A17',
    name: 'the database is not in UTF8',
    cause: 'database-encoding-mismatch',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing([
      line(
        'failed to bootstrap server: ERROR: character with byte sequence 0xe2 0x86 0x92 in encoding "UTF8" has no equivalent in encoding "LATIN1" (SQLSTATE 22P05)',
      ),
    ]),
    good: bifrost(),
  },
  {
    row: 'A23',
    name: 'the encryption key is another than the one that the rows were written with',
    cause: 'bifrost-encryption-key',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing([
      line('failed to bootstrap server: failed to decrypt provider keys: cipher: message authentication failed'),
    ]),
    good: bifrost(),
  },
  {
    row: 'A23',
    name: 'the encryption key is read from a variable that leads nowhere',
    cause: 'bifrost-encryption-key-reference-empty',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing([
      line('failed to bootstrap server: encryption key: environment variable BIFROST_ENCRYPTION_KEY not found'),
    ]),
    good: bifrost(),
  },
  {
    row: 'A23',
    name: 'the encryption key stands in the ConfigMap',
    cause: 'bifrost-key-in-clear ConfigMap/ai-gateway/bifrost-config',
    broken: bifrost({ config: { encryption_key: 'correct-horse-battery-staple-0123' } }),
    good: bifrost(),
  },
];

function egressPolicy(egress: object[]) {
  return made(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { name: 'bifrost', namespace: NAMESPACE },
    {
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/component': 'server' } },
        policyTypes: ['Egress'],
        egress: egress as never,
      },
    },
  );
}
