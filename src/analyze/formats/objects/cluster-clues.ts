import type { BundleMetadata } from '../facts.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';

/** Distributions that name themselves in the version of their kubelet: `v1.31.2+k3s1`, `v1.29.1-eks-508b6b3`. */
const DISTRIBUTIONS: readonly [pattern: RegExp, provider: string][] = [
  [/\+k3s/, 'k3s'],
  [/\+rke2/, 'rke2'],
  [/\+k0s/, 'k0s'],
  [/-eks-/, 'eks'],
  [/-gke\./, 'gke'],
];

/** Labels in which providers write the cluster's name. */
const NAME_LABELS = ['alpha.eksctl.io/cluster-name', 'kubernetes.azure.com/cluster', 'cluster.x-k8s.io/cluster-name'];

/** What a Node tells about its cluster: version, provider, name. */
export function cluesOf(node: JsonObject): Pick<BundleMetadata, 'kubernetesVersion' | 'provider' | 'clusterName'> {
  const version = text(objectAt(objectAt(node.status).nodeInfo).kubeletVersion);
  const providerId = text(objectAt(node.spec).providerID);
  const labels = objectAt(objectAt(node.metadata).labels);

  const distribution = version ? DISTRIBUTIONS.find(([pattern]) => pattern.test(version))?.[1] : undefined;
  const provider = distribution ?? /^([a-z0-9-]+):\/\//.exec(providerId ?? '')?.[1];
  const clusterName = NAME_LABELS.map((label) => text(labels[label])).find((name) => name !== undefined);
  return {
    ...(version ? { kubernetesVersion: version } : {}),
    ...(provider ? { provider } : {}),
    ...(clusterName ? { clusterName } : {}),
  };
}

function objectAt(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
