import { type Asked, createAsked } from './asked.ts';
import { KLOG_LITERALS, LEVEL_LITERALS, LEVEL_WORDS } from './levels.ts';
import { compileFinder, type LiteralFinder } from './literal-finder.ts';
import type { Needle } from './needle.ts';
import { createNeedleMatcher, type NeedleMatcher } from './needle-matcher.ts';
import { PART_LITERALS } from './partial-lines.ts';

/** What a literal of the automaton stands for: needles it makes a line a candidate of, needles it is the success of. */
export type Meaning = {
  literal: string;
  needles: number[];
  until: number[];
  special: 'level' | 'klog' | 'part' | undefined;
};

/** Everything that is compiled once for all streams. */
export type ScanPlan = { finder: LiteralFinder; meanings: Meaning[]; matchers: NeedleMatcher[]; asked: Asked };

/** @param all the needles of every rule, of which those for `input` are searched */
export function planScan(all: readonly Needle[], input: 'log' | 'text'): ScanPlan {
  const needles = all.filter((needle) => needle.input === 'both' || needle.input === input);
  const byLiteral = new Map<string, Meaning>();
  const meaningOf = (text: string): Meaning => {
    const literal = asBytes(text);
    const known = byLiteral.get(literal);
    if (known) return known;
    const meaning: Meaning = { literal, needles: [], until: [], special: undefined };
    byLiteral.set(literal, meaning);
    return meaning;
  };

  for (const literal of [...LEVEL_WORDS, ...LEVEL_LITERALS]) meaningOf(literal).special = 'level';
  for (const literal of KLOG_LITERALS) meaningOf(literal).special = 'klog';
  for (const literal of PART_LITERALS) meaningOf(literal).special = 'part';
  for (const [index, needle] of needles.entries()) {
    for (const literal of needle.literals) meaningOf(literal).needles.push(index);
    for (const literal of needle.until ?? []) meaningOf(literal).until.push(index);
  }

  const meanings = [...byLiteral.values()];
  const matchers = needles.map((needle) =>
    createNeedleMatcher({ ...needle, literals: needle.literals.map((literal) => literal.toLowerCase()) }),
  );
  const literals = meanings.map(({ literal }) => ({ text: literal, isWord: LEVEL_WORDS.includes(literal) }));
  return { finder: compileFinder(literals), meanings, matchers, asked: createAsked(matchers.length) };
}

/** The bytes of a literal in UTF-8, one character each, ASCII letters in lower case. */
function asBytes(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
