import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { objectsOf, valueAt } from '../../formats/kube-object.ts';
import { templatePathOf } from '../pod.ts';
import type { ObjectIndex } from '../snapshot.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { identityOf, neighbour, textOf } from './edge.ts';

/** owns: from the owner references of the owned. */
export const ownerEdges: EdgeReader = (object, objects) =>
  object.list('metadata.ownerReferences').flatMap(({ kind, name, apiVersion }, index) => {
    const [ownerKind, ownerName] = [textOf(kind), textOf(name)];
    if (!ownerKind || !ownerName) return [];
    // Mirror pods name their node as owner; that is where they run, not what needs them.
    if (ownerKind === 'Node') return [];
    const owner = {
      ...neighbour(object, ownerKind, ownerName),
      ...(textOf(apiVersion) ? { apiVersion: String(apiVersion) } : {}),
    };
    const path = `metadata.ownerReferences[${index}]`;
    return [
      { relation: 'owns', from: owner, to: identityOf(object), flow: 'to-from', path },
      ...unseenReplicaSetEdges(object, owner, objects),
    ];
  });

/**
 * Nobody pastes ReplicaSets. Where a pod's own is not in the bundle, its name still tells the Deployment: it is called
 * after it, with the hash that the pod bears as a label (kubernetes/kubernetes:pkg/controller/deployment/sync.go).
 */
function unseenReplicaSetEdges(pod: KubeObject, owner: ObjectIdentity, objects: ObjectIndex): Edge[] {
  const hash = pod.labels['pod-template-hash'];
  if (pod.kind !== 'Pod' || owner.kind !== 'ReplicaSet' || !hash || !owner.name.endsWith(`-${hash}`)) return [];
  if (objects.find(owner)) return [];
  const deployment = objects.find(neighbour(pod, 'Deployment', owner.name.slice(0, -hash.length - 1)));
  return deployment ? [{ relation: 'owns', from: identityOf(deployment), to: owner, flow: 'to-from' }] : [];
}

/** scheduled-on, runs-as, pulls-with, mounts, reads-config: from the spec of a pod, or of the template of what makes pods. */
export const podSpecEdges: EdgeReader = (object, objects) => {
  const template = templatePathOf(object.kind);
  if (template === undefined) return [];
  const spec = template === '' ? 'spec' : `${template}.spec`;
  if (object.kind === 'Pod' && object.fidelity === 'table') {
    return [...placementEdges(object, spec), ...claimsOfRow(object, objects)];
  }
  return [...placementEdges(object, spec), ...volumeEdges(object, spec), ...environmentEdges(object, spec)];
};

/** A row tells no volumes, but a StatefulSet calls the claims of a pod `<template>-<pod>`. */
function claimsOfRow(pod: KubeObject, objects: ObjectIndex): Edge[] {
  return objects
    .ofKind('PersistentVolumeClaim')
    .filter(({ name, namespace }) => namespace === pod.namespace && /-\d+$/.test(name) && name.endsWith(`-${pod.name}`))
    .map((claim) => ({ relation: 'mounts', from: identityOf(pod), to: identityOf(claim), flow: 'to-from' }));
}

function placementEdges(object: KubeObject, spec: string): Edge[] {
  const edges: Edge[] = [];
  const from = identityOf(object);
  const node = object.string(`${spec}.nodeName`);
  if (node)
    edges.push({
      relation: 'scheduled-on',
      from,
      to: { kind: 'Node', name: node },
      flow: 'to-from',
      path: `${spec}.nodeName`,
    });

  const account = object.string(`${spec}.serviceAccountName`);
  if (account) {
    const path = `${spec}.serviceAccountName`;
    edges.push({ relation: 'runs-as', from, to: neighbour(object, 'ServiceAccount', account), flow: 'to-from', path });
  }
  return [...edges, ...pullSecretEdges(object, `${spec}.imagePullSecrets`)];
}

/** pulls-with, also of a ServiceAccount. */
function pullSecretEdges(object: KubeObject, path: string): Edge[] {
  return object.list(path).flatMap(({ name }, index) => {
    const secret = textOf(name);
    if (!secret) return [];
    const to = neighbour(object, 'Secret', secret);
    return [{ relation: 'pulls-with', from: identityOf(object), to, flow: 'to-from', path: `${path}[${index}]` }];
  });
}

export const serviceAccountEdges: EdgeReader = (object) =>
  object.kind === 'ServiceAccount' ? pullSecretEdges(object, 'imagePullSecrets') : [];

function volumeEdges(object: KubeObject, spec: string): Edge[] {
  const from = identityOf(object);
  return object.list(`${spec}.volumes`).flatMap((volume, index): Edge[] => {
    const path = `${spec}.volumes[${index}]`;
    const claim = textOf(valueAt(volume, 'persistentVolumeClaim.claimName'));
    if (claim) {
      const to = neighbour(object, 'PersistentVolumeClaim', claim);
      return [{ relation: 'mounts', from, to, flow: 'to-from', path: `${path}.persistentVolumeClaim.claimName` }];
    }
    return [
      ...configEdges(
        object,
        'Secret',
        valueAt(volume, 'secret.secretName'),
        valueAt(volume, 'secret.optional'),
        `${path}.secret`,
      ),
      ...configEdges(
        object,
        'ConfigMap',
        valueAt(volume, 'configMap.name'),
        valueAt(volume, 'configMap.optional'),
        `${path}.configMap`,
      ),
      ...objectsOf(valueAt(volume, 'projected.sources')).flatMap((source, at) =>
        (['secret', 'configMap'] as const).flatMap((field) =>
          configEdges(
            object,
            field === 'secret' ? 'Secret' : 'ConfigMap',
            valueAt(source, `${field}.name`),
            valueAt(source, `${field}.optional`),
            `${path}.projected.sources[${at}].${field}`,
          ),
        ),
      ),
    ];
  });
}

function environmentEdges(object: KubeObject, spec: string): Edge[] {
  return ['initContainers', 'containers'].flatMap((section) =>
    object.list(`${spec}.${section}`).flatMap((container, index) => {
      const path = `${spec}.${section}[${index}]`;
      const single = objectsOf(container.env).flatMap((variable, at) =>
        (['secretKeyRef', 'configMapKeyRef'] as const).flatMap((field) => {
          const ref = valueAt(variable, `valueFrom.${field}`);
          const kind = field === 'secretKeyRef' ? 'Secret' : 'ConfigMap';
          const where = `${path}.env[${at}].valueFrom.${field}`;
          return configEdges(
            object,
            kind,
            valueAt(ref, 'name'),
            valueAt(ref, 'optional'),
            where,
            textOf(valueAt(ref, 'key')),
          );
        }),
      );
      const whole = objectsOf(container.envFrom).flatMap((source, at) =>
        (['secretRef', 'configMapRef'] as const).flatMap((field) => {
          const ref = valueAt(source, field);
          const kind = field === 'secretRef' ? 'Secret' : 'ConfigMap';
          return configEdges(
            object,
            kind,
            valueAt(ref, 'name'),
            valueAt(ref, 'optional'),
            `${path}.envFrom[${at}].${field}`,
          );
        }),
      );
      return [...single, ...whole];
    }),
  );
}

/** An optional reference is no need: its absence breaks nothing, so it is no edge. */
function configEdges(
  object: KubeObject,
  kind: 'Secret' | 'ConfigMap',
  name: unknown,
  optional: unknown,
  path: string,
  detail?: string,
): Edge[] {
  const wanted = textOf(name);
  if (!wanted || optional === true) return [];
  const to = neighbour(object, kind, wanted);
  return [
    { relation: 'reads-config', from: identityOf(object), to, flow: 'to-from', path, ...(detail ? { detail } : {}) },
  ];
}
