import { compilePattern, type Pattern } from '../../scan/pattern.ts';
import type { TextCondition } from '../rule.ts';

/** A condition on a text that is at hand as a whole, e.g. the message of an event. */
export type TextTest = (text: string) => { captures: Record<string, string> } | undefined;

export function compileCondition(condition: TextCondition): TextTest {
  const literals = condition.literals.map((literal) => literal.toLowerCase());
  let compiled: { patterns: Pattern[]; unless: Pattern[] } | undefined;

  return (text) => {
    const lower = text.toLowerCase();
    if (literals.length > 0 && !literals.some((literal) => lower.includes(literal))) return undefined;
    compiled ??= {
      patterns: condition.patterns.map(compilePattern),
      unless: condition.unless.map(compilePattern),
    };
    if (compiled.unless.some((refused) => refused.test(text))) return undefined;
    if (compiled.patterns.length === 0) return { captures: {} };
    for (const pattern of compiled.patterns) {
      const found = pattern.exec(text);
      if (found) return { captures: found.captures };
    }
    return undefined;
  };
}
