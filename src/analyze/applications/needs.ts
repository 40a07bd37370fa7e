import type { ApplicationCard, ObjectRef } from '../../report-format/report.ts';
import type { ManagedResource } from '../snapshot/argocd/application-health.ts';
import type { Operation } from '../snapshot/argocd/operation.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { indexKindOf, keyOf } from '../snapshot/object-index.ts';
import { compareText, refOf } from '../snapshot/order.ts';
import type { Relation, RelationEnd, RelationName } from '../snapshot/relations/relations.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type Need = NonNullable<ApplicationCard['needs']>[number];

/** What must be there before an object can work; nodes and owners are no prerequisites that someone prepares. */
const PREREQUISITES: ReadonlySet<RelationName> = new Set([
  'reads-config',
  'pulls-with',
  'runs-as',
  'mounts',
  'binds',
  'provisioned-by',
  'produces',
  'depends-on',
  'routes-to',
  'defined-by',
]);

/** Made by the cluster itself. */
const GIVEN = new Set(['ServiceAccount/default', 'ConfigMap/kube-root-ca.crt', 'Service/kubernetes']);

const RANK: Record<Need['state'], number> = { absent: 0, late: 1, 'not-collected': 2, present: 3 };
const MAX_NEEDS = 100;

/** What the objects of an application and their pods need beyond themselves, with who keeps it; what is absent comes first. */
export function needsOf(
  application: ObjectRef,
  resources: readonly ManagedResource[],
  operation: Operation,
  snapshot: Snapshot,
): Need[] {
  const own = groupBy(resources, keyOf);
  const applied = new Set(operation.rows.map(keyOf));
  const users = resources.flatMap(({ object }) => (object ? [object, ...ownedBy(object, snapshot)] : []));
  const edges = users.flatMap((user) =>
    snapshot.relations.from(user).filter(({ relation, flow }) => PREREQUISITES.has(relation) && flow === 'to-from'),
  );

  const needs = new Map<string, Need>();
  for (const { to } of [...edges, ...definitionsOf(resources, snapshot)]) {
    const key = keyOf(to);
    if (needs.has(key) || GIVEN.has(`${to.kind}/${to.name}`)) continue;
    const [mine] = own.get(key) ?? [];
    if (mine && to.state === 'present') continue;
    const late = mine !== undefined && to.state === 'absent' && !applied.has(key);
    const owner = mine ? undefined : ownerOf(to, application, snapshot);
    needs.set(key, { ...refOf(to), state: late ? 'late' : to.state, ...(owner ? { owner } : {}) });
  }
  return [...needs.values()]
    .sort((a, b) => RANK[a.state] - RANK[b.state] || compareText(keyOf(a), keyOf(b)))
    .slice(0, MAX_NEEDS);
}

/** The objects that controllers make of an object: ReplicaSets, Pods, Jobs. */
export function ownedBy(object: ObjectRef, snapshot: Snapshot, depth = 3): ObjectRef[] {
  if (depth === 0) return [];
  return snapshot.relations
    .from(object)
    .filter(({ relation }) => relation === 'owns')
    .flatMap(({ to }) => [to, ...ownedBy(to, snapshot, depth - 1)]);
}

/** Kinds of a group of their own need a definition; it is absent only where all definitions were listed. */
function definitionsOf(resources: readonly ManagedResource[], { objects, coverage }: Snapshot): Pick<Relation, 'to'>[] {
  const definitions = objects.ofKind('CustomResourceDefinition');
  const known = coverage.complete('CustomResourceDefinition');
  return resources.flatMap(({ group, kind, state }) => {
    if (!group.includes('.') || group.endsWith('.k8s.io')) return [];
    const found = definitions.find(
      (crd) => crd.string('spec.group') === group && crd.string('spec.names.kind') === kind,
    );
    // Its plural is not known, and whose object is there has a definition.
    const to: RelationEnd = found
      ? { kind: 'CustomResourceDefinition', name: found.name, state: 'present' }
      : {
          kind: 'CustomResourceDefinition',
          name: `${kind}.${group}`,
          state: known && state !== 'present' ? 'absent' : 'not-collected',
        };
    return found || known ? [{ to }] : [];
  });
}

/** Who keeps an object: another application, or the object that a controller makes it from. */
function ownerOf(object: ObjectRef, application: ObjectRef, { relations }: Snapshot): string | undefined {
  const keeper = relations
    .from(object)
    .find(({ relation, to }) => relation === 'managed-by' && keyOf(to) !== keyOf(application));
  if (keeper) return `Application ${keeper.to.name}`;
  const maker = relations.to(object).find(({ relation, flow }) => relation === 'produces' && flow === 'from-to');
  return maker ? `${indexKindOf(maker.from)} ${maker.from.name}` : undefined;
}
