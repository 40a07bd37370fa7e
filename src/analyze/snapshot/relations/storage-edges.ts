import type { KubeObject } from '../../formats/kube-object.ts';
import { objectsOf, valueAt } from '../../formats/kube-object.ts';
import type { ObjectIndex } from '../snapshot.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { identityOf } from './edge.ts';

/** binds: a claim to its volume and its class. */
export const claimEdges: EdgeReader = (object) => {
  if (object.kind !== 'PersistentVolumeClaim') return [];
  return [
    ...clusterEdge(object, 'binds', 'spec.volumeName', 'PersistentVolume'),
    ...clusterEdge(object, 'binds', 'spec.storageClassName', 'StorageClass'),
  ];
};

/** attached-to: a volume or its attachment to the node and the driver. */
export const attachmentEdges: EdgeReader = (object) => {
  if (object.kind === 'PersistentVolume') {
    return [...clusterEdge(object, 'attached-to', 'spec.csi.driver', 'CSIDriver'), ...localNodeEdges(object)];
  }
  if (object.kind !== 'VolumeAttachment') return [];
  const volume = object.string('spec.source.persistentVolumeName');
  return [
    ...clusterEdge(object, 'attached-to', 'spec.nodeName', 'Node'),
    ...clusterEdge(object, 'attached-to', 'spec.attacher', 'CSIDriver'),
    ...(volume
      ? [
          {
            relation: 'attached-to' as const,
            from: { kind: 'PersistentVolume', name: volume },
            to: identityOf(object),
            flow: 'to-from' as const,
            path: 'spec.source.persistentVolumeName',
          },
        ]
      : []),
  ];
};

const AFFINITY = 'spec.nodeAffinity.required.nodeSelectorTerms';

/** A local volume lies on one node, which its affinity names by its host name; on several, none of them decides. */
function localNodeEdges(volume: KubeObject): Edge[] {
  const names = volume
    .list(AFFINITY)
    .flatMap(({ matchExpressions }) => objectsOf(matchExpressions))
    .filter(({ key, operator }) => key === 'kubernetes.io/hostname' && operator === 'In')
    .flatMap(({ values }) => (Array.isArray(values) ? values : []))
    .filter((name) => typeof name === 'string');
  const [name] = names;
  if (name === undefined || names.length > 1) return [];
  return [
    { relation: 'attached-to', from: identityOf(volume), to: { kind: 'Node', name }, flow: 'to-from', path: AFFINITY },
  ];
}

/** served-by: a CSI driver to its pods: those of the nodes keep its socket, the controllers bear the driver's first name. */
export const driverEdges: EdgeReader = (object, objects) => {
  if (object.kind !== 'CSIDriver') return [];
  const [first = ''] = object.name.split('.');
  const names = [`${first}-csi`, `csi-${first}`];
  const named = (value: string) => names.some((name) => value === name || value.startsWith(`${name}-`));
  return objects
    .ofKind('Pod')
    .filter(
      (pod) =>
        pod.list('spec.volumes').some((volume) => {
          const path = valueAt(volume, 'hostPath.path');
          return typeof path === 'string' && path.includes(`/plugins/${object.name}`);
        }) || Object.values(pod.texts('metadata.labels')).some(named),
    )
    .map((pod) => ({ relation: 'served-by', from: identityOf(object), to: identityOf(pod), flow: 'to-from' }));
};

/** provisioned-by: a class to the driver that it names, and to the pods of the controller that serves it, found by the controller's own name. */
export const provisionerEdges: EdgeReader = (object, objects) => {
  const path = { StorageClass: 'provisioner', IngressClass: 'spec.controller' }[object.kind];
  const controller = path ? object.string(path) : undefined;
  if (!path || !controller) return [];
  const driver = object.kind === 'StorageClass' ? objects.find({ kind: 'CSIDriver', name: controller }) : undefined;
  return [...(driver ? [driver] : []), ...controllerPods(objects, controller)].map((server) => ({
    relation: 'provisioned-by',
    from: identityOf(object),
    to: identityOf(server),
    flow: 'to-from',
    path,
  }));
};

/**
 * Nothing in the API names a controller's pods. Its name (`rancher.io/local-path`, `k8s.io/ingress-nginx`) ends in the
 * program's name, which by convention the pods carry as a label.
 */
function controllerPods(objects: ObjectIndex, controller: string): KubeObject[] {
  const program = controller.slice(controller.lastIndexOf('/') + 1);
  if (program.length < 4 || program === 'no-provisioner') return [];
  const labels = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name'];
  return objects.ofKind('Pod').filter((pod) => {
    const values = pod.texts('metadata.labels');
    return labels.some((label) => values[label]?.startsWith(program));
  });
}

/** served-by: a node to the network, storage and proxy pods that run on it. */
export const nodeServiceEdges: EdgeReader = (object) => {
  const node = object.kind === 'Pod' ? object.string('spec.nodeName') : undefined;
  const owner = object.list('metadata.ownerReferences')[0];
  if (!node || owner?.kind !== 'DaemonSet' || !NODE_SERVICE.test(object.name)) return [];
  return [{ relation: 'served-by', from: { kind: 'Node', name: node }, to: identityOf(object), flow: 'to-from' }];
};

const NODE_SERVICE = /(?:^|-)(?:cni|calico|cilium|flannel|canal|weave|kube-proxy|aws-node|ovn|multus|csi)(?:-|$)/;

function clusterEdge(object: KubeObject, relation: 'binds' | 'attached-to', path: string, kind: string): Edge[] {
  const name = object.string(path);
  return name ? [{ relation, from: identityOf(object), to: { kind, name }, flow: 'to-from', path }] : [];
}
