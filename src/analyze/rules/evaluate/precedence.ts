import type { Evidence } from '../../../report-format/report.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { keyOf } from '../../snapshot/object-index.ts';
import type { Pack, Rule } from '../rule.ts';
import type { Candidate } from './candidate.ts';

/**
 * Leaves out what another rule has claimed: of two rules that see the same lines (or the same event) of one subject, the
 * one that names the other in `over` keeps them, a rule of role noise takes them from all, and what a system's own pack
 * knows of its lines is more than what a generic pack can say.
 */
export function withoutOverridden(
  candidates: readonly Candidate[],
  packs: ReadonlyMap<string, Pack> = new Map(),
): Candidate[] {
  const isGeneric = (rule: Rule) => rule.generic || packs.get(rule.pack)?.generic === true;
  const byThing = new Map<string, Candidate[]>();
  const things = (candidate: Candidate) =>
    candidate.seen.map((thing) => `${keyOf(candidate.raw.subject)} ${candidate.raw.subject.container ?? ''} ${thing}`);

  for (const candidate of candidates) {
    const { role, over } = candidate.rule;
    if (role !== 'noise' && over.length === 0 && isGeneric(candidate.rule)) continue;
    for (const thing of things(candidate)) byThing.set(thing, [...(byThing.get(thing) ?? []), candidate]);
  }
  const isOver = (above: Candidate, { rule, sure }: Candidate) => {
    if (above.rule === rule) return false;
    if (above.rule.role === 'noise') return rule.role !== 'noise';
    const isNamed = above.rule.over.some((wanted) => wanted === rule.id || rule.tags.includes(wanted));
    // What holds for every system names a system's rule to silence its guesses and echoes, not what it knows.
    if (isGeneric(above.rule) && !isGeneric(rule)) return isNamed && (sure !== true || rule.tags.includes('generic'));
    if (isGeneric(above.rule) || !isGeneric(rule)) return isNamed;
    // Where it is not known whose line it is, a system's guess silences nothing that holds for every system.
    return above.sure === true && (isNamed || knowsItsSystem(above.rule));
  };

  return oneSightingPerLine(candidates).filter(
    (candidate) =>
      candidate.seen.length === 0 ||
      !things(candidate).every((thing) => byThing.get(thing)?.some((above) => isOver(above, candidate))),
  );
}

/**
 * Rules of the tag `last-resort` repeat what was captured: they speak only of objects that no other rule has spoken of.
 * An event of another one that nobody has quoted is added to its proof.
 */
export function withoutLastResorts(candidates: readonly Candidate[]): Candidate[] {
  const isLastResort = ({ rule }: Candidate) => rule.tags.includes('last-resort');
  const told = groupBy(
    candidates.filter((candidate) => !isLastResort(candidate)),
    ({ raw }) => keyOf(raw.subject),
  );
  const added = new Map<Candidate, Evidence[]>();
  for (const candidate of candidates.filter(isLastResort)) {
    const others = (told.get(keyOf(candidate.raw.subject)) ?? []).filter(({ rule }) => rule.role !== 'noise');
    const quoted = new Set(others.flatMap(({ raw }) => raw.evidence.map(({ text }) => text)));
    const events = candidate.raw.evidence.filter(({ type, text }) => type === 'event' && !quoted.has(text));
    const host = others.find(({ rule }) => rule.role === 'cause') ?? others[0];
    if (host) added.set(host, [...(added.get(host) ?? []), ...events]);
  }
  return candidates.flatMap((candidate) => {
    if (isLastResort(candidate)) return told.has(keyOf(candidate.raw.subject)) ? [] : [candidate];
    const more = added.get(candidate);
    const { raw } = candidate;
    return more ? [{ ...candidate, raw: { ...raw, evidence: [...raw.evidence, ...more] } }] : [candidate];
  });
}

/** A wrapper, or a rule that repeats whatever stands in the line, is no better than a generic one. */
function knowsItsSystem({ role, tags }: Rule): boolean {
  return role !== 'symptom' && !tags.includes('generic') && !tags.includes('wrapper');
}

/**
 * Several patterns of one rule may match one line, or tell more of the same trouble in one line than in another: of one
 * subject the first pattern keeps a line, and a sighting that tells less is told as the one that tells more.
 */
function oneSightingPerLine(candidates: readonly Candidate[]): Candidate[] {
  const bySubject = groupBy(candidates, ({ rule, raw }) =>
    [rule.id, keyOf(raw.subject), raw.subject.container ?? ''].join('\0'),
  );
  return [...bySubject.values()].flatMap((group) => {
    if (group.length === 1) return group;
    const owner = new Map<string, Candidate>();
    for (const candidate of [...group].sort((a, b) => (a.rank ?? 1) - (b.rank ?? 1))) {
      for (const thing of candidate.seen) if (!owner.has(thing)) owner.set(thing, candidate);
    }
    const kept = group.filter(
      (candidate) => candidate.seen.length === 0 || candidate.seen.some((thing) => owner.get(thing) === candidate),
    );
    const fullest = [...kept].sort((a, b) => Object.keys(b.raw.captures).length - Object.keys(a.raw.captures).length);
    return kept.map((candidate) => {
      const fuller = fullest.find((other) => tellsMore(other.raw.captures, candidate.raw.captures));
      return fuller ? { ...candidate, raw: { ...candidate.raw, captures: fuller.raw.captures } } : candidate;
    });
  });
}

function tellsMore(captures: Record<string, string>, than: Record<string, string>): boolean {
  const [more, fewer] = [Object.keys(captures).length, Object.entries(than)];
  return more > fewer.length && fewer.every(([name, value]) => captures[name] === value);
}
