import { gramKernel } from './gram-kernel.ts';
import { type ChunkSearch, type Found, gramSearch, overlapOf } from './gram-search.ts';
import { compileGrams, createGramCounts, type Literal } from './gram-table.ts';
import type { Passed } from './passing-lines.ts';

/**
 * Finds all literals in the chunks of one stream, also those that cross chunk borders. Occurrences are reported so that
 * whatever lies in an earlier line comes first.
 */
type LiteralSearch = {
  scan(chunk: Uint8Array, found: Found): void;
  /** Passes over lines of the chunk that is scanned, or was last: see passing-lines.ts. */
  pass(from: number, to: number): Passed;
  /** Tells the words that the stream ends with; their ends count from its end and are not positive. */
  finish(found: Found): void;
};

/** What is compiled once; each stream starts a search of its own. */
export type LiteralFinder = {
  start(): LiteralSearch;
  /** Tells the literals of one line, also while a chunk is scanned. */
  searchLine(line: Uint8Array, found: (literal: number) => void): void;
};

/** Words may stand where a stream begins or ends: as if there were lines around it. */
const LINE_END: Buffer = Buffer.of(10);

/** So much text is looked at for the grams that it is full of. */
const SAMPLE_BYTES = 512 * 1024;
/** Smaller bundles are searched before a better table, and the kernel for it, pay. */
const WORTH_TUNING = 2 * 1024 * 1024;

/**
 * Looks at a sample of the bytes only. An Aho-Corasick table over byte classes must read each of them; whole scans with
 * one took three times as long, and its table grew with the literals.
 * @param literals bytes as latin1 text, ASCII letters in lower case, without line ends; at least one, none empty
 * @param tuneAfter bytes of all streams after which the table is made for what they hold
 */
export function compileFinder(literals: readonly Literal[], tuneAfter = WORTH_TUNING): LiteralFinder {
  const counts = createGramCounts();
  const untuned = compileGrams(literals, counts);
  let search: ChunkSearch = gramSearch(untuned);
  // Of its own: the other holds the chunk that is scanned.
  const lineSearch = gramSearch(untuned);
  let seen = 0;
  let isTuned = false;
  /** What was found does not depend on the table, only how fast. */
  const tune = (chunk: Uint8Array) => {
    if (seen < SAMPLE_BYTES) counts.observe(chunk);
    seen += chunk.length;
    if (seen < tuneAfter) return;
    const grams = compileGrams(literals, counts);
    search = gramKernel(grams) ?? gramSearch(grams);
    isTuned = true;
  };
  const overlap = overlapOf(untuned);

  return {
    start() {
      // The last bytes of the stream so far: what crosses the border begins among them.
      let tail = LINE_END;
      return {
        scan(chunk, found) {
          if (chunk.length === 0) return;
          if (!isTuned) tune(chunk);
          search.search(tail, chunk, found);
          tail = lastOf(tail, chunk, overlap);
        },
        pass: (from, to) => search.pass(from, to),
        finish: (found) => search.search(tail, LINE_END, found),
      };
    },
    searchLine(line, found) {
      lineSearch.search(LINE_END, Buffer.concat([line, LINE_END]), found);
    },
  };
}

/** A copy, because the producer may use its buffer again. */
function lastOf(tail: Buffer, chunk: Uint8Array, count: number): Buffer {
  if (chunk.length >= count) return Buffer.from(chunk.subarray(chunk.length - count));
  const all = Buffer.concat([tail, chunk]);
  return all.subarray(Math.max(0, all.length - count));
}
