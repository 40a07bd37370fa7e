import type { Needle } from '../scan/needle.ts';
import { isPlainLiteral, plainRun, promisedBy, requiredLiterals } from './required-literals.ts';
import type { LogMatcher, Rule, TextCondition } from './rule.ts';

/** A needle's rule: what stands before `#` in its id. */
export function ruleOfNeedle(needle: string): string {
  return needle.split('#', 1)[0] ?? needle;
}

/** Which of its rule's patterns a needle is, from 1. */
export function rankOfNeedle(needle: string): number {
  return Number(needle.split('#', 2)[1] ?? 1);
}

/** The needles of a rule: none for one that reads objects only. Expects a rule that lint has passed. */
export function needlesOf({ id, match }: Rule): Needle[] {
  if (match.log) return fromCondition(id, match.log, 'both', match.log);
  if (match.text) return fromCondition(id, match.text, 'text', match.text);
  // An event is also recognised where its message was pasted without the table around it.
  if (match.event?.message) return fromCondition(id, match.event.message, match.event.inLogs ? 'both' : 'text');
  return [];
}

function fromCondition(id: string, condition: TextCondition, input: Needle['input'], matcher?: LogMatcher): Needle[] {
  const extras = {
    ...(condition.unless.length > 0 ? { unless: condition.unless } : {}),
    ...(matcher?.repeat ? { repeat: matcher.repeat } : {}),
    ...(matcher?.bounds ? { bounds: matcher.bounds } : {}),
    ...(matcher ? untilOf(matcher.until) : {}),
    input,
  };

  const given = condition.literals.map((literal) => plainRun(literal.toLowerCase()));
  const bodies =
    condition.patterns.length > 0
      ? condition.patterns.map((pattern) => ({
          literals: given.length > 0 ? given : (requiredLiterals(pattern) ?? []),
          pattern,
          ...alsoOf(pattern),
        }))
      : literalBodies(condition.literals);
  return bodies.map((body, index) => ({ id: index === 0 ? id : `${id}#${index + 1}`, ...body, ...extras }));
}

/** What else a line must hold: asking for it is a hundred times cheaper than the pattern. */
function alsoOf(pattern: string): Pick<Needle, 'also'> {
  const also = promisedBy(pattern);
  return also.length > 1 ? { also } : {};
}

/** Literals that envelopes leave alone stand for themselves; any other needs a pattern to be matched whole. */
function literalBodies(literals: string[]): Pick<Needle, 'literals' | 'pattern'>[] {
  const plain = literals.filter(isPlainLiteral).map((literal) => literal.toLowerCase());
  const others = literals.filter((literal) => !isPlainLiteral(literal));
  return [
    ...(plain.length > 0 ? [{ literals: plain }] : []),
    ...others.map((literal) => ({ literals: [plainRun(literal.toLowerCase())], pattern: escapePattern(literal) })),
  ];
}

function untilOf(until: string[]): Pick<Needle, 'until' | 'untilPatterns'> {
  if (until.length === 0) return {};
  const plain = until.every((text) => isPlainLiteral(text) && escapePattern(text) === text);
  return plain
    ? { until: until.map((text) => text.toLowerCase()) }
    : { until: until.flatMap((text) => requiredLiterals(text) ?? []), untilPatterns: until };
}

/** The pattern that matches exactly this text. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
