import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { oncePerObject } from '../once-per-object.ts';
import type { ObjectIndex } from '../snapshot.ts';
import type { Edge } from './edge.ts';
import { identityOf } from './edge.ts';

/**
 * Edges that every object (`contains`) or every pod (`uses-cluster`) has: they are made when they are asked for, since
 * kept ones would outweigh all others.
 */
export function implicitEdgesFrom(object: ObjectIdentity, objects: ObjectIndex): Edge[] {
  if (object.kind === 'Pod') return clusterServices(objects).map((service) => usesCluster(object, service));
  if (object.kind !== 'Namespace') return [];
  const inside = objects.all().filter(({ namespace }) => namespace === object.name);
  return inside.map((other) => contains(object.name, other));
}

export function implicitEdgesTo(object: ObjectIdentity, objects: ObjectIndex): Edge[] {
  const inNamespace = object.namespace ? [contains(object.namespace, object)] : [];
  const isClusterService =
    object.kind === 'Service' &&
    clusterServices(objects).some(({ name, namespace }) => name === object.name && namespace === object.namespace);
  return [...inNamespace, ...(isClusterService ? objects.ofKind('Pod').map((pod) => usesCluster(pod, object)) : [])];
}

/** A namespace that is not there, or on its way out, takes what lies in it along. */
function contains(namespace: string, object: ObjectIdentity): Edge {
  return {
    relation: 'contains',
    from: { kind: 'Namespace', name: namespace },
    to: identityOf(object),
    flow: 'from-to',
  };
}

/** Every pod resolves names through the cluster DNS and calls the API server, where these were captured. */
function usesCluster(pod: ObjectIdentity, service: ObjectIdentity): Edge {
  return { relation: 'uses-cluster', from: identityOf(pod), to: identityOf(service), flow: 'to-from' };
}

const clusterServices = oncePerObject((objects: ObjectIndex): KubeObject[] =>
  objects
    .ofKind('Service')
    .filter(
      (service) =>
        (service.namespace === 'default' && service.name === 'kubernetes') ||
        (service.namespace === 'kube-system' && service.labels['k8s-app'] === 'kube-dns'),
    ),
);
