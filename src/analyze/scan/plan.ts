import { type Automaton, buildAutomaton, nextState, START } from './automaton.ts';
import { KLOG_LITERALS, LEVEL_LITERALS } from './levels.ts';
import type { Needle } from './needle.ts';
import { createNeedleMatcher, type NeedleMatcher } from './needle-matcher.ts';

/** What a literal of the automaton stands for: needles it makes a line a candidate of, needles it is the success of. */
export type Meaning = {
  literal: string;
  needles: number[];
  until: number[];
  special?: 'newline' | 'escape' | 'level' | 'klog';
};

/** Everything that is compiled once for all streams. */
export type ScanPlan = { automaton: Automaton; meanings: Meaning[]; matchers: NeedleMatcher[]; newline: number };

export function planScan(needles: readonly Needle[]): ScanPlan {
  const byLiteral = new Map<string, Meaning>();
  const meaningOf = (text: string): Meaning => {
    const literal = asBytes(text);
    const known = byLiteral.get(literal);
    if (known) return known;
    const meaning: Meaning = { literal, needles: [], until: [] };
    byLiteral.set(literal, meaning);
    return meaning;
  };

  meaningOf('\n').special = 'newline';
  meaningOf('\u001b').special = 'escape';
  for (const literal of LEVEL_LITERALS) meaningOf(literal).special = 'level';
  for (const literal of KLOG_LITERALS) meaningOf(literal).special = 'klog';
  for (const [index, needle] of needles.entries()) {
    for (const literal of needle.literals) meaningOf(literal).needles.push(index);
    for (const literal of needle.until ?? []) meaningOf(literal).until.push(index);
  }

  const meanings = [...byLiteral.values()];
  const automaton = buildAutomaton(meanings.map(({ literal }) => literal));
  const newline = nextState(automaton, START, 10);
  const matchers = needles.map((needle) =>
    createNeedleMatcher({ ...needle, literals: needle.literals.map((literal) => literal.toLowerCase()) }),
  );
  return { automaton, meanings, matchers, newline };
}

/** The bytes of a literal in UTF-8, one character each, ASCII letters in lower case. */
function asBytes(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
