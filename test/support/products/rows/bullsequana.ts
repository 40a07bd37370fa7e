import { applicationOf } from '../argocd.ts';
import type { Golden } from '../golden.ts';
import { withEvents, withObjects, without } from '../golden.ts';
import { crashes, made, waits } from '../objects.ts';
import { dying, platform, saying } from '../platform.ts';
import { claim, workload } from '../workload.ts';

const WELL = platform();
const REFUSED = 'dial tcp 10.96.40.20:5432: connect: connection refused';
const comparison = (message: string) => ({
  status: {
    sync: { status: 'Unknown' },
    conditions: [{ type: 'ComparisonError', message, lastTransitionTime: '2026-03-01T11:20:00Z' }],
  },
});
const changed = (name: string, namespace: string, changes: Parameters<typeof applicationOf>[2]) =>
  withObjects(without(WELL, 'Application', name), applicationOf(name, namespace, changes));
const hookJob = (failed: boolean) =>
  made(
    'batch/v1',
    'Job',
    {
      name: 'grafana-sso-setup',
      namespace: 'observability',
      age: 1800,
      annotations: { 'argocd.argoproj.io/hook': 'PreSync' },
    },
    {
      spec: {
        backoffLimit: 6,
        parallelism: 1,
        completions: 1,
        template: {
          spec: { containers: [{ name: 'setup', image: 'registry.corp.example/platform/sso-setup:1.2.0' }] },
        },
      },
      status: failed
        ? {
            failed: 7,
            conditions: [
              {
                type: 'Failed',
                status: 'True',
                reason: 'BackoffLimitExceeded',
                message: 'Job has reached the specified backoff limit',
              },
            ],
          }
        : { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] },
    },
  );
const pullSecret = made(
  'v1',
  'Secret',
  { name: 'harbor-pull', namespace: 'apps' },
  { type: 'kubernetes.io/dockerconfigjson', keys: { '.dockerconfigjson': 240 } },
);
const byHand = workload({
  namespace: 'coreai',
  name: 'debug-proxy',
  labels: { app: 'debug-proxy' },
  container: { name: 'proxy', image: 'docker.io/library/nginx:1.29', ports: [{ containerPort: 80 }] },
});
const challenge = made(
  'acme.cert-manager.io/v1',
  'Challenge',
  { name: 'llm-backend-tls-1-1', namespace: 'coreai', age: 3600 },
  {
    spec: { type: 'HTTP-01', dnsName: 'llm-backend.corp.example' },
    status: {
      state: 'pending',
      presented: true,
      processing: true,
      reason:
        'Waiting for HTTP-01 challenge propagation: failed to perform self check GET request \'http://llm-backend.corp.example/.well-known/acme-challenge/abc\': Get "http://llm-backend.corp.example/.well-known/acme-challenge/abc": dial tcp: lookup llm-backend.corp.example on 10.96.0.10:53: no such host',
    },
  },
);
const CHAT_IMAGE = 'harbor.corp.example/apps/chat:1.4.2';

/** Access, deployment, runtime and integration on the platform: rows B2 to B12 and B16. */
export const PLATFORM_ROWS: Golden[] = [
  {
    row: 'B2',
    name: 'the job that enrols a client at Keycloak has failed',
    cause: 'bullsequana-client-job-failed Job/observability/grafana-sso-setup',
    chain: ['job-failed'],
    broken: withEvents(withObjects(WELL, hookJob(true)), [
      'Job',
      'grafana-sso-setup',
      'BackoffLimitExceeded',
      'Job has reached the specified backoff limit',
    ]),
    good: withObjects(WELL, hookJob(false)),
  },
  {
    row: 'B2',
    name: 'a client is sent back to an address that its realm does not know',
    cause: 'keycloak-redirect-uri-refused',
    broken: platform({
      keycloak: saying(
        '2026-03-01 11:58:29,112 WARN  [org.keycloak.events] (executor-thread-9) type="LOGIN_ERROR", realmId="platform", clientId="grafana", userId="null", ipAddress="10.42.2.1", error="invalid_redirect_uri", redirect_uri="https://grafana.corp.example/login/generic_oauth"',
      ),
    }),
    good: WELL,
  },
  {
    row: 'B3',
    name: 'LiteLLM does not know the key that comes',
    cause: 'litellm-key-unknown',
    broken: platform({
      litellm: saying(
        "{'error': {'message': 'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...GQFA, Key Hash (Token) =7cd2579696d03c0c. Unable to find token in cache or `LiteLLM_VerificationTokenTable`', 'type': 'token_not_found_in_db', 'param': 'key', 'code': '401'}}",
      ),
    }),
    good: WELL,
  },
  {
    row: 'B4',
    name: 'an application calls LiteLLM and not the API of the platform',
    cause: 'bullsequana-litellm-called-directly Deployment/apps/chat',
    broken: platform({
      chat: { env: [{ name: 'OPENAI_BASE_URL', value: 'http://litellm.coreai.svc.cluster.local:4000/v1' }] },
    }),
    good: WELL,
  },
  {
    row: 'B5',
    name: 'OpenFGA is asked for a store that it does not have',
    cause: 'openfga-store-missing',
    broken: platform({
      openfga: saying(
        '{"level":"error","timestamp":"2026-03-01T11:58:29Z","msg":"grpc_req_complete","grpc_code":2404,"error":"store_id_not_found: Store ID not found"}',
      ),
    }),
    good: WELL,
  },
  {
    row: 'B6',
    name: 'the class for shared volumes gives them to one node only',
    cause: 'bullsequana-shared-class-unfit PersistentVolumeClaim/apps/docling-shared',
    chain: ['claim-pending'],
    broken: withEvents(
      withObjects(WELL, claim('docling-shared', 'apps', 'Pending', { spec: { accessModes: ['ReadWriteMany'] } })),
      [
        'PersistentVolumeClaim',
        'docling-shared',
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "standard": NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes',
      ],
    ),
    good: withObjects(WELL, claim('docling-shared', 'apps', 'Bound', { spec: { accessModes: ['ReadWriteMany'] } })),
  },
  {
    row: 'B6',
    name: 'the class for databases does not exist',
    cause: 'storage-class-missing PersistentVolumeClaim/apps/chat-db',
    broken: withEvents(
      withObjects(WELL, claim('chat-db', 'apps', 'Pending', { spec: { storageClassName: 'rwo-fast' } })),
      ['PersistentVolumeClaim', 'chat-db', 'ProvisioningFailed', 'storageclass.storage.k8s.io "rwo-fast" not found'],
    ),
    good: withObjects(WELL, claim('chat-db', 'apps')),
  },
  {
    row: 'B7',
    name: 'Harbor refuses the pull credentials',
    cause: 'image-pull-credentials-refused',
    chain: ['image-pull-back-off', 'deployment-unavailable'],
    broken: withEvents(
      withObjects(
        platform({
          chat: {
            pods: {
              phase: 'Pending',
              ready: false,
              status: waits('ImagePullBackOff', `Back-off pulling image "${CHAT_IMAGE}"`),
            },
            spec: { imagePullSecrets: [{ name: 'harbor-pull' }] },
          },
        }),
        pullSecret,
      ),
      [
        'Pod',
        'chat-7d9c8b6f54-x2kqv',
        'Failed',
        `Failed to pull image "${CHAT_IMAGE}": failed to pull and unpack image "${CHAT_IMAGE}": failed to resolve reference "${CHAT_IMAGE}": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://harbor.corp.example/service/token?scope=repository%3Aapps%2Fchat%3Apull&service=harbor-registry: 401 Unauthorized`,
        { container: 'chat' },
      ],
    ),
    good: WELL,
  },
  {
    row: 'B8',
    name: 'the path of git_config does not exist',
    cause: 'argocd-path-not-found Application/argocd/grafana',
    broken: changed(
      'grafana',
      'observability',
      comparison(
        'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = apps/grafanna: app path does not exist',
      ),
    ),
    good: WELL,
  },
  {
    row: 'B8',
    name: 'the branch of git_config does not exist',
    cause: 'argocd-revision-not-found Application/argocd/grafana',
    broken: changed(
      'grafana',
      'observability',
      comparison(
        "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = unable to resolve 'mian' to a commit SHA",
      ),
    ),
    good: WELL,
  },
  {
    row: 'B9',
    name: 'nobody may write the names of the platform into its DNS zone',
    cause: 'external-dns-access-denied',
    broken: platform({
      'external-dns': saying(
        'time="2026-03-01T11:58:29Z" level=error msg="records retrieval failed: failed to list hosted zones: AccessDenied: User: arn:aws:sts::123456789012:assumed-role/platform-dns/1 is not authorized to perform: route53:ListHostedZones because no identity-based policy allows the action"',
      ),
    }),
    good: WELL,
  },
  {
    row: 'B9',
    name: 'the name of a host does not exist yet, and its certificate waits for it',
    cause: 'acme-challenge-failed Challenge/coreai/llm-backend-tls-1-1',
    broken: withObjects(WELL, challenge),
    good: WELL,
  },
  {
    row: 'B10',
    name: 'PostgreSQL has no memory, and all that need it cannot connect',
    cause: 'oom-killed Pod/data/postgresql-0',
    chain: ['connection-refused', 'crash-loop-back-off', 'statefulset-unavailable'],
    broken: platform({
      postgresql: { pods: { ready: false, status: crashes(137, 'OOMKilled') }, logs: [] },
      openfga: dying(
        `panic: failed to initialize postgres datastore: initialize postgres connection: ping db: ${REFUSED.replace('10.96.40.20', 'postgresql.data.svc.cluster.local')}`,
      ),
      harbor: dying(
        `2026-03-01T11:58:29Z [ERROR] [/common/utils/utils.go:108]: failed to connect to tcp://postgresql.data.svc.cluster.local:5432: ${REFUSED.replace('10.96.40.20', 'postgresql.data.svc.cluster.local')}`,
      ),
    }),
    good: WELL,
  },
  {
    row: 'B11',
    name: 'callers ask for a model that the environment does not have',
    cause: 'litellm-model-unknown',
    broken: platform({
      litellm: saying(
        'litellm.BadRequestError: /chat/completions: Invalid model name passed in model=gpt-4o. Call `/v1/models` to view available models for your key.',
      ),
    }),
    good: WELL,
  },
  {
    row: 'B12',
    name: 'a workload that no application made',
    cause: 'bullsequana-workload-outside-git Deployment/coreai/debug-proxy',
    broken: withObjects(WELL, ...byHand),
    good: WELL,
  },
  {
    row: 'B16',
    name: 'the definition of a kind is not there yet',
    cause: 'argocd-crd-missing Application/argocd/grafana',
    broken: changed('grafana', 'observability', {
      status: {
        sync: { status: 'OutOfSync' },
        operationState: {
          phase: 'Failed',
          message:
            'one or more synchronization tasks are not valid: The Kubernetes API could not find monitoring.coreos.com/ServiceMonitor for requested resource observability/grafana. Make sure the "ServiceMonitor" CRD is installed on the destination cluster.',
        },
      },
    }),
    good: WELL,
  },
];
