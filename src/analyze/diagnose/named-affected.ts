import type { Finding } from '../../report-format/report.ts';
import type { Rule } from '../rules/rule.ts';
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
  const places = new Set(placesOf(effect).map(keyOf));
  return findings.flatMap((cause) => {
    const relation = NEEDED_AS[cause.subject.kind];
    if (!relation || cause === effect || cause.role !== 'cause' || cause.current !== effect.current) return [];
    const yields = effect.role === 'symptom' || (rules.get(cause.rule)?.explains.includes(effect.rule) ?? false);
    if (!yields) return [];
    return cause.affected?.some((ref) => places.has(keyOf(ref))) ? [{ cause, relation }] : [];
  });
}
