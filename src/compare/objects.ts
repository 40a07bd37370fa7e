import type { JsonObject, KubeObject } from '../analyze/formats/kube-object.ts';
import { keyOf } from '../analyze/snapshot/object-index.ts';
import { compareText, refOf } from '../analyze/snapshot/order.ts';
import type { Snapshot } from '../analyze/snapshot/snapshot.ts';
import type { ObjectChange, ObjectsCompared } from '../report-format/comparison.ts';
import type { ObjectRef } from '../report-format/report.ts';
import { AREAS, differs, fieldChanges } from './fields.ts';
import { isNoisyKind } from './noise.ts';

const MAX_FIELDS = 60;

/** Whose names change with every rollout or run: told by their owner, not one by one. */
const EPHEMERAL = new Set(['Pod', 'ReplicaSet', 'Job', 'CertificateRequest', 'Order', 'Challenge']);

/** Objects that came, went or changed between two captures. `redact` is called only for objects that differ. */
export function compareObjects(
  before: Snapshot,
  after: Snapshot,
  redact: (body: JsonObject) => JsonObject,
): ObjectsCompared {
  const [had, has] = [comparable(before), comparable(after)];
  const gone = [...had].flatMap(([key, object]) => (has.has(key) ? [] : [object]));
  const come = [...has].flatMap(([key, object]) => (had.has(key) ? [] : [object]));
  const [wentAway, unsureGone] = parted(gone, after);
  const [cameUp, unsureCome] = parted(come, before);

  const both = [...had].flatMap(([key, object]) => {
    const now = has.get(key);
    return now ? [{ before: object, after: now }] : [];
  });
  const changed = both.flatMap((pair) => changeOf(pair, redact));
  return {
    compared: true,
    added: refsOf(cameUp.filter((object) => !ownerOf(object, after))),
    removed: refsOf(wentAway.filter((object) => !ownerOf(object, before))),
    changed: changed.sort(byInterest),
    replaced: replacedBy(owned(cameUp, after), owned(wentAway, before)),
    unseen: [...unseen(unsureGone, 'before'), ...unseen(unsureCome, 'after')],
    same: both.length - changed.length,
  };
}

function comparable({ objects }: Snapshot): Map<string, KubeObject> {
  return new Map(
    objects.all().flatMap((object) => (isNoisyKind(object.kind) ? [] : [[keyOf(object), object] as const])),
  );
}

/** Objects whose absence on the other side is proven, and those of which that side says nothing. */
function parted(objects: readonly KubeObject[], other: Snapshot): [KubeObject[], KubeObject[]] {
  const isProven = ({ kind, namespace }: KubeObject) => other.coverage.complete(kind, namespace);
  return [objects.filter(isProven), objects.filter((object) => !isProven(object))];
}

function changeOf(
  { before, after }: { before: KubeObject; after: KubeObject },
  redact: (body: JsonObject) => JsonObject,
): ObjectChange[] {
  // A table row lacks most of what a full object has; that is no change of the object.
  if (before.fidelity !== after.fidelity || !differs(before.body, after.body)) return [];
  const fields = fieldChanges(redact(before.body), redact(after.body));
  if (fields.length === 0) return [];
  return [
    { object: refOf(before), fields: fields.slice(0, MAX_FIELDS), more: Math.max(0, fields.length - MAX_FIELDS) },
  ];
}

/** What somebody changed stands before what merely fares otherwise, and what applications are before the cluster's own. */
function byInterest(a: ObjectChange, b: ObjectChange): number {
  const rank = ({ fields: [first] }: ObjectChange) => (first ? AREAS.indexOf(first.area) : AREAS.length);
  const shared = ({ object }: ObjectChange) => (object.namespace ? 0 : 1);
  return rank(a) - rank(b) || shared(a) - shared(b) || byName(a.object, b.object);
}

/** The workload at the top of an object's owners, where its own name says nothing. */
function ownerOf(object: KubeObject, { objects }: Snapshot): ObjectRef | undefined {
  let top: KubeObject | undefined = object;
  let owner: ObjectRef | undefined;
  // A cycle of owners is invalid, and a bundle may hold one.
  for (let step = 0; step < 5 && top && EPHEMERAL.has(top.kind); step += 1) {
    const [reference] = top.list('metadata.ownerReferences');
    if (typeof reference?.kind !== 'string' || typeof reference.name !== 'string') break;
    // The pods of a StatefulSet keep their names.
    if (reference.kind === 'StatefulSet') return undefined;
    owner = refOf({ kind: reference.kind, ...placeOf(object), name: reference.name });
    top = objects.find({
      ...owner,
      ...(typeof reference.apiVersion === 'string' ? { apiVersion: reference.apiVersion } : {}),
    });
  }
  return owner;
}

const placeOf = ({ namespace }: KubeObject) => (namespace ? { namespace } : {});

type Owned = { kind: string; owner: ObjectRef };

function owned(objects: readonly KubeObject[], snapshot: Snapshot): Owned[] {
  return objects.flatMap((object) => {
    const owner = ownerOf(object, snapshot);
    return owner ? [{ kind: object.kind, owner }] : [];
  });
}

function replacedBy(come: readonly Owned[], gone: readonly Owned[]): ObjectsCompared['replaced'] {
  const rows = new Map<string, ObjectsCompared['replaced'][number]>();
  const count = ({ kind, owner }: Owned, side: 'added' | 'removed') => {
    const key = `${kind} ${keyOf(owner)}`;
    const row = rows.get(key) ?? { kind, owner, added: 0, removed: 0 };
    row[side] += 1;
    rows.set(key, row);
  };
  for (const one of come) count(one, 'added');
  for (const one of gone) count(one, 'removed');
  return [...rows.values()].sort((a, b) => byName(a.owner, b.owner) || compareText(a.kind, b.kind));
}

function unseen(objects: readonly KubeObject[], side: 'before' | 'after'): ObjectsCompared['unseen'] {
  const rows = new Map<string, ObjectsCompared['unseen'][number]>();
  for (const object of objects) {
    const key = `${object.kind} ${object.namespace ?? ''}`;
    const row = rows.get(key) ?? { kind: object.kind, ...placeOf(object), in: side, count: 0 };
    row.count += 1;
    rows.set(key, row);
  }
  return [...rows.values()].sort(
    (a, b) => compareText(a.kind, b.kind) || compareText(a.namespace ?? '', b.namespace ?? ''),
  );
}

function refsOf(objects: readonly KubeObject[]): ObjectRef[] {
  return objects.map(refOf).sort(byName);
}

function byName(a: ObjectRef, b: ObjectRef): number {
  return (
    compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.kind, b.kind) || compareText(a.name, b.name)
  );
}
