import type { Finding, ObjectRef } from '../../report-format/report.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { oncePerObject } from '../snapshot/once-per-object.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { namedObjects } from './named-objects.ts';

/** That an object cannot work without another one, and by which relation. */
export type Need = { relation: RelationName; object: ObjectRef; detail?: string };

/** By the key of an object: all pods of a namespace ask what the namespace needs, and it has an edge to each of them. */
const knownNeeds = oncePerObject((_: Snapshot) => new Map<string, readonly Need[]>());

/** What an object needs, by the relations of the snapshot: the other ends whose trouble flows to it. */
export function needsOf(object: ObjectRef, snapshot: Snapshot): readonly Need[] {
  const needs = knownNeeds(snapshot);
  const key = keyOf(object);
  const found = needs.get(key) ?? readNeeds(object, snapshot);
  needs.set(key, found);
  return found;
}

function readNeeds(object: ObjectRef, { relations }: Snapshot): Need[] {
  return [
    ...relations
      .from(object)
      .filter(({ flow }) => flow === 'to-from')
      .map((edge) => need(edge.relation, edge.to, edge.detail)),
    ...relations
      .to(object)
      .filter(({ flow }) => flow === 'from-to')
      .map((edge) => need(edge.relation, edge.from, edge.detail)),
  ];
}

/**
 * What a finding says that its subject needs: the objects that its captures name. Such a need is as good as an edge of
 * the snapshot, and for a finding that already names a cause it is the only one worth following.
 */
export function needsOfFinding(finding: Finding, snapshot: Snapshot): Need[] {
  return namedObjects(finding, snapshot).map(({ relation, object }) => ({ relation, object }));
}

/** Relations that matter only to a container that runs: one that never started cannot have missed a database. */
export const RUNNING_ONLY: ReadonlySet<RelationName> = new Set(['depends-on', 'uses-cluster']);

function need(relation: RelationName, { kind, namespace, name }: ObjectRef, detail: string | undefined): Need {
  return { relation, object: { kind, ...(namespace ? { namespace } : {}), name }, ...(detail ? { detail } : {}) };
}
