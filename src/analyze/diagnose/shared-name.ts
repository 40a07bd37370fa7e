import type { Finding } from '../../report-format/report.ts';
import type { Rule } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';

/** Captures that name one thing of the cluster, whoever speaks of it, and by which relation it is shared. */
const SHARED: Record<string, RelationName> = {
  volume: 'attached-to',
  claim: 'mounts',
  secret: 'reads-config',
  webhook: 'guards',
};
const NAMESPACED = new Set(['claim', 'secret']);

/**
 * Findings elsewhere that name the same thing and whose rules say that they explain this one: the kubelet of one node
 * that cannot let go of a volume, and the pod on another node that waits for it.
 */
export function sharingName(
  effect: Finding,
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
): { cause: Finding; relation: RelationName }[] {
  const shared = Object.keys(SHARED).find((name) => effect.captures[name]);
  const relation = shared && SHARED[shared];
  if (!relation) return [];
  return (causesNaming(shared, findings).get(nameOf(effect, shared) ?? '') ?? [])
    .filter((cause) => cause !== effect && cause.current === effect.current)
    .filter((cause) => rules.get(cause.rule)?.explains.includes(effect.rule))
    .map((cause) => ({ cause, relation }));
}

const known = new WeakMap<readonly Finding[], Map<string, Map<string, Finding[]>>>();

/** The causes that a capture names something in, by what it is. */
function causesNaming(capture: string, findings: readonly Finding[]): Map<string, Finding[]> {
  const byCapture = known.get(findings) ?? new Map<string, Map<string, Finding[]>>();
  known.set(findings, byCapture);
  const found =
    byCapture.get(capture) ??
    groupBy(
      findings.filter(({ role }) => role === 'cause'),
      (cause) => nameOf(cause, capture) ?? '',
    );
  byCapture.set(capture, found);
  return found;
}

/** With its namespace where it has one: `shop/web-tls`, whether it was written so or stands in the namespace. */
function nameOf({ captures, subject }: Finding, capture: string): string | undefined {
  const name = captures[capture];
  if (!name || !NAMESPACED.has(capture) || name.includes('/')) return name;
  return `${subject.namespace ?? ''}/${name}`;
}
