import { Matcher, RE2JS } from 're2js';

/** A pattern of a rule, compiled by a linear-time engine: it may come from a stranger. */
export type Pattern = {
  /** The first match at or after `from`, with its UTF-16 offsets and named groups; undefined groups are left out. */
  exec(text: string, from?: number): { start: number; end: number; captures: Record<string, string> } | undefined;
  test(text: string): boolean;
  names: readonly string[];
};

/** Compiles an RE2 pattern without regard to case; `.` and `^` stay within a line. Throws on a syntax RE2 lacks. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  const names = Object.keys(compiled.namedGroups());

  return {
    names,
    test: (text) => compiled.test(text),
    exec(text, from = 0) {
      const matcher = new Matcher(compiled, text);
      if (!matcher.find(from)) return undefined;
      const captures: Record<string, string> = {};
      for (const name of names) {
        const value = matcher.group(name);
        if (value !== null && value !== undefined) captures[name] = value;
      }
      return { start: matcher.start(), end: matcher.end(), captures };
    },
  };
}

/** Why a pattern cannot be used, in words for its author; undefined where it can. */
export function patternProblem(source: string): string | undefined {
  if (/\(\?<?[=!]/.test(source)) {
    return 'look-around is refused: RE2 has none, because it cannot be matched in linear time; use `unless` for what must not occur';
  }
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(source)) {
    return 'a back reference is refused: RE2 has none, because it cannot be matched in linear time';
  }
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    return `not a pattern of RE2: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The named groups of a pattern that patternProblem accepts. */
export function patternNames(source: string): readonly string[] {
  return compilePattern(source).names;
}
