import type { ObjectRef } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';

/** Kubernetes names end at 253 characters; whatever is longer did not come from an API server. */
const MAX_NAME = 253;

/** `namespace/name`, or the name alone. */
export function placedName({ namespace, name }: ObjectRef): string {
  return oneLine(namespace ? `${namespace}/${name}` : name, MAX_NAME);
}

/** `Secret bifrost/provider-keys`. */
export function objectName(object: ObjectRef): string {
  return `${oneLine(object.kind, MAX_NAME)} ${placedName(object)}`;
}

export function sameObject(a: ObjectRef, b: ObjectRef): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

/** A text that two references to one object have in common. */
export function objectKey({ kind, namespace, name }: ObjectRef): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}
