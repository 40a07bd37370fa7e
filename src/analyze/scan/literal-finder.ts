import { compileGrams, FOLD, type GramTable, gramAt, HASH_FACTOR, hashOfGram } from './gram-table.ts';

/** Called for each occurrence of a literal: its index, and where it ends in the chunk (exclusive). */
type Found = (literal: number, end: number) => void;

/**
 * Finds all literals in the chunks of one stream, also those that cross chunk borders. Occurrences are reported so that
 * whatever lies in an earlier line comes first.
 */
type LiteralSearch = { scan(chunk: Uint8Array, found: Found): void };

/** What is compiled once; each stream starts a search of its own. */
export type LiteralFinder = { start(): LiteralSearch };

/**
 * Looks at a sample of the bytes only. An Aho-Corasick table over byte classes must read each of them; whole scans with
 * one took half as long again, and its table grew with the literals. The finder is about half of what a scan costs.
 * @param literals bytes as latin1 text, ASCII letters in lower case, without line ends, none empty
 */
export function compileFinder(literals: readonly string[]): LiteralFinder {
  if (literals.length === 0) return { start: () => ({ scan: () => undefined }) };
  const grams = compileGrams(literals);
  const overlap = Math.max(...literals.map(({ length }) => length)) - 1;

  return {
    start() {
      // The last bytes of the stream so far: a literal that crosses the border begins among them.
      let tail = new Uint8Array(0);
      return {
        scan(chunk, found) {
          const border = tail.length;
          if (border > 0) {
            searchGrams(grams, joined(tail, chunk.subarray(0, overlap)), 1, (literal, end, length) => {
              if (end > border && end - length < border) found(literal, end - border);
            });
          }
          searchGrams(grams, chunk, grams.step, found);
          tail = lastOf(tail, chunk, overlap);
        },
      };
    },
  };
}

type Report = (literal: number, end: number, length: number) => void;

/** Looks at every `step`th gram, and verifies the literals that hold it at that place. */
function searchGrams(grams: GramTable, bytes: Uint8Array, step: number, found: Report): void {
  if (step === 2 && grams.size === 4) {
    searchPairs(grams, bytes, found);
    return;
  }
  const { flags, mask, size } = grams;
  const last = bytes.length - size;
  for (let at = 0; at <= last; at += step) {
    const gram = gramAt(bytes, at) & mask;
    const hash = hashOfGram(gram, mask);
    if (flags[hash] !== 0) verify(grams, bytes, at, gram, hash, step, found);
  }
}

/**
 * The same for the common case, every second gram of four bytes: two bytes at a time, each read once. Of two neighbours one
 * is always looked at, so the ends need no care. (Every platform of Node is little-endian.)
 */
function searchPairs(grams: GramTable, bytes: Uint8Array, found: Report): void {
  const { flags } = grams;
  // A view of pairs must begin at an even address; sampling may begin anywhere.
  const first = bytes.byteOffset & 1;
  const count = (bytes.length - first) >> 1;
  if (count < 2) return;
  const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset + first, count);
  let low = pairs[0] as number;
  for (let index = 1; index < count; index++) {
    const high = pairs[index] as number;
    // hashOfGram, written out: the call costs a fifth of the speed.
    const gram = low | (high << 16) | FOLD;
    const hash = Math.imul(gram, HASH_FACTOR) >>> 16;
    low = high;
    if (flags[hash] !== 0) verify(grams, bytes, first + 2 * index - 2, gram, hash, 2, found);
  }
}

/** Of a hundred grams in the table, one or two belong to a literal: two comparisons of numbers refuse nearly all others. */
function verify(
  { heads, next, grams, checks, distances, mask, places }: GramTable,
  bytes: Uint8Array,
  at: number,
  gram: number,
  hash: number,
  step: number,
  found: Report,
): void {
  for (let index = heads[hash] as number; index !== 0; index = next[index] as number) {
    if (grams[index] !== gram) continue;
    const check = at + (distances[index] as number);
    if (check < 0 || (gramAt(bytes, check) & mask) !== checks[index]) continue;
    const place = places[index];
    // Where no gram is skipped, one occurrence shows all its grams: the first of them tells it.
    if (!place || (step === 1 && place.order > 0)) continue;
    const start = at - place.offset;
    const end = start + place.bytes.length;
    if (start >= 0 && end <= bytes.length && equals(bytes, start, place.bytes)) {
      found(place.literal, end, place.bytes.length);
    }
  }
}

function equals(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    const byte = bytes[start + index] as number;
    if ((byte >= 65 && byte <= 90 ? byte + 32 : byte) !== wanted[index]) return false;
  }
  return true;
}

function joined(head: Uint8Array, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(head.length + rest.length);
  all.set(head);
  all.set(rest, head.length);
  return all;
}

/** A copy, because the producer may use its buffer again. */
function lastOf(tail: Uint8Array, chunk: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  if (chunk.length >= count) return Uint8Array.from(chunk.subarray(chunk.length - count));
  const all = joined(tail, chunk);
  return all.subarray(Math.max(0, all.length - count));
}
