import type { KubeObject } from '../../formats/kube-object.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Resource } from './application.ts';
import { destinationOf, resourcesOf } from './application.ts';

/** A live object that somebody changed after Argo CD had applied it. */
export type Drift = {
  resource: Resource;
  object: KubeObject;
  manager: string;
  time: string;
  /** `spec.replicas` */
  fields: string[];
  path: string;
};

/** Argo CD's own name as a writer, of old and new versions. */
const OWN = /^argocd(?:-controller|-application-controller)?$/;

/**
 * Who changed what is OutOfSync, by the managed fields of the live objects: the last writer after Argo CD, of fields that a
 * source may hold. Nothing while the source itself moved on, since then the difference is its own.
 */
export function driftOf(application: KubeObject, { objects }: Pick<Snapshot, 'objects'>): Drift[] {
  const [compared, applied] = ['sync.revision', 'operationState.syncResult.revision'].map((path) =>
    application.string(`status.${path}`),
  );
  if (destinationOf(application).remote || (compared && applied && compared !== applied)) return [];
  return resourcesOf(application).flatMap((resource) => {
    const object = resource.status === 'OutOfSync' && !resource.requiresPruning ? objects.find(resource) : undefined;
    return object ? lastForeignWrite(resource, object) : [];
  });
}

function lastForeignWrite(resource: Resource, object: KubeObject): Drift[] {
  const writes = object.list('metadata.managedFields').map(({ manager, time, subresource, fields }, index) => ({
    manager: typeof manager === 'string' ? manager : '',
    time: typeof time === 'string' ? time : '',
    subresource,
    fields: (Array.isArray(fields) ? fields : []).filter((field) => typeof field === 'string').filter(isDesired),
    path: `metadata.managedFields[${index}]`,
  }));
  const own = latest(writes.filter(({ manager }) => OWN.test(manager)))?.time;
  if (own === undefined) return [];
  // The scale subresource is a hand's, the status a controller's.
  const foreign = writes.filter(
    ({ manager, time, subresource, fields }) =>
      manager !== '' && !OWN.test(manager) && time > own && subresource !== 'status' && fields.length > 0,
  );
  const last = latest(foreign);
  if (!last) return [];
  const { manager, time, fields, path } = last;
  return [{ resource, object, manager, time, fields, path }];
}

/** What a source says; labels and annotations are written by everybody. */
const isDesired = (field: string) => !/^(?:metadata|status)(?:\.|$)/.test(field);

function latest<T extends { time: string }>(writes: readonly T[]): T | undefined {
  return [...writes].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).at(-1);
}
