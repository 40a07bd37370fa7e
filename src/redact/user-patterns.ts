import { Matcher, RE2JS } from 're2js';
import { CasefileError } from '../errors.ts';
import type { Span } from './spans.ts';

/** Finds what the user's own patterns match: the first group where there is one, else the whole match. */
export type UserPatterns = (text: string) => Span[];

/** Compiles the user's patterns with a linear-time engine. Throws USAGE on a pattern that RE2 lacks. */
export function compileUserPatterns(patterns: readonly string[]): UserPatterns {
  const compiled = patterns.map(compile);
  return (text) => compiled.flatMap((pattern) => matchesOf(pattern, text));
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (cause) {
    throw new CasefileError('USAGE', `the redaction pattern ${JSON.stringify(source)} cannot be used`, {
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}

function matchesOf(pattern: RE2JS, text: string): Span[] {
  const matcher = new Matcher(pattern, text);
  const spans: Span[] = [];
  while (matcher.find()) {
    const group = matcher.groupCount() > 0 && matcher.group(1) ? 1 : 0;
    spans.push({ start: matcher.start(group), end: matcher.end(group), kind: 'pattern' });
  }
  return spans;
}
