import type { Finding } from '../../report-format/report.ts';
import type { Rule } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { keyOf } from '../snapshot/object-index.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';
import { placesOf } from './places.ts';

/** How the affected need a subject of that kind. */
const NEEDED_AS: Record<string, RelationName> = {
  Secret: 'reads-config',
  ConfigMap: 'reads-config',
  PersistentVolumeClaim: 'mounts',
  PersistentVolume: 'attached-to',
  StorageClass: 'binds',
  ServiceAccount: 'runs-as',
  Node: 'scheduled-on',
  Service: 'routes-to',
  ResourceQuota: 'guards',
  HorizontalPodAutoscaler: 'scales',
};

/**
 * Causes that name the effect's object among what they break. The rule has seen the need, though no spec was captured
 * from which a relation could be read: an event says which Secret its pod misses. Another cause yields to them only where
 * their rule says so.
 */
export function namingAffected(
  effect: Finding,
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
): { cause: Finding; relation: RelationName }[] {
  const naming = causesByAffected(findings);
  const causes = new Set(placesOf(effect).flatMap((place) => naming.get(keyOf(place)) ?? []));
  const inOrder = causes.size > 1 ? findings.filter((finding) => causes.has(finding)) : [...causes];
  return inOrder.flatMap((cause) => {
    const relation = NEEDED_AS[cause.subject.kind];
    if (!relation || cause === effect || cause.current !== effect.current) return [];
    const yields = effect.role === 'symptom' || (rules.get(cause.rule)?.explains.includes(effect.rule) ?? false);
    return yields ? [{ cause, relation }] : [];
  });
}

const known = new WeakMap<readonly Finding[], Map<string, Finding[]>>();

/** By the key of an object: the causes that name it among what they break, and whose own subject others need. */
function causesByAffected(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = known.get(findings);
  if (found) return found;
  const causes = findings.filter(({ role, subject }) => role === 'cause' && NEEDED_AS[subject.kind]);
  const naming = causes.flatMap((cause) => (cause.affected ?? []).map((object) => ({ key: keyOf(object), cause })));
  const made = new Map(
    [...groupBy(naming, ({ key }) => key)].map(([key, named]) => [key, named.map(({ cause }) => cause)]),
  );
  known.set(findings, made);
  return made;
}
