import type { Golden } from '../golden.ts';
import type { ComponentName } from '../platform.ts';
import { dying, platform, saying } from '../platform.ts';

/**
 * The systems in words that no rule was written from: the shapes of public reports, of several versions, with the lines
 * that stand around them.
 */
const WORDS: [row: string, component: ComponentName, how: 'dies' | 'says', cause: string, lines: string[]][] = [
  [
    'B17',
    'keycloak',
    'dies',
    'database-login-refused',
    [
      '2026-03-01 11:58:27,011 WARN  [io.agroal.pool] (agroal-11) Datasource \'<default>\': FATAL: password authentication failed for user "keycloak"',
      '2026-03-01 11:58:29,355 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to start server in (production) mode',
      '2026-03-01 11:58:29,356 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to obtain JDBC connection',
      '2026-03-01 11:58:29,357 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: FATAL: password authentication failed for user "keycloak"',
    ],
  ],
  [
    'B17',
    'keycloak',
    'dies',
    'connection-refused',
    [
      '2026-03-01 11:58:29,356 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to obtain JDBC connection',
      '2026-03-01 11:58:29,357 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Connection to postgresql.data.svc.cluster.local:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
    ],
  ],
  [
    'B17',
    'keycloak',
    'dies',
    'keycloak-hostname-unset',
    [
      '2026-03-01 11:58:29,357 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: hostname is not configured; either configure hostname, or set hostname-strict to false',
    ],
  ],
  [
    'B17',
    'keycloak',
    'says',
    'keycloak-client-unknown',
    [
      '2026-03-01 11:58:29,112 WARN  [org.keycloak.events] (executor-thread-3) type=LOGIN_ERROR, realmId=platform, clientId=grafna, userId=null, ipAddress=10.42.2.1, error=client_not_found',
    ],
  ],
  [
    'B17',
    'keycloak',
    'says',
    'keycloak-client-credentials-refused',
    [
      '2026-03-01 11:58:29,112 WARN  [org.keycloak.events] (executor-thread-3) type="CODE_TO_TOKEN_ERROR", realmId="0b1f", realmName="platform", clientId="harbor", userId="null", ipAddress="10.42.2.1", error="invalid_client_credentials", grant_type="authorization_code"',
    ],
  ],
  [
    'B17',
    'keycloak',
    'says',
    'keycloak-changelog-lock-held',
    [
      '2026-03-01 11:58:20,001 INFO  [org.keycloak.connections.jpa.updater.liquibase.lock.CustomLockService] (main) Waiting for changelog lock....',
    ],
  ],
  [
    'B18',
    'openfga',
    'dies',
    'database-login-refused',
    [
      'panic: failed to initialize datastore: initialize postgres connection: ping db: failed to connect to `host=postgresql.data user=openfga database=openfga`: server error (FATAL: password authentication failed for user "openfga" (SQLSTATE 28P01))',
      '',
      'goroutine 1 [running]:',
    ],
  ],
  [
    'B18',
    'openfga',
    'dies',
    'address-in-use',
    [
      '{"level":"fatal","timestamp":"2026-03-01T11:58:29Z","msg":"failed to listen on tcp","error":"listen tcp :8081: bind: address already in use"}',
    ],
  ],
  [
    'B18',
    'openfga',
    'says',
    'openfga-store-missing',
    [
      '{"level":"error","timestamp":"2026-03-01T11:58:29Z","msg":"grpc_req_complete","grpc_service":"openfga.v1.OpenFGAService","grpc_method":"Check","grpc_code":2001,"raw_request":{},"error":"rpc error: code = Code(2001) desc = Authorization Model \'01HX\' not found"}',
    ],
  ],
  [
    'B18',
    'openfga',
    'dies',
    'host-not-found',
    [
      '2026/03/01 11:58:29 failed to initialize database connection: dial tcp: lookup pg-openfga on 10.96.0.10:53: no such host',
    ],
  ],
  [
    'B18',
    'openfga',
    'says',
    'openfga-bearer-token-missing',
    [
      '{"level":"error","timestamp":"2026-03-01T11:58:29Z","msg":"grpc_req_complete","grpc_method":"Read","error":"rpc error: code = Code(1500) desc = missing bearer token"}',
    ],
  ],
  [
    'B19',
    'apisix',
    'dies',
    'apisix-etcd-endpoint-failing',
    [
      '/usr/local/openresty//luajit/bin/luajit ./apisix/cli/apisix.lua init_etcd',
      "Warning! Request etcd endpoint 'http://apisix-etcd:2379/version' error, connection refused, retry time=1",
      "Warning! Request etcd endpoint 'http://apisix-etcd:2379/version' error, connection refused, retry time=2",
      "request etcd endpoint 'http://apisix-etcd:2379/version' error, connection refused",
    ],
  ],
  [
    'B19',
    'apisix',
    'dies',
    'apisix-etcd-endpoint-failing',
    ['request etcd endpoint "http://apisix-etcd.ingress.svc.cluster.local:2379/v3/kv/put" error, timeout'],
  ],
  [
    'B19',
    'apisix',
    'says',
    'apisix-etcd-directory-unread',
    [
      '2026/03/01 11:58:29 [error] 51#51: *1203 [lua] config_etcd.lua:142: failed to fetch data from etcd: /usr/local/apisix/apisix/core/config_etcd.lua:122: has no healthy etcd endpoint available,  etcd key: /apisix/routes, context: ngx.timer',
    ],
  ],
  [
    'B19',
    'apisix',
    'says',
    'apisix-upstream-failing',
    [
      '2026/03/01 11:58:29 [error] 45#45: *88 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.1.2.3, server: _, request: "POST /v1/chat/completions HTTP/1.1", upstream: "http://10.42.9.9:4000/v1/chat/completions", host: "llm-backend.corp.example"',
    ],
  ],
  [
    'B19',
    'apisix',
    'says',
    'certificate-untrusted',
    [
      '2026/03/01 11:58:29 [error] 45#45: *91 SSL_do_handshake() failed (SSL: error:0A000086:SSL routines::certificate verify failed) while SSL handshaking to upstream, client: 10.1.2.3, server: _, request: "GET / HTTP/1.1", upstream: "https://10.42.9.9:8443/", host: "id.corp.example"',
    ],
  ],
  [
    'B20',
    'harbor',
    'dies',
    'harbor-cache-unreachable',
    [
      '2026-03-01T11:57:05Z [ERROR] [/lib/cache/cache.go:124]: failed to ping redis://redis.data:6379/0?idle_timeout_seconds=30, retry after 10s : dial tcp 10.96.77.3:6379: i/o timeout',
      '2026-03-01T11:58:29Z [FATAL] [/core/main.go:156]: failed to initialize cache: retry timeout: dial tcp 10.96.77.3:6379: i/o timeout',
    ],
  ],
  [
    'B20',
    'harbor',
    'dies',
    'harbor-core-unreachable',
    [
      '2026-03-01T11:58:27Z [ERROR] [/pkg/config/rest/rest.go:50]: Failed on load rest config err:http error: code 503, message no healthy upstream, url:http://harbor-core:80/api/v2.0/internalconfig',
      'panic: failed to load configuration, error: failed to load rest config',
    ],
  ],
  [
    'B20',
    'harbor',
    'dies',
    'database-login-refused',
    [
      '2026-03-01T11:58:29Z [FATAL] [/core/main.go:184]: failed to initialize database: register db Ping `default`, failed to connect to `host=postgresql.data user=harbor database=registry`: server error (FATAL: password authentication failed for user "harbor" (SQLSTATE 28P01))',
    ],
  ],
  [
    'B20',
    'harbor',
    'says',
    'harbor-quota-exceeded',
    [
      '2026-03-01T11:58:29Z [ERROR] [/lib/http/error.go:56]: {"errors":[{"code":"DENIED","message":"adding 310.2 MiB of storage resource, which when updated to current usage of 9.9 GiB will exceed the configured upper limit of 10.0 GiB."}]}',
    ],
  ],
  [
    'B21',
    'litellm',
    'dies',
    'litellm-database-login-refused',
    [
      'Error: P1000: Authentication failed against database server at `postgresql.data`, the provided database credentials for `litellm` are not valid.',
      '',
      'Please make sure to provide valid database credentials for the database server at `postgresql.data`.',
    ],
  ],
  [
    'B21',
    'litellm',
    'dies',
    'litellm-database-url-invalid',
    [
      '2026-03-01 11:58:29,346 - litellm_proxy_extras - INFO - prisma db error: Error: P1013: The provided database string is invalid. invalid port number in database URL.',
    ],
  ],
  [
    'B21',
    'litellm',
    'says',
    'litellm-prisma-client-missing',
    ["11:58:29 - LiteLLM Proxy:ERROR: utils.py:2873 - Failed to import Prisma client: No module named 'prisma'"],
  ],
  [
    'B21',
    'litellm',
    'says',
    'litellm-provider-key-refused',
    [
      'litellm.exceptions.AuthenticationError: litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-abc***. You can find your API key at https://platform.openai.com/account/api-keys.',
    ],
  ],
  [
    'B21',
    'litellm',
    'dies',
    'litellm-schema-push-failed',
    [
      "11:58:01 - LiteLLM Proxy:ERROR: prisma_migration.py:83 - 'prisma db push' failed with exit code 1.",
      '11:58:29 - LiteLLM Proxy:ERROR: prisma_migration.py:89 - Unable to push database changes after 3 retries.',
    ],
  ],
  [
    'B21',
    'litellm',
    'says',
    'litellm-provider-rate-limited',
    [
      'litellm.exceptions.RateLimitError: litellm.RateLimitError: AzureException RateLimitError - Requests to the ChatCompletions_Create Operation have exceeded call rate limit of your current pricing tier. Please retry after 12 seconds.',
    ],
  ],
  [
    'B22',
    'loki',
    'dies',
    'config-field-unknown',
    [
      'failed parsing config: /etc/loki/config/config.yaml: yaml: unmarshal errors:',
      '  line 33: field filesystem not found in type aws.S3Config. Use `-config.expand-env=true` flag if you want to expand environment variables in your config file',
    ],
  ],
  [
    'B22',
    'loki',
    'dies',
    'file-system-read-only',
    [
      'level=error ts=2026-03-01T11:58:29.1Z caller=log.go:223 msg="error running loki" err="mkdir /var/loki: read-only file system\\nerror initialising module: compactor"',
    ],
  ],
  [
    'B22',
    'loki',
    'says',
    'loki-object-store-refused',
    [
      'level=error ts=2026-03-01T11:58:29.3Z caller=flush.go:144 org_id=fake msg="failed to flush" err="failed to flush chunks: store put chunk: NoSuchBucket: The specified bucket does not exist\\n\\tstatus code: 404, request id: 17A, host id: , num_chunks: 1"',
    ],
  ],
  [
    'B22',
    'loki',
    'says',
    'loki-object-store-refused',
    [
      'level=error ts=2026-03-01T11:58:29.3Z caller=flush.go:144 org_id=fake msg="failed to flush" err="failed to flush chunks: store put chunk: AccessDenied: Access Denied.\\n\\tstatus code: 403, request id: 618632610"',
    ],
  ],
  [
    'B22',
    'prometheus',
    'dies',
    'prometheus-volume-full',
    [
      'time=2026-03-01T11:58:29.1Z level=ERROR source=main.go:1318 msg="Fatal error" err="opening storage failed: lock DB directory: open /prometheus/lock: no space left on device"',
    ],
  ],
  [
    'B22',
    'prometheus',
    'dies',
    'prometheus-data-not-writable',
    [
      'ts=2026-03-01T11:58:29.1Z caller=main.go:1166 level=error err="opening storage failed: lock DB directory: open /data/lock: permission denied"',
    ],
  ],
  [
    'B22',
    'prometheus',
    'dies',
    'prometheus-data-corrupt',
    [
      'ts=2026-03-01T11:58:29.1Z caller=main.go:1166 level=error err="opening storage failed: repair corrupted WAL: cannot handle error: open WAL segment: 0: open /prometheus/wal/00000000: no such file or directory"',
    ],
  ],
  [
    'B22',
    'grafana',
    'dies',
    'host-not-found',
    [
      'Error: ✗ *api.HTTPServer run error: failed to connect to database: dial tcp: lookup grafana-db on 10.96.0.10:53: no such host',
    ],
  ],
  [
    'B22',
    'grafana',
    'says',
    'grafana-oauth-failed',
    [
      'logger=oauth t=2026-03-01T11:58:29Z level=error msg="login failed" error="[auth.oauth.token.exchange] failed to exchange code to token: oauth2: \\"unauthorized_client\\" \\"Invalid client or Invalid client credentials\\""',
    ],
  ],
  [
    'B22',
    'tempo',
    'dies',
    'config-field-unknown',
    [
      'failed parsing config: failed to parse configFile /conf/tempo.yaml: yaml: unmarshal errors:',
      '  line 4: field compactor_ring not found in type app.Config',
    ],
  ],
  [
    'B22',
    'alloy',
    'dies',
    'alloy-config-refused',
    [
      'Error: /etc/alloy/config.alloy:12:3: missing required attribute "url"',
      '',
      '11 |   endpoint {',
      'Error: could not perform the initial load successfully',
    ],
  ],
  [
    'B22',
    'alloy',
    'says',
    'alloy-logs-dropped',
    [
      'ts=2026-03-01T11:58:29Z level=error msg="final error sending batch" component_path=/ component_id=loki.write.main component=client host=loki-gateway.observability status=429 tenant="" error="server returned HTTP status 429 Too Many Requests (429): Ingestion rate limit exceeded for user fake"',
    ],
  ],
  [
    'B23',
    'postgresql',
    'dies',
    'disk-full',
    ['2026-03-01 11:58:29.680 UTC [1] FATAL:  could not write lock file "postmaster.pid": No space left on device'],
  ],
  [
    'B23',
    'postgresql',
    'dies',
    'path-permission-denied',
    ['mkdir: cannot create directory ‘/bitnami/postgresql/data’: Permission denied'],
  ],
  [
    'B23',
    'postgresql',
    'dies',
    'postgresql-data-permissions',
    [
      '2026-03-01 11:58:29.680 GMT [1] FATAL:  data directory "/bitnami/postgresql/data" has group or world access',
      '2026-03-01 11:58:29.680 GMT [1] DETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).',
    ],
  ],
  [
    'B23',
    'postgresql',
    'says',
    'database-connections-exhausted',
    ['2026-03-01 11:58:29.680 UTC [4711] FATAL:  sorry, too many clients already'],
  ],
  [
    'B23',
    'postgresql',
    'dies',
    'disk-full',
    [
      '2026-03-01 11:58:29.680 UTC [31] PANIC:  could not write to file "pg_wal/xlogtemp.31": No space left on device',
      '2026-03-01 11:58:29.690 UTC [1] LOG:  startup process (PID 31) was terminated by signal 6: Aborted',
    ],
  ],
  [
    'B23',
    'postgresql',
    'dies',
    'postgresql-data-directory-not-empty',
    [
      'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty',
      'initdb: detail: It contains a lost+found directory, perhaps due to it being a mount point.',
    ],
  ],
  [
    'B23',
    'postgresql',
    'dies',
    'postgresql-lock-file-held',
    [
      '2026-03-01 11:58:29.680 UTC [1] FATAL:  lock file "postmaster.pid" already exists',
      '2026-03-01 11:58:29.680 UTC [1] HINT:  Is another postmaster (PID 1) running in data directory "/var/lib/postgresql/data"?',
    ],
  ],
  [
    'B23',
    'postgresql',
    'says',
    'database-connections-exhausted',
    [
      '2026-03-01 11:58:29.680 UTC [120] FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute',
    ],
  ],
];

const WELL = platform();

export const WORDED_ROWS: Golden[] = WORDS.map(
  ([row, component, how, cause, lines], index): Golden => ({
    row,
    name: `${component} in other words, ${index + 1}: ${cause}`,
    cause,
    ...(how === 'dies' ? { chain: ['crash-loop-back-off'] } : {}),
    broken: platform({ [component]: how === 'dies' ? dying(...lines) : saying(...lines) }),
    good: WELL,
  }),
);
