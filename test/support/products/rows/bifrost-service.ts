import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago } from '../../check.ts';
import { bifrost, line, logOf, NAMESPACE, STARTED } from '../bifrost.ts';
import type { Golden } from '../golden.ts';
import { withEvents, withLogs, withObjects, without } from '../golden.ts';
import { condition, crashes, made } from '../objects.ts';

const POD = 'bifrost-7d9c8b6f54-x2kqv';
const ENV: JsonObject[] = [
  { name: 'APP_PORT', value: '8080' },
  {
    name: 'BIFROST_ENCRYPTION_KEY',
    valueFrom: { secretKeyRef: { name: 'bifrost-encryption', key: 'encryption-key' } },
  },
  { name: 'BIFROST_POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'bifrost-postgresql', key: 'password' } } },
];
const TLS = { tls: [{ hosts: ['gateway.corp.example'], secretName: 'bifrost-tls' }] };
const issuer = (ready: boolean) =>
  made(
    'cert-manager.io/v1',
    'ClusterIssuer',
    { name: 'letsencrypt' },
    {
      spec: { acme: { server: 'https://acme-v02.api.letsencrypt.org/directory' } },
      status: {
        conditions: [
          ready
            ? condition('Ready', 'True', 3600, 'ACMEAccountRegistered')
            : condition(
                'Ready',
                'False',
                3600,
                'ErrRegisterACMEAccount',
                'Failed to register ACME account: Get "https://acme-v02.api.letsencrypt.org/directory": dial tcp: lookup acme-v02.api.letsencrypt.org on 10.96.0.10:53: no such host',
              ),
        ],
      },
    },
  );
const certificate = (ready: boolean) =>
  made(
    'cert-manager.io/v1',
    'Certificate',
    { name: 'bifrost-tls', namespace: NAMESPACE, age: 3600 },
    {
      spec: {
        secretName: 'bifrost-tls',
        dnsNames: ['gateway.corp.example'],
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
      status: {
        conditions: [
          ready
            ? condition('Ready', 'True', 3600, 'Ready', 'Certificate is up to date and has not expired')
            : condition('Ready', 'False', 3600, 'DoesNotExist', 'Issuing certificate as Secret does not exist'),
        ],
        ...(ready ? { notAfter: '2026-05-20T12:00:00Z', renewalTime: '2026-04-20T12:00:00Z' } : {}),
      },
    },
  );
const scaler = (type: string, status: string, reason: string, message: string) => ({
  status: { conditions: [{ type, status, reason, message, lastTransitionTime: ago(3600) }] },
});
const many = (message: string, level: string) =>
  Array.from({ length: 12 }, (_, index) => line(message, level, ago(600 - index * 45)));

/** What clients reach and what serves them: rows A18 to A29 and A32. */
export const SERVICE_ROWS: Golden[] = [
  {
    row: 'A19',
    name: 'the Ingress has no class, and none is the default',
    cause: 'ingress-class-missing Ingress/ai-gateway/bifrost',
    broken: bifrost({ ingress: { ingressClassName: null }, ingressTaken: false }),
    good: bifrost(),
  },
  {
    row: 'A19',
    name: 'the Ingress names a class that does not exist',
    cause: 'ingress-class-missing Ingress/ai-gateway/bifrost',
    broken: bifrost({ ingress: { ingressClassName: 'ngnix' }, ingressTaken: false }),
    good: bifrost(),
  },
  {
    row: 'A20',
    name: 'the issuer of the certificate has no account',
    cause: 'cert-manager-account-refused ClusterIssuer/letsencrypt',
    chain: ['certificate-issuer-not-ready', 'certificate-not-issued', 'ingress-tls-secret-missing'],
    broken: withObjects(bifrost({ ingress: TLS }), issuer(false), certificate(false)),
    good: withObjects(
      bifrost({ ingress: TLS, secrets: { 'bifrost-tls': { 'tls.crt': 3800, 'tls.key': 1700 } } }),
      issuer(true),
      certificate(true),
    ),
  },
  {
    row: 'A21',
    name: 'the Ingress leads to a port that the Service does not have',
    cause: 'ingress-port-missing Ingress/ai-gateway/bifrost',
    broken: bifrost({
      ingress: {
        rules: [
          {
            host: 'gateway.corp.example',
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'bifrost', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    }),
    good: bifrost(),
  },
  {
    row: 'A21',
    name: 'Bifrost listens on localhost only',
    cause: 'bifrost-bound-to-loopback Pod/ai-gateway/bifrost',
    chain: ['readiness-probe-failing', 'deployment-unavailable', 'service-without-endpoints'],
    broken: withEvents(
      bifrost({
        replicas: 1,
        container: { env: [...ENV, { name: 'APP_HOST', value: 'localhost' }] },
        config: { providers: { openai: null } },
        pods: {
          ready: false,
          status: { ready: false, started: true, restartCount: 0, state: { running: { startedAt: ago(3600) } } },
        },
      }),
      [
        'Pod',
        POD,
        'Unhealthy',
        'Readiness probe failed: Get "http://10.42.1.17:8080/health": dial tcp 10.42.1.17:8080: connect: connection refused',
        { container: 'bifrost' },
      ],
    ),
    good: bifrost({ replicas: 1 }),
  },
  {
    row: 'A22',
    name: 'a provider reads a variable that the container does not have',
    cause: 'bifrost-provider-variable-undefined ConfigMap/ai-gateway/bifrost-config',
    chain: ['bifrost-no-key-for-model'],
    broken: withLogs(bifrost({ replicas: 1, container: { env: ENV } }), {
      [logOf()]: [
        ...STARTED,
        ...many('{"error":{"message":"no keys found that support model: gpt-4o"},"status_code":400}', 'warn'),
      ],
    }),
    good: withLogs(bifrost({ replicas: 1 }), { [logOf()]: STARTED }),
  },
  ...[
    'env.OPENAI_API_KEY: not set',
    'Environment variable not found: OPENAI_API_KEY',
    'openai: environment variable OPENAI_API_KEY not found',
    'failed to process env vars in keys for openai: environment variable OPENAI_API_KEY not found',
  ].map(
    (wording): Golden => ({
      row: 'A22',
      name: `the log says "${wording}"`,
      cause: 'bifrost-provider-key-unset',
      broken: withLogs(
        { ...without(bifrost({ replicas: 1 }), 'ConfigMap'), without: ['ConfigMap'] },
        {
          [logOf()]: [line(wording, 'info'), ...STARTED],
        },
      ),
      good: withLogs(bifrost({ replicas: 1 }), { [logOf()]: STARTED }),
    }),
  ),
  {
    row: 'A24',
    name: 'the gateway is killed at its memory limit',
    cause: 'oom-killed',
    chain: ['crash-loop-back-off', 'deployment-unavailable'],
    broken: bifrost({
      replicas: 1,
      config: { client: { initial_pool_size: 20000 } },
      pods: { ready: false, status: crashes(137, 'OOMKilled') },
    }),
    good: bifrost({ replicas: 1 }),
  },
  {
    row: 'A26',
    name: 'the pool is smaller than the load, and requests are dropped',
    cause: 'bifrost-pool-small ConfigMap/ai-gateway/bifrost-config',
    chain: ['bifrost-queue-full'],
    broken: withLogs(bifrost({ replicas: 1, config: { client: { initial_pool_size: 100 } } }), {
      [logOf()]: [
        ...STARTED,
        ...many(
          'request dropped: queue is full, please increase the queue size or set dropExcessRequests to false',
          'warn',
        ),
      ],
    }),
    good: withLogs(bifrost({ replicas: 1 }), { [logOf()]: STARTED }),
  },
  {
    row: 'A27',
    name: 'requests wait for a small pool until their callers give up',
    cause: 'bifrost-pool-small ConfigMap/ai-gateway/bifrost-config',
    chain: ['bifrost-queue-wait-ended'],
    broken: withLogs(
      bifrost({ replicas: 1, config: { client: { initial_pool_size: 100, drop_excess_requests: false } } }),
      { [logOf()]: [...STARTED, ...many('request cancelled while waiting for queue space', 'error')] },
    ),
    good: withLogs(bifrost({ replicas: 1 }), { [logOf()]: STARTED }),
  },
  {
    row: 'A28',
    name: 'the autoscaler gets no metrics',
    cause: 'hpa-metrics-api-missing HorizontalPodAutoscaler/ai-gateway/bifrost',
    broken: bifrost({
      autoscaler: scaler(
        'ScalingActive',
        'False',
        'FailedGetResourceMetric',
        'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
      ),
    }),
    good: bifrost({ autoscaler: {} }),
  },
  {
    row: 'A28',
    name: 'a container has no CPU request',
    cause: 'hpa-request-missing HorizontalPodAutoscaler/ai-gateway/bifrost',
    broken: bifrost({
      container: { resources: { requests: { cpu: null } } },
      autoscaler: scaler(
        'ScalingActive',
        'False',
        'FailedGetResourceMetric',
        `the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container bifrost of Pod ${POD}`,
      ),
    }),
    good: bifrost({ autoscaler: {} }),
  },
  {
    row: 'A29',
    name: 'pods are taken away while they stream',
    cause: 'bifrost-scale-down-abrupt HorizontalPodAutoscaler/ai-gateway/bifrost',
    chain: ['bifrost-provider-shutting-down'],
    broken: withLogs(
      bifrost({
        autoscaler: {
          spec: {
            behavior: {
              scaleDown: {
                stabilizationWindowSeconds: 30,
                policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
              },
            },
          },
        },
      }),
      { [logOf()]: [...STARTED, ...many('provider is shutting down', 'error')] },
    ),
    good: bifrost({ autoscaler: {} }),
  },
  {
    row: 'A32',
    name: 'cluster mode on the open image',
    cause: 'bifrost-cluster-unsupported Deployment/ai-gateway/bifrost',
    broken: bifrost({ config: { cluster_config: { enabled: true, gossip: { port: 10101 } } } }),
    good: bifrost({
      image: 'us-west1-docker.pkg.dev/bifrost-enterprise/acme/bifrost:v1.4.8',
      config: { cluster_config: { enabled: true, gossip: { port: 10101 } } },
    }),
  },
  {
    row: 'A32',
    name: 'the service account may not list pods',
    cause: 'access-forbidden',
    broken: withLogs(bifrost({ image: 'us-west1-docker.pkg.dev/bifrost-enterprise/acme/bifrost:v1.4.8' }), {
      [logOf()]: [
        ...STARTED,
        ...many(
          'failed to discover peers: pods is forbidden: User "system:serviceaccount:ai-gateway:bifrost" cannot list resource "pods" in API group "" in the namespace "ai-gateway"',
          'error',
        ),
      ],
    }),
    good: bifrost({ image: 'us-west1-docker.pkg.dev/bifrost-enterprise/acme/bifrost:v1.4.8' }),
  },
];
