import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';
import { deployment, event, GAVE_UP_AT, INSTALLED_AT, LONG_AGO, object, running } from './build.ts';

/** The namespace of the story: a Bifrost release of the chart's shape, its database, and a neighbour that is well. */
export const NAMESPACE = 'ai-gateway';
const RELEASE = 'bifrost';
/** What the values say, and what somebody put into the cluster by hand. */
const SECRET = { name: 'openai-credentials', wantedKey: 'api-key', actualKey: 'apikey' };

const chartLabels = {
  'app.kubernetes.io/name': 'bifrost',
  'app.kubernetes.io/instance': RELEASE,
};
const tracked = (kind: string, group: string, name = RELEASE) => ({
  'argocd.argoproj.io/tracking-id': `ai-gateway:${group}/${kind}:${NAMESPACE}/${name}`,
});
const chart = { 'helm.sh/chart': 'bifrost-2.0.4', 'app.kubernetes.io/managed-by': 'Helm' };

const config = {
  $schema: 'https://www.getbifrost.ai/schema',
  client: { drop_excess_requests: false, initial_pool_size: 300 },
  config_store: {
    enabled: true,
    type: 'postgres',
    config: {
      host: 'bifrost-postgresql',
      port: '5432',
      user: 'bifrost',
      password: 'env.BIFROST_POSTGRES_PASSWORD',
      db_name: 'bifrost',
      ssl_mode: 'disable',
    },
  },
  providers: {
    openai: { keys: [{ name: 'primary', value: 'env.OPENAI_API_KEY', models: ['gpt-4o', 'gpt-4o-mini'], weight: 1 }] },
  },
};

const probe = (initialDelaySeconds: number, failureThreshold: number): JsonObject => ({
  httpGet: { path: '/health', port: 'http', scheme: 'HTTP' },
  initialDelaySeconds,
  periodSeconds: 10,
  timeoutSeconds: 5,
  failureThreshold,
});

const kubeletSays = `couldn't find key ${SECRET.wantedKey} in Secret ${NAMESPACE}/${SECRET.name}`;
const blocked: JsonObject = {
  ready: false,
  started: false,
  state: { waiting: { reason: 'CreateContainerConfigError', message: kubeletSays } },
};

const bifrost = deployment({
  namespace: NAMESPACE,
  name: RELEASE,
  labels: { ...chartLabels, 'app.kubernetes.io/component': 'server' },
  created: INSTALLED_AT,
  annotations: tracked('Deployment', 'apps'),
  replicas: 2,
  hash: '7d9c8b6f54',
  image: 'docker.io/maximhq/bifrost:v1.4.8',
  container: {
    name: 'bifrost',
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: [
      { name: 'APP_PORT', value: '8080' },
      { name: 'APP_HOST', value: '0.0.0.0' },
      {
        name: 'BIFROST_POSTGRES_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'bifrost-postgresql', key: 'password' } },
      },
      { name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: SECRET.name, key: SECRET.wantedKey } } },
    ],
    resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
    livenessProbe: probe(30, 3),
    readinessProbe: probe(10, 3),
    volumeMounts: [{ name: 'config', mountPath: '/app/data/config.json', subPath: 'config.json' }],
  },
  spec: { volumes: [{ name: 'config', configMap: { name: 'bifrost-config', defaultMode: 420 } }] },
  pods: [
    { suffix: 'x2kqv', node: 'worker-1', ip: '10.42.1.31', phase: 'Pending', ready: false, status: blocked },
    { suffix: 'mn8zt', node: 'worker-2', ip: '10.42.2.27', phase: 'Pending', ready: false, status: blocked },
  ],
});

const database = deployment({
  namespace: NAMESPACE,
  name: 'bifrost-postgresql',
  labels: { ...chartLabels, 'app.kubernetes.io/component': 'database' },
  created: INSTALLED_AT,
  annotations: tracked('Deployment', 'apps', 'bifrost-postgresql'),
  replicas: 1,
  hash: '5c77f9d8b',
  image: 'docker.io/library/postgres:16-alpine',
  container: {
    name: 'postgresql',
    ports: [{ name: 'tcp-postgresql', containerPort: 5432 }],
    env: [{ name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'bifrost-postgresql', key: 'password' } } }],
    readinessProbe: { exec: { command: ['pg_isready', '-U', 'bifrost'] } },
    volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
  },
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'bifrost-postgresql' } }] },
  pods: [
    {
      suffix: '9wk4d',
      node: 'worker-1',
      ip: '10.42.1.30',
      phase: 'Running',
      ready: true,
      status: running('2026-03-03T09:12:31Z'),
    },
  ],
});

const catalogue = deployment({
  namespace: NAMESPACE,
  name: 'model-catalogue',
  labels: { app: 'model-catalogue' },
  replicas: 1,
  hash: '6f6d4c5b9c',
  image: 'registry.corp.example/ai/model-catalogue:2.3.0',
  container: { name: 'web', ports: [{ name: 'http', containerPort: 8000 }] },
  pods: [
    { suffix: 'tq7lr', node: 'worker-2', ip: '10.42.2.14', phase: 'Running', ready: true, status: running(LONG_AGO) },
  ],
});

const podNames = bifrost.pods.map((pod) => String((pod.metadata as JsonObject).name));

const service = (name: string, selector: Record<string, string>, port: JsonObject, clusterIP: string): JsonObject =>
  object(
    'v1',
    'Service',
    { namespace: NAMESPACE, name, labels: selector, created: name === 'model-catalogue' ? LONG_AGO : INSTALLED_AT },
    {
      metadata: name === RELEASE ? { annotations: tracked('Service', '') } : {},
      spec: { type: 'ClusterIP', clusterIP, selector, ports: [port] },
      status: { loadBalancer: {} },
    },
  );

const slice = (serviceName: string, port: JsonObject, pods: { name: string; ip: string; ready: boolean }[]) =>
  object(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    {
      namespace: NAMESPACE,
      name: `${serviceName}-k7x2p`,
      labels: { 'kubernetes.io/service-name': serviceName },
      created: serviceName === 'model-catalogue' ? LONG_AGO : INSTALLED_AT,
    },
    {
      addressType: 'IPv4',
      ports: [port],
      endpoints: pods.map(({ name, ip, ready }) => ({
        addresses: [ip],
        conditions: { ready, serving: ready, terminating: false },
        targetRef: { kind: 'Pod', namespace: NAMESPACE, name },
      })),
    },
  );

const ingress = object(
  'networking.k8s.io/v1',
  'Ingress',
  { namespace: NAMESPACE, name: RELEASE, labels: chartLabels, created: INSTALLED_AT },
  {
    metadata: { annotations: tracked('Ingress', 'networking.k8s.io') },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'gateway.corp.example',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: RELEASE, port: { name: 'http' } } } }],
          },
        },
      ],
    },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.40' }] } },
  },
);

const secret = (name: string, keys: Record<string, number>, created: string) =>
  object('v1', 'Secret', { namespace: NAMESPACE, name, created }, { type: 'Opaque', keys });

const podEvents = podNames.flatMap((name, index): Parameters<typeof event>[0][] => {
  const node = index === 0 ? 'worker-1' : 'worker-2';
  const kubelet = { namespace: NAMESPACE, from: 'kubelet', host: node };
  const container = { kind: 'Pod', name, fieldPath: 'spec.containers{bifrost}' };
  return [
    {
      namespace: NAMESPACE,
      of: { kind: 'Pod', name },
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${NAMESPACE}/${name} to ${node}`,
      first: INSTALLED_AT,
      from: 'default-scheduler',
    },
    {
      ...kubelet,
      of: container,
      type: 'Normal',
      reason: 'Pulled',
      message: 'Container image "docker.io/maximhq/bifrost:v1.4.8" already present on machine',
      first: '2026-03-03T09:12:09Z',
      last: '2026-03-03T09:44:40Z',
      count: 148,
    },
    {
      ...kubelet,
      of: container,
      reason: 'Failed',
      message: `Error: ${kubeletSays}`,
      first: '2026-03-03T09:12:09Z',
      last: '2026-03-03T09:44:40Z',
      count: 148,
    },
  ];
});

const events = [
  {
    namespace: NAMESPACE,
    of: { kind: 'Deployment', name: RELEASE, apiVersion: 'apps/v1' },
    type: 'Normal' as const,
    reason: 'ScalingReplicaSet',
    message: `Scaled up replica set ${RELEASE}-7d9c8b6f54 from 0 to 2`,
    first: INSTALLED_AT,
    from: 'deployment-controller',
  },
  ...podEvents,
].map(event);

export const gateway = {
  pods: [...bifrost.pods, ...database.pods, ...catalogue.pods],
  deployments: [bifrost.deployment, database.deployment, catalogue.deployment],
  replicasets: [bifrost.replicaSet, database.replicaSet, catalogue.replicaSet],
  services: [
    service(
      RELEASE,
      { ...chartLabels, 'app.kubernetes.io/component': 'server' },
      { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
      '10.43.18.7',
    ),
    service(
      'bifrost-postgresql',
      { ...chartLabels, 'app.kubernetes.io/component': 'database' },
      { name: 'tcp-postgresql', port: 5432, targetPort: 'tcp-postgresql', protocol: 'TCP' },
      '10.43.66.120',
    ),
    service(
      'model-catalogue',
      { app: 'model-catalogue' },
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
      '10.43.201.5',
    ),
  ],
  endpointslices: [
    slice(RELEASE, { name: 'http', port: 8080, protocol: 'TCP' }, [
      { name: podNames[0] ?? '', ip: '10.42.1.31', ready: false },
      { name: podNames[1] ?? '', ip: '10.42.2.27', ready: false },
    ]),
    slice('bifrost-postgresql', { name: 'tcp-postgresql', port: 5432, protocol: 'TCP' }, [
      { name: 'bifrost-postgresql-5c77f9d8b-9wk4d', ip: '10.42.1.30', ready: true },
    ]),
    slice('model-catalogue', { name: 'http', port: 8000, protocol: 'TCP' }, [
      { name: 'model-catalogue-6f6d4c5b9c-tq7lr', ip: '10.42.2.14', ready: true },
    ]),
  ],
  ingress: [ingress],
  configmaps: [
    object(
      'v1',
      'ConfigMap',
      { namespace: NAMESPACE, name: 'bifrost-config', labels: { ...chartLabels, ...chart }, created: INSTALLED_AT },
      { data: { 'config.json': `${JSON.stringify(config, null, 2)}\n` } },
    ),
  ],
  secrets: [
    secret('bifrost-postgresql', { password: 24 }, INSTALLED_AT),
    secret(SECRET.name, { [SECRET.actualKey]: 51, organization: 28 }, '2026-03-03T08:51:40Z'),
  ],
  pvcs: [
    object(
      'v1',
      'PersistentVolumeClaim',
      { namespace: NAMESPACE, name: 'bifrost-postgresql', created: INSTALLED_AT },
      {
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'local-path',
          resources: { requests: { storage: '8Gi' } },
          volumeName: 'pvc-0f5d',
        },
        status: { phase: 'Bound', capacity: { storage: '8Gi' } },
      },
    ),
  ],
  serviceaccounts: [object('v1', 'ServiceAccount', { namespace: NAMESPACE, name: 'default' })],
  events,
} satisfies Record<string, JsonObject[]>;

/** The Argo CD Application of the release: its sync succeeded, its health did not. */
export const application = object(
  'argoproj.io/v1alpha1',
  'Application',
  { namespace: 'argocd', name: 'ai-gateway', created: '2026-03-03T09:11:52Z' },
  {
    metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc', namespace: NAMESPACE },
      source: {
        repoURL: 'https://charts.corp.example/bifrost',
        chart: 'bifrost',
        targetRevision: '2.0.4',
        helm: {
          releaseName: RELEASE,
          valuesObject: { bifrost: { providerSecrets: { openai: { existingSecret: SECRET.name } } } },
        },
      },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
    status: {
      health: { status: 'Degraded', lastTransitionTime: GAVE_UP_AT },
      sync: { status: 'Synced', revision: '2.0.4' },
      reconciledAt: '2026-03-03T09:43:58Z',
      sourceType: 'Helm',
      history: [{ id: 0, revision: '2.0.4', deployedAt: '2026-03-03T09:12:08Z' }],
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        startedAt: '2026-03-03T09:12:05Z',
        finishedAt: '2026-03-03T09:12:08Z',
        syncResult: { revision: '2.0.4' },
      },
      resources: [
        { version: 'v1', kind: 'ConfigMap', namespace: NAMESPACE, name: 'bifrost-config', status: 'Synced' },
        { version: 'v1', kind: 'Service', namespace: NAMESPACE, name: RELEASE, status: 'Synced' },
        { version: 'v1', kind: 'Service', namespace: NAMESPACE, name: 'bifrost-postgresql', status: 'Synced' },
        { group: 'apps', version: 'v1', kind: 'Deployment', namespace: NAMESPACE, name: RELEASE, status: 'Synced' },
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: NAMESPACE,
          name: 'bifrost-postgresql',
          status: 'Synced',
        },
        {
          group: 'networking.k8s.io',
          version: 'v1',
          kind: 'Ingress',
          namespace: NAMESPACE,
          name: RELEASE,
          status: 'Synced',
        },
      ],
      conditions: [],
    },
  },
);

export const brokenPods = podNames;
export const kubeletMessage = kubeletSays;
