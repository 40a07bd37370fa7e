import type { Finding } from '../../report-format/report.ts';
import type { Rule } from '../rules/rule.ts';
import { oncePerObject } from '../snapshot/once-per-object.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';
import { findingsBy } from './findings-by.ts';

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
  return (causesByName(findings).get(sharedName(effect, shared) ?? '') ?? [])
    .filter((cause) => cause !== effect && cause.current === effect.current)
    .filter((cause) => rules.get(cause.rule)?.explains.includes(effect.rule))
    .map((cause) => ({ cause, relation }));
}

/** Causes by what they name: `volume pvc-1`. */
const causesByName = oncePerObject((findings: readonly Finding[]) =>
  findingsBy(findings, (finding) =>
    finding.role === 'cause' ? Object.keys(SHARED).flatMap((capture) => sharedName(finding, capture) ?? []) : [],
  ),
);

function sharedName(finding: Finding, capture: string): string | undefined {
  const name = nameOf(finding, capture);
  return name && `${capture} ${name}`;
}

/** With its namespace where it has one: `shop/web-tls`, whether it was written so or stands in the namespace. */
function nameOf({ captures, subject }: Finding, capture: string): string | undefined {
  const name = captures[capture];
  if (!name || !NAMESPACED.has(capture) || name.includes('/')) return name;
  return `${subject.namespace ?? ''}/${name}`;
}
