import type { KubeObject } from '../../formats/kube-object.ts';
import type { ObjectIndex } from '../snapshot.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { identityOf } from './edge.ts';

/**
 * served-by: the Service of the API to the API servers, and each of them to etcd. Their addresses are set by hand, no
 * selector tells them, but kubeadm and its like label the static pods
 * (kubernetes/kubernetes:cmd/kubeadm/app/util/staticpod/utils.go).
 */
export const controlPlaneEdges: EdgeReader = (object, objects) => {
  if (!isOf('kube-apiserver', object)) return [];
  const server = identityOf(object);
  const api = { kind: 'Service', namespace: 'default', name: 'kubernetes' };
  return [servedBy(api, server), ...partsOf('etcd', objects).map((member) => servedBy(server, identityOf(member)))];
};

function servedBy(from: Edge['from'], to: Edge['to']): Edge {
  return { relation: 'served-by', from, to, flow: 'to-from' };
}

function partsOf(component: string, objects: ObjectIndex): KubeObject[] {
  return objects.ofKind('Pod').filter((pod) => isOf(component, pod));
}

function isOf(component: string, { kind, namespace, labels }: KubeObject): boolean {
  return kind === 'Pod' && namespace === 'kube-system' && labels.component === component;
}
