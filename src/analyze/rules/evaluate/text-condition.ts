import { holdsAll } from '../../scan/needle-matcher.ts';
import { type Pattern, rulePattern } from '../../scan/pattern.ts';
import { promisedBy } from '../required-literals.ts';
import type { TextCondition } from '../rule.ts';

/** A condition on a text that is at hand as a whole, e.g. the message of an event. */
export type TextTest = (text: string) => { captures: Record<string, string> } | undefined;

export function compileCondition(condition: TextCondition): TextTest {
  const literals = condition.literals.map((literal) => literal.toLowerCase());
  let patterns: PrefilteredPattern[] | undefined;
  let unless: Pattern[] | undefined;
  const isRefused = (text: string) => {
    unless ??= condition.unless.map(rulePattern);
    return unless.some((refused) => refused.test(text));
  };

  return (text) => {
    const lower = text.toLowerCase();
    if (literals.length > 0 && !literals.some((literal) => lower.includes(literal))) return undefined;
    patterns ??= condition.patterns.map(prefiltered);
    if (patterns.length === 0) return isRefused(text) ? undefined : { captures: {} };
    for (const { mayMatch, exec } of patterns) {
      const found = mayMatch(lower) ? exec(text) : undefined;
      if (found) return isRefused(text) ? undefined : found;
    }
    return undefined;
  };
}

type PrefilteredPattern = { mayMatch(lower: string): boolean; exec: TextTest };

/** Compiles the pattern at the first text that holds what it requires: hundreds of rules read events, few find theirs. */
function prefiltered(source: string): PrefilteredPattern {
  const required = promisedBy(source);
  return {
    mayMatch: (lower) => holdsAll(lower, required),
    exec(text) {
      const found = rulePattern(source).exec(text);
      return found && { captures: found.captures };
    },
  };
}
