import { application, notRendered } from '../argocd.ts';
import type { Values } from '../bifrost.ts';
import { bifrost, failing, line, logOf, NAMESPACE, STARTED } from '../bifrost.ts';
import type { Golden } from '../golden.ts';
import { withEvents, withLogs, without } from '../golden.ts';
import { waits } from '../objects.ts';

const POD = 'bifrost-7d9c8b6f54-x2kqv';
const ONE = { replicas: 1 };
const notCreated = (reason: string, message: string, values: Values = {}) =>
  bifrost({ ...ONE, ...values, pods: { phase: 'Pending', ready: false, status: waits(reason, message) } });

/** The kubelet tells it twice: in the state of the container, and in an event. */
const unconfigured = (message: string, values: Values = {}) =>
  withEvents(notCreated('CreateContainerConfigError', message, values), [
    'Pod',
    POD,
    'Failed',
    `Error: ${message}`,
    { container: 'bifrost' },
  ]);

const pull = (image: string, message: string, values: Values = {}) =>
  withEvents(notCreated('ImagePullBackOff', `Back-off pulling image "${image}"`, { image, ...values }), [
    'Pod',
    POD,
    'Failed',
    `Failed to pull image "${image}": ${message}`,
    { container: 'bifrost' },
  ]);

const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/bifrost-enterprise:v1.4.8';
const PRIVATE = 'registry.corp.example/ai/bifrost:v1.4.8';
const MISSPELT = 'us-west1-docker.pkg.dev/bifrost-enterprise/acme/bifrots:v1.4.8';
const helmSays = (message: string) =>
  `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = Manifest generation error (cached): failed to execute helm template command: failed to get command args to log: \`helm template . --name-template bifrost --namespace ${NAMESPACE}\` failed exit status 1: Error: execution error at (bifrost/templates/stateful.yaml:5:4): ${message}`;
const rendered = application('bifrost', NAMESPACE);

/** From the chart to a container that runs: rows A1 to A11. */
export const START_ROWS: Golden[] = [
  {
    row: 'A3',
    name: 'the chart without an image tag is not rendered',
    cause: 'bifrost-image-tag-unset Application/argocd/bifrost',
    broken: application(
      'bifrost',
      NAMESPACE,
      notRendered(
        helmSays(
          'ERROR: image.tag is required. Please specify the Bifrost image version (e.g., --set image.tag=v1.3.36). See available tags at https://hub.docker.com/r/maximhq/bifrost/tags',
        ),
      ),
    ),
    good: rendered,
  },
  {
    row: 'A3',
    name: 'a value of the chart that is asked for is missing',
    cause: 'bifrost-chart-value-missing Application/argocd/bifrost',
    broken: application(
      'bifrost',
      NAMESPACE,
      notRendered(
        helmSays(
          'ERROR: postgresql.external.sslMode is required when using external PostgreSQL. Values: disable, allow, prefer, require, verify-ca, verify-full',
        ),
      ),
    ),
    good: rendered,
  },
  {
    row: 'A4',
    name: 'the pull secret does not exist',
    cause: 'image-pull-secret-missing',
    chain: ['image-pull-anonymous', 'image-pull-back-off', 'deployment-unavailable'],
    broken: withEvents(
      pull(
        PRIVATE,
        'rpc error: code = Unknown desc = failed to pull and unpack image "registry.corp.example/ai/bifrost:v1.4.8": failed to resolve reference "registry.corp.example/ai/bifrost:v1.4.8": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.corp.example/service/token: 401 Unauthorized',
        { spec: { imagePullSecrets: [{ name: 'registry-pull' }] } },
      ),
      [
        'Pod',
        POD,
        'FailedToRetrieveImagePullSecret',
        'Unable to retrieve some image pull secrets (registry-pull); attempting to pull the image may not succeed.',
      ],
    ),
    good: bifrost({ ...ONE, image: PRIVATE }),
  },
  {
    row: 'A4',
    name: 'the token for ECR is older than twelve hours',
    cause: 'image-pull-ecr-token-expired',
    chain: ['image-pull-back-off', 'deployment-unavailable'],
    broken: pull(
      ECR,
      `failed to pull and unpack image "${ECR}": failed to resolve reference "${ECR}": unexpected status from HEAD request to https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/v2/bifrost-enterprise/manifests/v1.4.8: 403 Forbidden`,
      {
        spec: { imagePullSecrets: [{ name: 'ecr-pull' }] },
        secrets: { 'ecr-pull': { '.dockerconfigjson': 2400 } },
      },
    ),
    good: bifrost({ ...ONE, image: ECR }),
  },
  {
    row: 'A5',
    name: 'the repository of the enterprise image is misspelt',
    cause: 'image-not-found',
    chain: ['image-pull-back-off', 'deployment-unavailable'],
    broken: pull(
      MISSPELT,
      `rpc error: code = NotFound desc = failed to pull and unpack image "${MISSPELT}": failed to resolve reference "${MISSPELT}": ${MISSPELT}: not found`,
    ),
    good: bifrost(ONE),
  },
  {
    row: 'A10',
    name: 'the Secret of the encryption key does not exist',
    cause: 'secret-missing Secret/ai-gateway/bifrost-encryption',
    chain: ['container-config-error', 'deployment-unavailable', 'service-without-endpoints'],
    broken: without(unconfigured('secret "bifrost-encryption" not found'), 'Secret', 'bifrost-encryption'),
    good: bifrost(ONE),
  },
  {
    row: 'A10',
    name: 'the Secret of a provider has no key api-key',
    cause: 'bifrost-provider-key-unresolved Secret/ai-gateway/openai-credentials',
    chain: ['secret-key-missing', 'container-config-error', 'deployment-unavailable'],
    broken: unconfigured(`couldn't find key api-key in Secret ${NAMESPACE}/openai-credentials`, {
      secrets: { 'openai-credentials': { apikey: 51 } },
    }),
    good: bifrost(ONE),
  },
  {
    row: 'A11',
    name: 'the volume belongs to another user',
    cause: 'bifrost-data-not-writable',
    chain: ['crash-loop-back-off', 'statefulset-unavailable'],
    broken: failing(['Error: /app/data is not writable by UID:GID 1000:1000 (owned by 0:0)'], { storage: 'sqlite' }),
    good: withLogs(bifrost({ storage: 'sqlite' }), {
      [logOf(0, 'StatefulSet')]: ['Successfully updated permissions on /app/data', ...STARTED],
    }),
  },
  {
    row: 'A11',
    name: 'an old image names its user and not its number',
    cause: 'run-as-non-root-refused',
    chain: ['container-config-error', 'deployment-unavailable'],
    broken: unconfigured(
      'container has runAsNonRoot and image has non-numeric user (appuser), cannot verify user is non-root (pod: "bifrost-7d9c8b6f54-x2kqv_ai-gateway(uid)", container: bifrost)',
    ),
    good: bifrost(ONE),
  },
  {
    row: 'A11',
    name: 'config.json is no JSON',
    cause: 'bifrost-configuration-broken',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: failing(
      [
        line(
          "failed to bootstrap server: failed to load config failed to unmarshal config: invalid character '}' looking for beginning of object key string",
        ),
      ],
      { configText: '{ "client": { }, }' },
    ),
    good: bifrost(),
  },
];
