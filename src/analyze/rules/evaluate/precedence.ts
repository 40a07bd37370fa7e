import { keyOf } from '../../snapshot/object-index.ts';
import type { Candidate } from './candidate.ts';

/**
 * Leaves out what another rule has claimed: of two rules that see the same lines (or the same event) of one subject, the
 * one that names the other in `over` keeps them, and a rule of role noise takes them from all.
 */
export function withoutOverridden(candidates: readonly Candidate[]): Candidate[] {
  const byThing = new Map<string, Candidate[]>();
  const things = (candidate: Candidate) =>
    candidate.seen.map((thing) => `${keyOf(candidate.raw.subject)} ${candidate.raw.subject.container ?? ''} ${thing}`);

  for (const candidate of candidates) {
    if (candidate.rule.role !== 'noise' && candidate.rule.over.length === 0) continue;
    for (const thing of things(candidate)) byThing.set(thing, [...(byThing.get(thing) ?? []), candidate]);
  }
  const isOver = (above: Candidate, { rule }: Candidate) =>
    above.rule !== rule && (above.rule.role === 'noise' ? rule.role !== 'noise' : above.rule.over.includes(rule.id));

  return candidates.filter(
    (candidate) =>
      candidate.seen.length === 0 ||
      !things(candidate).every((thing) => byThing.get(thing)?.some((above) => isOver(above, candidate))),
  );
}
