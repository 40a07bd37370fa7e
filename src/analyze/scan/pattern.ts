import { MatcherInput, RE2JS } from 're2js';

/** A pattern of a rule, compiled by a linear-time engine: it may come from a stranger. */
export type Pattern = {
  /** The first match at or after `from`, with its UTF-16 offsets and named groups; undefined groups are left out. */
  exec(text: string, from?: number): { start: number; end: number; captures: Record<string, string> } | undefined;
  test(text: string): boolean;
  names: readonly string[];
};

/** RE2's anchoring: none. */
const ANYWHERE = 0;

const rulePatterns = new Map<string, Pattern>();

/**
 * As compilePattern, for patterns that rules and packs bring: compiling is most of what a rule costs to load, and each is
 * asked about several times, then used. Not for one that a bundle may have written: all are remembered.
 */
export function rulePattern(source: string): Pattern {
  const pattern = rulePatterns.get(source) ?? compilePattern(source);
  rulePatterns.set(source, pattern);
  return pattern;
}

/** Compiles an RE2 pattern without regard to case; `.` and `^` stay within a line. Throws on a syntax RE2 lacks. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  const named = Object.entries(compiled.namedGroups());
  const wanted = 1 + compiled.groupCount();

  return {
    names: named.map(([name]) => name),
    test: (text) => compiled.test(text),
    exec(text, from = 0) {
      // A Matcher would look for the match first, and search it again for its groups.
      const [matched, bounds] = compiled
        .re2()
        .matchWithGroup(MatcherInput.utf16(text), from, text.length, ANYWHERE, wanted) as Found;
      if (!matched) return undefined;
      const captures: Record<string, string> = {};
      for (const [name, group] of named) {
        const [start = -1, end = -1] = [bounds[2 * group], bounds[2 * group + 1]];
        if (start >= 0) captures[name] = text.slice(start, end);
      }
      return { start: bounds[0] ?? 0, end: bounds[1] ?? 0, captures };
    },
  };
}

/** Whether there is a match, and where each group of it begins and ends, that of the whole first; -1 for none. */
type Found = [true, number[]] | [false, null];

/** Why a pattern cannot be used, in words for its author; undefined where it can. */
export function patternProblem(source: string): string | undefined {
  return judge(source).problem;
}

/** The named groups of a pattern; none of one that patternProblem refuses. */
export function patternNames(source: string): readonly string[] {
  return judge(source).names;
}

type Judgement = { problem?: string; names: readonly string[] };

function judge(source: string): Judgement {
  if (/\(\?<?[=!]/.test(source)) {
    return refused(
      'look-around is refused: RE2 has none, because it cannot be matched in linear time; use `unless` for what must not occur',
    );
  }
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(source)) {
    return refused('a back reference is refused: RE2 has none, because it cannot be matched in linear time');
  }
  try {
    return { names: rulePattern(source).names };
  } catch (error) {
    return refused(`not a pattern of RE2: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const refused = (problem: string): Judgement => ({ problem, names: [] });
