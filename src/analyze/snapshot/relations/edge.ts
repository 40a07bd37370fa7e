import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import type { ObjectIndex } from '../snapshot.ts';
import type { Relation } from './relations.ts';

/** An edge before its ends are looked up. */
export type Edge = Omit<Relation, 'from' | 'to'> & { from: ObjectIdentity; to: ObjectIdentity };

/** Reads the edges of one kind of relation out of an object's spec and status. */
export type EdgeReader = (object: KubeObject, objects: ObjectIndex) => Edge[];

export function identityOf(object: ObjectIdentity): ObjectIdentity {
  return {
    kind: object.kind,
    name: object.name,
    ...(object.namespace ? { namespace: object.namespace } : {}),
    ...(object.apiVersion ? { apiVersion: object.apiVersion } : {}),
  };
}

/** Another object of the same namespace. */
export function neighbour(object: KubeObject, kind: string, name: string): ObjectIdentity {
  return { kind, name, ...(object.namespace ? { namespace: object.namespace } : {}) };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
