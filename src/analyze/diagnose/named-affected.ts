import type { Finding } from '../../report-format/report.ts';
import type { Rule } from '../rules/rule.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { oncePerObject } from '../snapshot/once-per-object.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';
import { findingsBy } from './findings-by.ts';
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

/** By the key of an object: the causes that name it among what they break, and whose own subject others need. */
const causesByAffected = oncePerObject((findings: readonly Finding[]) =>
  findingsBy(findings, ({ role, subject, affected = [] }) =>
    role === 'cause' && NEEDED_AS[subject.kind] ? affected.map(keyOf) : [],
  ),
);
