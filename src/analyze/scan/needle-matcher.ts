import type { Needle } from './needle.ts';
import { type Pattern, rulePattern } from './pattern.ts';
import { endInLine, lowerOf, startInLine, type View } from './views.ts';

type LineMatch = { match: [number, number]; captures: Record<string, string> };

/** Judges candidate lines for one needle. Patterns are compiled at the first candidate: most needles never have one. */
export type NeedleMatcher = {
  needle: Needle;
  /** True where the pattern may span the lines of a record. */
  multiline: boolean;
  /** False where no view of a line can match. */
  mayMatch(whole: View): boolean;
  matches(views: readonly View[]): LineMatch | undefined;
  isSuccess(text: string): boolean;
};

export function createNeedleMatcher(needle: Needle): NeedleMatcher {
  // Taken out once: what is read of objects that lack this or that field is read slowly.
  const { literals, also = [], bounds } = needle;
  let compiled: { pattern: Pattern | undefined; unless: Pattern[] | undefined; until: Pattern[] } | undefined;
  const patterns = () => {
    compiled ??= {
      pattern: needle.pattern === undefined ? undefined : rulePattern(needle.pattern),
      unless: needle.unless?.map(rulePattern),
      until: (needle.untilPatterns ?? []).map(rulePattern),
    };
    return compiled;
  };
  const inBounds = (captures: Record<string, string>) =>
    Object.entries(bounds ?? {}).every(([name, { min = -Infinity, max = Infinity }]) => {
      const value = Number.parseFloat(captures[name] ?? '');
      return value >= min && value <= max;
    });

  const multiline = /\\n|\(\?[imU]*s/.test(needle.pattern ?? '');
  return {
    needle,
    multiline,
    // Literals are taken from what envelopes leave alone: what a message holds, its line holds.
    mayMatch: (whole) => multiline || also.length === 0 || holdsAll(lowerOf(whole), also),
    isSuccess: (text) => needle.untilPatterns === undefined || patterns().until.some((pattern) => pattern.test(text)),

    matches(views) {
      const { pattern, unless } = patterns();
      for (const view of views) {
        const lower = lowerOf(view);
        const at = literalIn(lower, literals);
        if (!at || !holdsAll(lower, also)) continue;
        const found = pattern ? pattern.exec(view.text) : { ...at, captures: {} };
        if (!found || (bounds && !inBounds(found.captures))) continue;
        const whole = views.at(-1)?.text ?? '';
        if (unless?.some((refused) => refused.test(whole) || (whole !== view.text && refused.test(view.text)))) {
          return undefined;
        }
        return { match: [startInLine(view, found.start), endInLine(view, found.end)], captures: found.captures };
      }
      return undefined;
    },
  };
}

/** Whether a text in lower case holds a literal of each list. */
export function holdsAll(lower: string, lists: readonly string[][] = []): boolean {
  return lists.every((literals) => literals.some((literal) => lower.includes(literal)));
}

function literalIn(lower: string, literals: readonly string[]): { start: number; end: number } | undefined {
  for (const literal of literals) {
    const start = lower.indexOf(literal);
    if (start >= 0) return { start, end: start + literal.length };
  }
  return undefined;
}
