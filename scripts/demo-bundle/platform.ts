import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';
import { condition, deployment, LONG_AGO, object, running } from './build.ts';

/** What stands around the story and is well: nodes, classes, Argo CD and the Ingress controller. */
const node = (name: string, role: string, address: string): JsonObject =>
  object(
    'v1',
    'Node',
    { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/arch': 'amd64', [role]: '' } },
    {
      spec: {},
      status: {
        conditions: [
          condition('MemoryPressure', 'False', LONG_AGO, 'KubeletHasSufficientMemory'),
          condition('DiskPressure', 'False', LONG_AGO, 'KubeletHasNoDiskPressure'),
          condition('PIDPressure', 'False', LONG_AGO, 'KubeletHasSufficientPID'),
          condition('Ready', 'True', LONG_AGO, 'KubeletReady', 'kubelet is posting ready status'),
        ],
        addresses: [{ type: 'InternalIP', address }],
        capacity: { cpu: '8', memory: '32Gi', pods: '110' },
        allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
        nodeInfo: {
          kubeletVersion: 'v1.33.5',
          containerRuntimeVersion: 'containerd://2.1.4',
          osImage: 'Ubuntu 24.04.2 LTS',
          architecture: 'amd64',
        },
      },
    },
  );

export const clusterWide = {
  namespaces: ['ai-gateway', 'argocd', 'ingress-nginx'].map((name) =>
    object('v1', 'Namespace', { name }, { status: { phase: 'Active' } }),
  ),
  nodes: [
    node('control-1', 'node-role.kubernetes.io/control-plane', '192.0.2.11'),
    node('worker-1', 'node-role.kubernetes.io/worker', '192.0.2.21'),
    node('worker-2', 'node-role.kubernetes.io/worker', '192.0.2.22'),
  ],
  'ingress-classes': [
    object('networking.k8s.io/v1', 'IngressClass', { name: 'nginx' }, { spec: { controller: 'k8s.io/ingress-nginx' } }),
  ],
  'storage-classes': [
    object(
      'storage.k8s.io/v1',
      'StorageClass',
      { name: 'local-path' },
      {
        metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
        provisioner: 'rancher.io/local-path',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    ),
  ],
  apiservices: [
    object(
      'apiregistration.k8s.io/v1',
      'APIService',
      { name: 'v1.apps' },
      {
        spec: { group: 'apps', version: 'v1' },
        status: {
          conditions: [condition('Available', 'True', LONG_AGO, 'Local', 'Local APIServices are always available')],
        },
      },
    ),
  ],
} satisfies Record<string, JsonObject[]>;

const well = (namespace: string, name: string, container: string, image: string, hash: string, suffix: string) =>
  deployment({
    namespace,
    name,
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': namespace },
    replicas: 1,
    hash,
    image,
    container: { name: container },
    pods: [{ suffix, node: 'worker-2', ip: '10.42.2.9', phase: 'Running', ready: true, status: running(LONG_AGO) }],
  });

const controller = well(
  'argocd',
  'argocd-application-controller',
  'application-controller',
  'quay.io/argoproj/argocd:v3.1.9',
  '7b8f65d49c',
  'jc5xw',
);
const ingressController = well(
  'ingress-nginx',
  'ingress-nginx-controller',
  'controller',
  'registry.k8s.io/ingress-nginx/controller:v1.13.3',
  '64c8d9f7b',
  'p4vzs',
);

export const argocd = {
  pods: controller.pods,
  deployments: [controller.deployment],
  replicasets: [controller.replicaSet],
};
export const ingressNginx = {
  pods: ingressController.pods,
  deployments: [ingressController.deployment],
  replicasets: [ingressController.replicaSet],
};

export const LOGS: Record<string, string> = {
  'argocd/argocd-application-controller-7b8f65d49c-jc5xw/application-controller': [
    'time="2026-03-03T09:12:05Z" level=info msg="Initiated automated sync to 2.0.4" application=argocd/ai-gateway',
    'time="2026-03-03T09:12:08Z" level=info msg="sync/terminate complete" application=argocd/ai-gateway duration=2.41s syncId=00001-vTmnk',
    'time="2026-03-03T09:12:09Z" level=info msg="Updated health status: Missing -> Progressing" application=ai-gateway dest-namespace=ai-gateway reason=ResourceUpdated type=Normal',
    'time="2026-03-03T09:22:07Z" level=info msg="Updated health status: Progressing -> Degraded" application=ai-gateway dest-namespace=ai-gateway reason=ResourceUpdated type=Normal',
    'time="2026-03-03T09:43:58Z" level=info msg="Reconciliation completed" app-namespace=argocd application=argocd/ai-gateway comparison-level=1 time_ms=84',
  ].join('\n'),
  'ingress-nginx/ingress-nginx-controller-64c8d9f7b-p4vzs/controller': [
    'I0303 09:12:07.114210       7 store.go:440] "Found valid IngressClass" ingress="ai-gateway/bifrost" ingressclass="nginx"',
    'I0303 09:12:07.118904       7 controller.go:196] "Configuration changes detected, backend reload required"',
    'W0303 09:12:07.119022       7 controller.go:1225] Service "ai-gateway/bifrost" does not have any active Endpoint.',
    'I0303 09:12:07.204511       7 controller.go:216] "Backend successfully reloaded"',
    '10.42.0.1 - - [03/Mar/2026:09:31:12 +0000] "GET /v1/models HTTP/1.1" 503 190 "-" "curl/8.5.0" 84 0.000 [ai-gateway-bifrost-http] [] - - - - 5f0c3d2e9a',
    'W0303 09:32:48.552190       7 controller.go:1225] Service "ai-gateway/bifrost" does not have any active Endpoint.',
    '10.42.0.1 - - [03/Mar/2026:09:44:02 +0000] "POST /v1/chat/completions HTTP/1.1" 503 190 "-" "python-httpx/0.28" 412 0.000 [ai-gateway-bifrost-http] [] - - - - 9b71aa40cd',
    'W0303 09:44:31.870012       7 controller.go:1225] Service "ai-gateway/bifrost" does not have any active Endpoint.',
  ].join('\n'),
  'ai-gateway/bifrost-postgresql-5c77f9d8b-9wk4d/postgresql': [
    '2026-03-03 09:12:33.402 UTC [1] LOG:  starting PostgreSQL 16.8 on x86_64-pc-linux-musl, compiled by gcc',
    '2026-03-03 09:12:33.402 UTC [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432',
    '2026-03-03 09:12:33.431 UTC [1] LOG:  database system is ready to accept connections',
  ].join('\n'),
};

export const VERSION = {
  info: { major: '1', minor: '33', gitVersion: 'v1.33.5', platform: 'linux/amd64' },
  string: 'v1.33.5',
};
