import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Story } from '../stories/bundle.ts';
import { together } from '../stories/bundle.ts';
import { crashes, DAY, made, merged } from './objects.ts';
import type { Workload } from './workload.ts';
import { claim, secret, service, workload } from './workload.ts';

export const NAMESPACE = 'ai-gateway';
const SELECTOR = { 'app.kubernetes.io/name': 'bifrost', 'app.kubernetes.io/instance': 'bifrost' };
const CHART = { ...SELECTOR, 'helm.sh/chart': 'bifrost-2.0.4', 'app.kubernetes.io/managed-by': 'Helm' };
export const SERVER = { ...CHART, 'app.kubernetes.io/component': 'server' };
const DATABASE = { ...SELECTOR, 'app.kubernetes.io/component': 'database' };

/** What differs from a release of the chart that is well. Objects are laid over what the chart renders. */
export type Values = {
  storage?: 'postgres' | 'sqlite';
  kind?: 'Deployment' | 'StatefulSet';
  image?: string;
  replicas?: number;
  /** Of config.json. */
  config?: JsonObject;
  /** Instead of config.json: its text. */
  configText?: string;
  container?: JsonObject;
  spec?: JsonObject;
  pods?: Workload['pods'];
  odd?: Workload['odd'];
  age?: number;
  chart?: string;
  /** The embedded database; false where it lies outside the cluster. */
  database?: false | { pods?: Workload['pods']; claim?: 'Bound' | 'Pending'; claimSpec?: JsonObject };
  service?: JsonObject;
  ingress?: JsonObject;
  /** Whether a controller took the Ingress; true where left out. */
  ingressTaken?: boolean;
  autoscaler?: JsonObject;
  secrets?: Record<string, Record<string, number>>;
};

const CONFIG: JsonObject = {
  $schema: 'https://www.getbifrost.ai/schema',
  encryption_key: 'env.BIFROST_ENCRYPTION_KEY',
  client: { drop_excess_requests: true, initial_pool_size: 500, max_request_body_size_mb: 100 },
  providers: {
    openai: { keys: [{ name: 'primary', value: 'env.OPENAI_API_KEY', models: ['gpt-4o', 'gpt-4o-mini'], weight: 1 }] },
  },
};
const STORE = {
  postgres: {
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
  sqlite: { enabled: true, type: 'sqlite', config: { path: '/app/data/config.db' } },
};

const fromSecret = (variable: string, name: string, key: string): JsonObject => ({
  name: variable,
  valueFrom: { secretKeyRef: { name, key } },
});
const probe = (initialDelaySeconds: number): JsonObject => ({
  httpGet: { path: '/health', port: 'http', scheme: 'HTTP' },
  initialDelaySeconds,
  periodSeconds: 10,
  timeoutSeconds: 5,
  failureThreshold: 3,
});

/** A release `bifrost` of the chart in the namespace `ai-gateway`, with what it needs around it. */
export function bifrost(values: Values = {}): Story {
  const { storage = 'postgres', replicas = storage === 'sqlite' ? 1 : 2, database, age = 3 * DAY } = values;
  const isSet = (values.kind ?? (storage === 'sqlite' ? 'StatefulSet' : 'Deployment')) === 'StatefulSet';
  const store = STORE[storage] as JsonObject;
  const config = merged(merged(CONFIG, { config_store: store }), values.config);
  const secrets = {
    'bifrost-encryption': { 'encryption-key': 44 },
    'openai-credentials': { 'api-key': 51 },
    ...(storage === 'postgres' ? { 'bifrost-postgresql': { password: 24 } } : {}),
    ...values.secrets,
  };

  const server = workload({
    namespace: NAMESPACE,
    name: 'bifrost',
    kind: isSet ? 'StatefulSet' : 'Deployment',
    age,
    labels: { ...SERVER, ...(values.chart ? { 'helm.sh/chart': values.chart } : {}) },
    selector: { ...SELECTOR, 'app.kubernetes.io/component': 'server' },
    replicas,
    container: merged(
      {
        name: 'bifrost',
        image: values.image ?? 'docker.io/maximhq/bifrost:v1.4.8',
        imagePullPolicy: 'IfNotPresent',
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        env: [
          { name: 'APP_PORT', value: '8080' },
          { name: 'APP_HOST', value: '0.0.0.0' },
          fromSecret('BIFROST_ENCRYPTION_KEY', 'bifrost-encryption', 'encryption-key'),
          fromSecret('OPENAI_API_KEY', 'openai-credentials', 'api-key'),
          ...(storage === 'postgres'
            ? [fromSecret('BIFROST_POSTGRES_PASSWORD', 'bifrost-postgresql', 'password')]
            : []),
        ],
        resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
        livenessProbe: probe(30),
        readinessProbe: probe(10),
        lifecycle: { preStop: { exec: { command: ['sh', '-c', 'sleep 15'] } } },
        volumeMounts: [
          { name: 'config', mountPath: '/app/data/config.json', subPath: 'config.json' },
          { name: 'data', mountPath: '/app/data' },
        ],
      },
      values.container,
    ) as Workload['container'],
    spec: merged(
      {
        serviceAccountName: 'bifrost',
        terminationGracePeriodSeconds: 60,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
        volumes: [
          { name: 'config', configMap: { name: 'bifrost-config', defaultMode: 420 } },
          isSet
            ? { name: 'data', persistentVolumeClaim: { claimName: 'data-bifrost-0' } }
            : { name: 'data', emptyDir: {} },
        ],
      },
      values.spec,
    ),
    ...(isSet
      ? {
          body: {
            spec: {
              serviceName: 'bifrost-headless',
              volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
            },
          },
        }
      : {}),
    ...(values.pods === undefined ? {} : { pods: values.pods }),
    ...(values.odd ? { odd: values.odd } : {}),
  });

  const objects = [
    made('v1', 'Namespace', { name: NAMESPACE }, { status: { phase: 'Active' } }),
    ...['default', 'bifrost'].map((name) => made('v1', 'ServiceAccount', { name, namespace: NAMESPACE })),
    ...server,
    made(
      'v1',
      'ConfigMap',
      { name: 'bifrost-config', namespace: NAMESPACE, labels: CHART },
      { data: { 'config.json': values.configText ?? JSON.stringify(config, null, 2) } },
    ),
    ...Object.entries(secrets).map(([name, keys]) => secret(name, NAMESPACE, keys)),
    service(
      'bifrost',
      NAMESPACE,
      { ...SELECTOR, 'app.kubernetes.io/component': 'server' },
      [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
      values.service,
    ),
    made(
      'networking.k8s.io/v1',
      'Ingress',
      { name: 'bifrost', namespace: NAMESPACE, labels: CHART },
      {
        spec: merged(
          {
            ingressClassName: 'nginx',
            rules: [
              {
                host: 'gateway.corp.example',
                http: {
                  paths: [
                    {
                      path: '/',
                      pathType: 'Prefix',
                      backend: { service: { name: 'bifrost', port: { number: 8080 } } },
                    },
                  ],
                },
              },
            ],
          },
          values.ingress,
        ),
        status: { loadBalancer: values.ingressTaken === false ? {} : { ingress: [{ ip: '192.0.2.40' }] } },
      },
    ),
    ...(isSet && replicas > 0
      ? Array.from({ length: replicas }, (_, index) => claim(`data-bifrost-${index}`, NAMESPACE, 'Bound', { age }))
      : []),
    ...(values.autoscaler ? [autoscaler(isSet ? 'StatefulSet' : 'Deployment', replicas, values.autoscaler)] : []),
    ...(storage === 'postgres' && database !== false ? embeddedDatabase(database) : []),
  ];
  return { objects };
}

/** The autoscaler of the chart's defaults; metrics are there. */
function autoscaler(kind: string, replicas: number, changes: JsonObject): JsonObject {
  return made(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    { name: 'bifrost', namespace: NAMESPACE, labels: CHART },
    merged(
      {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind, name: 'bifrost' },
          minReplicas: replicas,
          maxReplicas: 10,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
          ],
          behavior: {
            scaleDown: {
              stabilizationWindowSeconds: 300,
              policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
            },
          },
        },
        status: {
          currentReplicas: replicas,
          desiredReplicas: replicas,
          conditions: [
            { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' },
            { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
          ],
        },
      },
      changes,
    ),
  );
}

function embeddedDatabase({ pods, claim: phase = 'Bound', claimSpec }: Exclude<Values['database'], false> = {}) {
  const name = 'bifrost-postgresql';
  return [
    ...workload({
      namespace: NAMESPACE,
      name,
      labels: { ...CHART, ...DATABASE },
      selector: DATABASE,
      container: {
        name: 'postgresql',
        image: 'docker.io/library/postgres:16-alpine',
        ports: [{ name: 'postgresql', containerPort: 5432, protocol: 'TCP' }],
        env: [fromSecret('POSTGRES_PASSWORD', name, 'password')],
        readinessProbe: { exec: { command: ['pg_isready', '-U', 'bifrost'] } },
        volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
      },
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }] },
      ...(pods === undefined ? {} : { pods }),
    }),
    service(name, NAMESPACE, DATABASE, [{ name: 'postgresql', port: 5432, targetPort: 'postgresql', protocol: 'TCP' }]),
    claim(name, NAMESPACE, phase, claimSpec ? { spec: claimSpec } : {}),
  ];
}

/** The log stream of a Bifrost pod, by its index. */
export function logOf(index = 0, kind: 'Deployment' | 'StatefulSet' = 'Deployment', previous = false): string {
  const pod = kind === 'StatefulSet' ? `bifrost-${index}` : `bifrost-7d9c8b6f54-${['x2kqv', 'mn8zt'][index]}`;
  return `${NAMESPACE}/${pod}/bifrost${previous ? '-previous' : ''}`;
}

/** A release whose pods end with this line at every start. */
export function failing(lines: string[], values: Values = {}, exit: JsonObject = {}): Story {
  const kind = values.kind ?? (values.storage === 'sqlite' ? 'StatefulSet' : 'Deployment');
  const replicas = values.replicas ?? (values.storage === 'sqlite' ? 1 : 2);
  const story = bifrost({ ...values, pods: { ready: false, status: merged(crashes(), exit) } });
  const logs = Array.from({ length: replicas }, (_, index) => [logOf(index, kind, true), lines] as const);
  return together(story, { objects: [], logs: Object.fromEntries(logs) });
}

/** A line of Bifrost's log. */
export function line(message: string, level = 'error', time = '2026-03-01T11:58:29Z'): string {
  return JSON.stringify({ level, time, message });
}

/** What Bifrost says when it starts, and while it serves. */
export const STARTED = [
  line('loading configuration from: /app/data/config.json', 'info', '2026-02-26T12:00:01Z'),
  line('Time spent in Bifrost server bootstrap 2310 ms', 'info', '2026-02-26T12:00:04Z'),
  line('successfully started bifrost, serving UI on http://0.0.0.0:8080', 'info', '2026-02-26T12:00:04Z'),
];
