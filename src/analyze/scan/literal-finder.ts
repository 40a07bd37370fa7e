import {
  compileGrams,
  createGramCounts,
  FOLD,
  type GramTable,
  gramAt,
  HASH_FACTOR,
  HASH_SHIFT,
  hashOfGram,
  isBesideWord,
  type Literal,
  type Target,
} from './gram-table.ts';

/** Called for each occurrence of a literal: its index, and where it ends in the chunk (exclusive). */
type Found = (literal: number, end: number) => void;

/**
 * Finds all literals in the chunks of one stream, also those that cross chunk borders. Occurrences are reported so that
 * whatever lies in an earlier line comes first.
 */
type LiteralSearch = {
  scan(chunk: Uint8Array, found: Found): void;
  /** Tells the words that the stream ends with; their ends count from its end and are not positive. */
  finish(found: Found): void;
};

/** What is compiled once; each stream starts a search of its own. */
export type LiteralFinder = { start(): LiteralSearch };

/** Words may stand where a stream begins or ends: as if there were lines around it. */
const LINE_END = Uint8Array.of(10);

/** So much text is looked at for the grams that it is full of. */
const SAMPLE_BYTES = 512 * 1024;
/** Smaller bundles are searched before a better table pays. */
const WORTH_TUNING = 8 * 1024 * 1024;

/**
 * Looks at a sample of the bytes only. An Aho-Corasick table over byte classes must read each of them; whole scans with
 * one took three times as long, and its table grew with the literals.
 * @param literals bytes as latin1 text, ASCII letters in lower case, without line ends, none empty
 * @param tuneAfter bytes of all streams after which the table is made for what they hold
 */
export function compileFinder(literals: readonly Literal[], tuneAfter = WORTH_TUNING): LiteralFinder {
  if (literals.length === 0) return { start: () => ({ scan: () => undefined, finish: () => undefined }) };
  const counts = createGramCounts();
  let grams = compileGrams(literals, counts);
  let seen = 0;
  let isTuned = false;
  /** What was found does not depend on the table, only how fast. */
  const tune = (chunk: Uint8Array) => {
    if (seen < SAMPLE_BYTES) counts.observe(chunk);
    seen += chunk.length;
    if (seen < tuneAfter) return;
    grams = compileGrams(literals, counts);
    isTuned = true;
  };
  const overlap = literals.reduce((longest, { text }) => Math.max(longest, text.length), 0) + 1;

  return {
    start() {
      // The last bytes of the stream so far: what crosses the border begins among them.
      let tail: Uint8Array = LINE_END;
      const sighted: Sightings = { targets: [], ends: [] };
      const scanBorder = (chunk: Uint8Array, found: Found) => {
        const border = tail.length;
        searchGrams(grams, joined(tail, chunk.subarray(0, overlap)), 1, sighted);
        tell(sighted, ({ before, after, bytes, index }, end) => {
          if (end + after > border && end - bytes.length - before < border) found(index, end - border);
        });
      };
      return {
        scan(chunk, found) {
          if (chunk.length === 0) return;
          if (!isTuned) tune(chunk);
          scanBorder(chunk, found);
          searchGrams(grams, chunk, grams.step, sighted);
          tell(sighted, ({ index }, end) => found(index, end));
          tail = lastOf(tail, chunk, overlap);
        },
        finish: (found) => scanBorder(LINE_END, found),
      };
    },
  };
}

/**
 * What is found in a chunk, and where it ends. Listed and not reported one by one: with whatever a caller does at each
 * in its middle, the search has no registers left and takes twice as long.
 */
type Sightings = { targets: Target[]; ends: number[] };

/** Tells what was found, and forgets it. */
function tell({ targets, ends }: Sightings, found: (target: Target, end: number) => void): void {
  for (let at = 0; at < targets.length; at++) found(targets[at] as Target, ends[at] as number);
  targets.length = 0;
  ends.length = 0;
}

/** Looks at every `step`th gram, and verifies the literals that hold it at that place. */
function searchGrams(grams: GramTable, bytes: Uint8Array, step: number, sighted: Sightings): void {
  if (step === 4) {
    searchWords(grams, bytes, sighted);
    return;
  }
  const { flags, mask, size } = grams;
  const last = bytes.length - size;
  for (let at = 0; at <= last; at += step) {
    const gram = gramAt(bytes, at) & mask;
    const hash = hashOfGram(gram, mask);
    if (flags[hash] !== 0) verify(grams, bytes, at, gram, hash, step, sighted);
  }
}

/**
 * The same for the common case, every fourth gram of four bytes: each is one aligned word of memory. Sampling may begin
 * anywhere. (Every platform of Node is little-endian.)
 */
function searchWords(grams: GramTable, bytes: Uint8Array, sighted: Sightings): void {
  const { flags } = grams;
  const first = -bytes.byteOffset & 3;
  if (bytes.length < first + 4) return;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + first, (bytes.length - first) >> 2);
  // Of its own: a variable of the module is fetched again for every word.
  const [factor, shift, fold] = [HASH_FACTOR | 0, HASH_SHIFT, FOLD];
  // Four words at a time, and hashOfGram written out: with a jump per word and the call it takes half as long again.
  const last = (words.length - 1) & ~3;
  for (let index = 0; index < last; index += 4) {
    const a = Math.imul((words[index] as number) | fold, factor) >>> shift;
    const b = Math.imul((words[index + 1] as number) | fold, factor) >>> shift;
    const c = Math.imul((words[index + 2] as number) | fold, factor) >>> shift;
    const d = Math.imul((words[index + 3] as number) | fold, factor) >>> shift;
    if (((flags[a] as number) | (flags[b] as number) | (flags[c] as number) | (flags[d] as number)) === 0) continue;
    look(grams, bytes, first + 4 * index, a, sighted);
    look(grams, bytes, first + 4 * index + 4, b, sighted);
    look(grams, bytes, first + 4 * index + 8, c, sighted);
    look(grams, bytes, first + 4 * index + 12, d, sighted);
  }
  // A few are left, never none: code that has seldom run before V8 compiles it is left by it each time it does run.
  for (let index = last; index < words.length; index++) {
    look(grams, bytes, first + 4 * index, Math.imul((words[index] as number) | fold, factor) >>> shift, sighted);
  }
}

/** Verifies what stands around `at`, where its gram may be in the table. */
function look(grams: GramTable, bytes: Uint8Array, at: number, hash: number, sighted: Sightings): void {
  if (grams.flags[hash] !== 0) verify(grams, bytes, at, gramAt(bytes, at), hash, 4, sighted);
}

/** Of a hundred grams in the table, one or two belong to a literal: two comparisons of numbers refuse nearly all others. */
function verify(
  { heads, rows, mask, places }: GramTable,
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
    if (check < 0 || (gramAt(bytes, check) & mask) !== rows[row + 1]) continue;
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
