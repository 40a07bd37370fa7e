import type { KubeObject, ObjectIdentity } from '../formats/kube-object.ts';
import type { ObjectIndex } from './snapshot.ts';

/**
 * Kinds whose bare name means one API group here. An object of another group keeps its kind but is found only as
 * `Kind.group`, so that Knative's Service is never taken for the cluster's own.
 */
const HOME_GROUPS: Record<string, string[]> = {
  Service: [''],
  Node: [''],
  Namespace: [''],
  Secret: [''],
  ConfigMap: [''],
  Event: ['', 'events.k8s.io'],
  Ingress: ['networking.k8s.io', 'extensions'],
  IngressClass: ['networking.k8s.io'],
  NetworkPolicy: ['networking.k8s.io', 'extensions'],
  Deployment: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  DaemonSet: ['apps', 'extensions'],
  CronJob: ['batch'],
  Job: ['batch'],
  Gateway: ['gateway.networking.k8s.io'],
  Application: ['argoproj.io'],
  ApplicationSet: ['argoproj.io'],
  AppProject: ['argoproj.io'],
  Certificate: ['cert-manager.io', 'certmanager.k8s.io'],
  Issuer: ['cert-manager.io', 'certmanager.k8s.io'],
  ClusterIssuer: ['cert-manager.io', 'certmanager.k8s.io'],
};

/** The kind under which an object is found: its own, or `Kind.group` for a namesake in a foreign group. */
export function indexKindOf(identity: Pick<ObjectIdentity, 'kind' | 'apiVersion'>): string {
  const homes = HOME_GROUPS[identity.kind];
  // Text prints no group: what it calls a Service is the cluster's own.
  if (!homes || !identity.apiVersion) return identity.kind;
  const slash = identity.apiVersion.indexOf('/');
  const group = slash < 0 ? '' : identity.apiVersion.slice(0, slash);
  return homes.includes(group) ? identity.kind : `${identity.kind}.${group}`;
}

export function keyOf(identity: ObjectIdentity): string {
  return `${indexKindOf(identity)}/${identity.namespace ?? ''}/${identity.name}`;
}

/** Indexes objects that are already merged: each identity occurs once. */
export function createObjectIndex(objects: readonly KubeObject[]): ObjectIndex {
  const byKind = new Map<string, KubeObject[]>();
  const byKey = new Map<string, KubeObject>();
  for (const object of objects) {
    const kind = indexKindOf(object);
    const siblings = byKind.get(kind);
    if (siblings) siblings.push(object);
    else byKind.set(kind, [object]);
    byKey.set(keyOf(object), object);
  }
  return {
    all: () => objects,
    ofKind: (kind) => byKind.get(kind) ?? [],
    find: (identity) => byKey.get(keyOf(identity)),
  };
}
