import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object } from '../check.ts';
import type { Story } from './bundle.ts';
import { together } from './bundle.ts';
import { deployment, inNamespace, service } from './workloads.ts';

const DAY = 86_400;

/** A node that is well; `conditions` by type replace or add to its own. */
export function node(
  name: string,
  story: { conditions?: Record<string, JsonObject>; spec?: JsonObject } = {},
): JsonObject {
  const conditions: Record<string, JsonObject> = {
    MemoryPressure: { status: 'False', reason: 'KubeletHasSufficientMemory' },
    DiskPressure: { status: 'False', reason: 'KubeletHasNoDiskPressure' },
    PIDPressure: { status: 'False', reason: 'KubeletHasSufficientPID' },
    Ready: { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
    ...story.conditions,
  };
  return clusterObject('Node', name, {
    spec: story.spec ?? {},
    status: {
      conditions: Object.entries(conditions).map(([type, condition]) => ({
        type,
        lastTransitionTime: ago(30 * DAY),
        ...condition,
      })),
      allocatable: { cpu: '4', memory: '16Gi', pods: '110', 'ephemeral-storage': '100Gi' },
      nodeInfo: { kubeletVersion: 'v1.33.1', architecture: 'amd64' },
    },
  });
}

export function clusterObject(kind: string, name: string, body: JsonObject = {}, apiVersion = 'v1'): JsonObject {
  return { kind, apiVersion, ...body, metadata: { name, creationTimestamp: ago(30 * DAY) } };
}

function storageClass(name: string, volumeBindingMode = 'Immediate', isDefault = false): JsonObject {
  const annotations: JsonObject = isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {};
  return {
    kind: 'StorageClass',
    apiVersion: 'storage.k8s.io/v1',
    metadata: { name, annotations, creationTimestamp: ago(30 * DAY) },
    provisioner: 'disk.csi.example',
    volumeBindingMode,
  };
}

/** Two nodes, the namespaces, the cluster's DNS and API: what every cluster has. */
const CLUSTER: Story = {
  objects: [
    ...['default', 'kube-system', 'shop'].map((name) =>
      clusterObject('Namespace', name, { status: { phase: 'Active' } }),
    ),
    clusterObject('IngressClass', 'nginx', { spec: { controller: 'k8s.io/ingress-nginx' } }, 'networking.k8s.io/v1'),
    ...[
      ...deployment('coredns', { labels: { 'k8s-app': 'kube-dns' } }),
      service('kube-dns', {
        selector: { 'k8s-app': 'kube-dns' },
        labels: { 'k8s-app': 'kube-dns' },
        clusterIP: '10.96.0.10',
      }),
    ].map((part) => inNamespace('kube-system', part)),
    inNamespace('default', object('Service', 'kubernetes', { spec: { clusterIP: '10.96.0.1' } })),
    ...['default', 'kube-system', 'shop'].map((namespace) =>
      inNamespace(namespace, object('ServiceAccount', 'default')),
    ),
  ],
};

const NODES: Story = { objects: [node('node-a'), node('node-b')] };
const DEFAULT_CLASS: Story = { objects: [storageClass('standard', 'Immediate', true)] };

/** A story in a cluster that is well apart from it. What the story tells itself replaces the cluster's own. */
export function inCluster(story: Story): Story {
  const brings = (kind: string) => story.objects.some((own) => own.kind === kind);
  const missing = { Node: NODES, StorageClass: DEFAULT_CLASS };
  const added = Object.entries(missing).flatMap(([kind, part]) => (brings(kind) ? [] : [part]));
  const own = new Set(story.objects.map(identityOf));
  const rest = { objects: CLUSTER.objects.filter((part) => !own.has(identityOf(part))) };
  return together(rest, ...added, story);
}

function identityOf({ kind, metadata }: JsonObject): string {
  const { namespace, name } = metadata as JsonObject;
  return `${kind}/${namespace ?? ''}/${name}`;
}
