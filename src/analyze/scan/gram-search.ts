import { type GramTable, gramAt, hashOfGram, isBesideWord, type Target } from './gram-table.ts';
import { type Passed, passLines } from './passing-lines.ts';

/** Called for each occurrence of a literal: its index, and where it ends in the chunk (exclusive). */
export type Found = (literal: number, end: number) => void;

/** So many bytes before a chunk may belong to what crosses its border: a literal but its last byte, and one beside it. */
export const overlapOf = ({ longest }: GramTable) => longest + 1;

/** What looks through the chunks of all streams, one after the other. */
export type ChunkSearch = {
  /**
   * Tells what occurs in a chunk and what crosses its border, in the order of the lines.
   * @param before the bytes right before the chunk; what ends among them was told when they were searched
   */
  search(before: Uint8Array, chunk: Uint8Array, found: Found): void;
  /** Passes over lines of the chunk that was searched last: see passing-lines.ts. */
  pass(from: number, to: number): Passed;
};

/** What is found in a chunk, and where it ends: listed first, since reporting in its middle makes the search slower. */
type Sightings = { targets: Target[]; ends: number[] };

/**
 * The search in TypeScript: at work at once, and for tables of every step. What takes long is left to gram-kernel.ts.
 */
export function gramSearch(grams: GramTable): ChunkSearch {
  const sighted: Sightings = { targets: [], ends: [] };
  let searched: Buffer = Buffer.alloc(0);

  return {
    search(before, chunk, found) {
      searched = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const border = before.length;
      searchGrams(grams, Buffer.concat([before, searched.subarray(0, overlapOf(grams))]), 1, sighted);
      tell(sighted, (target, end) => {
        const isInside = end - target.bytes.length - target.before >= border;
        if (end + target.after > border && !isInside) found(target.index, end - border);
      });
      searchGrams(grams, searched, grams.step, sighted);
      tell(sighted, (target, end) => found(target.index, end));
    },
    pass: (from, to) => passLines(searched, from, to),
  };
}

/** Tells what was found, and forgets it. */
function tell({ targets, ends }: Sightings, found: (target: Target, end: number) => void): void {
  for (let at = 0; at < targets.length; at++) found(targets[at] as Target, ends[at] as number);
  targets.length = 0;
  ends.length = 0;
}

/** Looks at every `step`th gram, and verifies the literals that hold it at that place. */
function searchGrams(grams: GramTable, bytes: Uint8Array, step: number, sighted: Sightings): void {
  const { flags, mask, size } = grams;
  const last = bytes.length - size;
  for (let at = 0; at <= last; at += step) {
    const gram = gramAt(bytes, at) & mask;
    const hash = hashOfGram(gram, mask);
    if (flags[hash] !== 0) verify(grams, bytes, at, gram, hash, step, sighted);
  }
}

/** Of a hundred grams in the table, one or two belong to a literal: two comparisons of numbers refuse nearly all others. */
function verify(
  { heads, rows, mask, size, places }: GramTable,
  bytes: Uint8Array,
  at: number,
  gram: number,
  hash: number,
  step: number,
  { targets, ends }: Sightings,
): void {
  for (let index = heads[hash] as number; index !== 0; index = rows[4 * index + 3] as number) {
    const row = 4 * index;
    if (rows[row] !== gram) continue;
    const check = at + (rows[row + 2] as number);
    if (check < 0 || check + size > bytes.length || (gramAt(bytes, check) & mask) !== rows[row + 1]) continue;
    const place = places[index];
    // Where no gram is skipped, one occurrence shows all its grams: the first of them tells it.
    if (!place || (step === 1 && place.order > 0)) continue;
    const { target } = place;
    const start = at - place.offset;
    const end = start + target.bytes.length;
    // What reaches over the border of the chunk is found when the border is searched.
    if (start < target.before || end + target.after > bytes.length) continue;
    if (target.isWord && !(isBesideWord(bytes[start - 1]) && isBesideWord(bytes[end]))) continue;
    if (!equals(bytes, start, target.bytes)) continue;
    targets.push(target);
    ends.push(end);
  }
}

function equals(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    const byte = bytes[start + index] as number;
    if ((byte >= 65 && byte <= 90 ? byte + 32 : byte) !== wanted[index]) return false;
  }
  return true;
}
