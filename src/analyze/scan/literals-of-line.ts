import type { Meaning, ScanPlan } from './plan.ts';
import { withoutEscapes } from './views.ts';

/** Literals remembered of one line. */
export const MAX_FOUND = 64;

/** Remembers a literal of a line once, where it makes the line a candidate. */
export function remember(found: number[], id: number, { needles, until }: Meaning): void {
  if (needles.length + until.length > 0 && found.length < MAX_FOUND && !found.includes(id)) found.push(id);
}

/**
 * The literals that make a line a candidate, where the search of the stream cannot have seen them all: escape codes, or
 * the border of two parts, may stand inside one.
 */
export function literalsOf(line: Buffer, { finder, meanings }: ScanPlan): number[] {
  const found: number[] = [];
  const note = (id: number) => {
    const meaning = meanings[id];
    if (meaning) remember(found, id, meaning);
  };
  finder.searchLine(Buffer.from(withoutEscapes(line.toString('latin1')).text, 'latin1'), note);
  return found;
}
