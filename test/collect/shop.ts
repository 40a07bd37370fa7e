import type { KubernetesObject } from '../support/api-server/objects.ts';

/** A small cluster in trouble: a web pod that restarts, a job that never started, Argo CD beside it. */
export const SHOP: KubernetesObject[] = [
  namespace('argocd'),
  namespace('empty'),
  namespace('shop'),
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, status: { conditions: [] } },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    provisioner: 'csi.example.com',
  },
  pod('shop', 'web-1', [
    {
      name: 'web',
      ready: false,
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1 } },
    },
    { name: 'proxy', ready: true, restartCount: 0, state: { running: {} } },
  ]),
  pod('shop', 'import-1', [
    { name: 'import', ready: false, restartCount: 0, state: { waiting: { reason: 'CreateContainerConfigError' } } },
  ]),
  {
    ...pod('argocd', 'argocd-repo-server-0', [
      { name: 'repo-server', ready: true, restartCount: 0, state: { running: {} } },
    ]),
    metadata: {
      name: 'argocd-repo-server-0',
      namespace: 'argocd',
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'web-1.1', namespace: 'shop' },
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container web',
    involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'uid-pod-shop-web-1' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'provider', namespace: 'shop' },
    type: 'Opaque',
    data: { API_KEY: Buffer.from('hunter2').toString('base64') },
  },
  crd('argoproj.io', 'v1alpha1', 'Application', 'applications'),
  crd('cert-manager.io', 'v1', 'Certificate', 'certificates'),
  crd('example.com', 'v1', 'Unmanaged', 'unmanageds'),
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: { project: 'default', destination: { namespace: 'shop' } },
    status: { resources: [{ group: 'cert-manager.io', version: 'v1', kind: 'Certificate', name: 'shop-tls' }] },
  },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'shop-tls', namespace: 'shop' } },
  { apiVersion: 'example.com/v1', kind: 'Unmanaged', metadata: { name: 'other', namespace: 'shop' } },
];

/** Enough for most tests, which then take a third of the time. */
export const FEW_KINDS = 'Namespace Node Pod Event ConfigMap Secret Job CustomResourceDefinition'.split(' ');

export const SHOP_LOGS = {
  'shop/web-1/web': 'starting\nenv.OPENAI_API_KEY: not set',
  'shop/web-1/proxy': 'listening',
  'shop/web-1/web/previous': 'starting\npanic: no provider',
  'argocd/argocd-repo-server-0/repo-server': 'level=info msg="ready"',
};

type ContainerStatus = { name: string; ready: boolean; restartCount: number; state: object; lastState?: object };

function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase: 'Active' } };
}

function pod(namespace: string, name: string, containerStatuses: ContainerStatus[]): KubernetesObject {
  const containers = containerStatuses.map(({ name }) => ({ name, image: `registry.example.com/${name}:1` }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: { nodeName: 'node-1', containers },
    status: { phase: 'Running', containerStatuses },
  };
}

export function crd(group: string, version: string, kind: string, plural: string): KubernetesObject {
  const names = { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` };
  const versions = [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }];
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, names, scope: 'Namespaced', versions },
  };
}
