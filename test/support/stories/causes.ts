import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, crashed, object, waiting } from '../check.ts';
import type { Story } from './bundle.ts';
import { clusterObject, node } from './cluster.ts';
import { claim, deployment, event, ingress, secret, service, statefulSet, the } from './workloads.ts';

/** A root cause in an application of its own, the rule that names it, and the story that shows it. */
export type Cause = { name: string; rule: string; story: Story };

type Down = Parameters<typeof deployment>[1];

/** An application that is down with all that depends on it: Deployment, Service, Ingress. */
function down(name: string, why: Down): JsonObject[] {
  return [...deployment(name, { ready: false, ...why }), service(name), ingress(name)];
}

const cart = [
  secret('provider', 'api-kee'),
  ...down('cart', {
    phase: 'Pending',
    status: waiting('CreateContainerConfigError', "couldn't find key api-key in Secret shop/provider"),
    container: { env: [{ name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'provider', key: 'api-key' } } }] },
  }),
];

const catalog = down('catalog', {
  phase: 'Pending',
  status: waiting('ImagePullBackOff', 'Back-off pulling image "shop/catalog:1.4"'),
  container: { image: 'shop/catalog:1.4' },
});

const search = down('search', {
  status: { ...crashed(137, 'OOMKilled'), restartCount: 9 },
  container: { resources: { limits: { memory: '64Mi' } } },
});

const queue = statefulSet('queue', {
  ready: false,
  phase: 'Pending',
  spec: { nodeName: null, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-queue-0' } }] },
  status: { state: {} },
});

const batch = down('batch', {
  phase: 'Pending',
  spec: { nodeName: null },
  status: { state: {} },
  container: { resources: { requests: { cpu: '32' } } },
});

const orders = down('orders', { status: crashed(1) });

const edge = down('edge', { node: 'node-c' });
const lost = node('node-c', {
  conditions: {
    Ready: {
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime: ago(1800),
    },
  },
});

const report = down('report', { pods: false, replicas: 2 });
const audit = down('audit', { pods: false });
const front = down('front', {
  container: { readinessProbe: { httpGet: { path: '/ready', port: 8081 } }, ports: [{ containerPort: 8080 }] },
});

/** The ten causes that are planted in pairs. */
export const CAUSES: Cause[] = [
  { name: 'a missing key of a Secret', rule: 'secret-key-missing', story: { objects: cart } },
  {
    name: 'an image that does not exist',
    rule: 'image-not-found',
    story: {
      objects: [
        ...catalog,
        event(
          the('Pod', 'catalog-5d4f-0', catalog),
          'Failed',
          'Failed to pull image "shop/catalog:1.4": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/catalog:1.4": docker.io/shop/catalog:1.4: not found',
        ),
      ],
    },
  },
  { name: 'too little memory', rule: 'oom-killed', story: { objects: search } },
  {
    name: 'a storage class that does not exist',
    rule: 'storage-class-missing',
    story: {
      objects: [
        ...queue,
        service('queue', { clusterIP: 'None' }),
        claim('data-queue-0', 'Pending', { storageClassName: 'fsat' }),
        event(
          the('Pod', 'queue-0', queue),
          'FailedScheduling',
          '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
        ),
      ],
    },
  },
  {
    name: 'no room for a pod',
    rule: 'unschedulable-resources',
    story: {
      objects: [
        ...batch,
        event(
          the('Pod', 'batch-5d4f-0', batch),
          'FailedScheduling',
          '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
        ),
      ],
    },
  },
  {
    name: 'a host whose Service does not exist',
    rule: 'host-not-found',
    story: {
      objects: orders,
      logs: {
        'shop/orders-5d4f-0/web-previous': [
          `${ago(90)} starting`,
          `${ago(89)} cannot open the store: dial tcp: lookup orders-db on 10.96.0.10:53: no such host`,
        ],
      },
    },
  },
  {
    name: 'a node that is lost',
    rule: 'node-not-ready',
    story: { objects: [node('node-a'), node('node-b'), lost, ...edge] },
  },
  {
    name: 'a quota that is used up',
    rule: 'quota-exceeded',
    story: {
      objects: [
        ...report,
        object('ResourceQuota', 'compute', {
          spec: { hard: { pods: '9' } },
          status: { hard: { pods: '9' }, used: { pods: '9' } },
        }),
        event(
          the('ReplicaSet', 'report-5d4f', report),
          'FailedCreate',
          'Error creating: pods "report-5d4f-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=9, limited: pods=9',
        ),
      ],
    },
  },
  {
    name: 'a webhook whose certificate nobody trusts',
    rule: 'webhook-unreachable',
    story: {
      objects: [
        ...audit,
        clusterObject(
          'MutatingWebhookConfiguration',
          'guard',
          {
            webhooks: [
              { name: 'policy.guard.example', clientConfig: { service: { name: 'guard', namespace: 'shop' } } },
            ],
          },
          'admissionregistration.k8s.io/v1',
        ),
        ...deployment('guard'),
        service('guard'),
        event(
          the('ReplicaSet', 'audit-5d4f', audit),
          'FailedCreate',
          'Error creating: Internal error occurred: failed calling webhook "policy.guard.example": failed to call webhook: Post "https://guard.shop.svc:443/mutate?timeout=10s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
        ),
      ],
    },
  },
  {
    name: 'a readiness probe at the wrong port',
    rule: 'readiness-probe-failing',
    story: {
      objects: [
        ...front,
        event(
          the('Pod', 'front-5d4f-0', front),
          'Unhealthy',
          'Readiness probe failed: Get "http://10.0.0.7:8081/ready": dial tcp 10.0.0.7:8081: connect: connection refused',
          { container: 'web' },
        ),
      ],
    },
  },
];
