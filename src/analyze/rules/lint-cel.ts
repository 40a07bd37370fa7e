import { compileCel } from './evaluate/cel.ts';
import type { LintProblem } from './lint.ts';
import type { Rule } from './rule.ts';

/** What is wrong with the expressions of a rule; beside lint.ts, because few packs have any and CEL takes a while to load. */
export function celProblems({ object, absence }: Rule['match']): LintProblem[] {
  const sources: [string[], string | undefined][] = [
    [['match', 'object', 'when'], object?.when],
    ...Object.entries(object?.captures ?? {}).map(([name, source]): [string[], string] => [
      ['match', 'object', 'captures', name],
      source,
    ]),
    [['match', 'absence', 'neededBy', 'when'], absence?.neededBy?.when],
  ];
  return sources.flatMap(([path, source]) => {
    if (source === undefined) return [];
    try {
      compileCel(source);
      return [];
    } catch (error) {
      return [{ path, message: `not an expression of CEL: ${error instanceof Error ? error.message : String(error)}` }];
    }
  });
}
