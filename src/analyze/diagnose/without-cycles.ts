import { compareText } from '../snapshot/order.ts';
import type { Explanation } from './explain.ts';

/**
 * Drops what would make a finding its own explanation. Causes are kept over symptoms, then the order of ids decides, so
 * that the same findings always give the same chains.
 */
export function withoutCycles(explanations: readonly Explanation[]): Explanation[] {
  const kept: Explanation[] = [];
  const causesOf = new Map<string, string[]>();

  const isExplainedBy = (id: string, wanted: string): boolean => {
    const seen = new Set<string>();
    const open = [id];
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      if (current === wanted) return true;
      if (seen.has(current)) continue;
      seen.add(current);
      open.push(...(causesOf.get(current) ?? []));
    }
    return false;
  };

  for (const explanation of [...explanations].sort(byTrust)) {
    const { cause, effect } = explanation;
    if (isExplainedBy(cause.id, effect.id)) continue;
    causesOf.set(effect.id, [...(causesOf.get(effect.id) ?? []), cause.id]);
    kept.push(explanation);
  }
  return kept;
}

function byTrust(a: Explanation, b: Explanation): number {
  const rank = ({ cause, relation }: Explanation) =>
    (cause.role === 'cause' ? 0 : 2) + (relation === 'same-object' ? 0 : 1);
  return rank(a) - rank(b) || compareText(a.cause.id, b.cause.id) || compareText(a.effect.id, b.effect.id);
}
