/** Bytes of a gram, unless a literal is shorter than that. */
const GRAM_BYTES = 4;
const MAX_STEP = 4;
/** What an occurrence must show, so that one of its grams stands at every fourth place. */
const FULL_WINDOW = GRAM_BYTES + MAX_STEP - 1;
/** 2^17 flags stay in the second cache; half as many are hit by chance twice as often. gram-kernel.wat is laid out for it. */
const HASH_BITS = 17;

/** What is searched for. A word counts only where neither letter, digit nor underscore stands beside it. */
export type Literal = { text: string; isWord?: boolean };

/** A literal with the bytes around it that belong to what is looked for: all of those that may stand there, folded. */
export type Target = { index: number; bytes: Uint8Array; isWord: boolean; before: 0 | 1; after: 0 | 1 };

/** Where a gram stands in a target: `offset` counts from the literal's first byte. */
type Place = {
  target: Target;
  offset: number;
  /** Of the target's grams that are in the table, which this is. */
  order: number;
};

/**
 * The grams by which literals are recognised: four bytes each, or as many as the shortest literal has. When every
 * `step`th gram of a text is looked at, each occurrence of a literal shows exactly one of its `step` consecutive grams
 * in the table. The longer the shortest literal, the fewer looks: from seven bytes on, every fourth gram is enough.
 *
 * Two kinds of shorter literals count as seven bytes long: those of six with whatever stands before them, and words of
 * five with the two bytes around them, of which there are few.
 */
export type GramTable = {
  step: number;
  /** Bytes of a gram. */
  size: number;
  /** Takes the bytes of a gram out of four. */
  mask: number;
  /** By hash: the first of its places, 0 where it has none. */
  heads: Int32Array;
  /** By hash: 1 where it has a place. A byte each: shifting a bit out would cost more than the larger table. */
  flags: Uint8Array;
  /**
   * By place, four numbers each, since what is asked together should lie together: its gram; another four bytes of its
   * literal, and how far from the gram they stand; the next place of the same hash, 0 behind the last. All are folded.
   */
  rows: Int32Array;
  /** There is no place 0. */
  places: (Place | undefined)[];
  /** By the index of their literals. */
  targets: Target[];
  /** Bytes of the longest literal. */
  longest: number;
};

/**
 * @param literals bytes as latin1 text in lower case; at least one, none empty
 * @param counts of the texts that are searched, as far as they are known
 */
export function compileGrams(literals: readonly Literal[], counts: GramCounts): GramTable {
  const canBeFull = literals.every(({ text, isWord }) => text.length + (isWord ? 2 : 1) >= FULL_WINDOW);
  const targets = literals.map((literal, index) => targetOf(literal, index, canBeFull));
  const shortest = canBeFull ? FULL_WINDOW : Math.min(...literals.map(({ text }) => text.length));
  const size = Math.min(GRAM_BYTES, shortest);
  const step = Math.min(MAX_STEP, shortest - size + 1);
  const mask = size === GRAM_BYTES ? -1 : (1 << (8 * size)) - 1;

  const heads = new Int32Array(1 << HASH_BITS);
  const flags = new Uint8Array(1 << HASH_BITS);
  const places: GramTable['places'] = [undefined];
  const rows = [0, 0, 0, 0];
  /** By hash: the last of its places, and how many there are. */
  const lasts = new Int32Array(1 << HASH_BITS);
  const taken = new Uint16Array(1 << HASH_BITS);

  const add = (place: Place, gram: number) => {
    const { bytes } = place.target;
    const index = places.push(place) - 1;
    const hash = hashOfGram(gram, mask);
    const last = lasts[hash] as number;
    if (last === 0) heads[hash] = index;
    else rows[4 * last + 3] = index;
    lasts[hash] = index;
    flags[hash] = 1;
    taken[hash] = (taken[hash] as number) + 1;
    // The end of the literal that is farther from the gram; a literal without four bytes is checked by its gram only.
    const isAtEnd = size < GRAM_BYTES || place.offset > bytes.length - GRAM_BYTES - place.offset;
    const check = isAtEnd ? 0 : bytes.length - GRAM_BYTES;
    rows.push(gram, gramAt(bytes, check) & mask, check - place.offset, 0);
  };

  for (const target of targets) {
    const { bytes, before, after } = target;
    const isExact = before + after === 0 || !canBeFull;
    const first = isExact ? rarestWindow(bytes, { step, size, mask }, counts, taken) : -before;
    for (let order = 0; order < step; order++) {
      const offset = first + order;
      for (const gram of gramsAt(target, offset, size)) add({ target, offset, order }, gram & mask);
    }
  }
  return {
    step,
    size,
    mask,
    heads,
    flags,
    rows: Int32Array.from(rows),
    places,
    targets,
    longest: targets.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 0),
  };
}

/** @param widened with the bytes around a short literal, so that it counts as longer */
function targetOf({ text, isWord = false }: Literal, index: number, widened: boolean): Target {
  const bytes = Buffer.from(text, 'latin1');
  const needsOne = widened && bytes.length === FULL_WINDOW - 1;
  return { index, bytes, isWord, before: isWord || needsOne ? 1 : 0, after: isWord ? 1 : 0 };
}

/** The grams that may stand at an offset: one, or one for each byte that may stand beside the literal. */
function gramsAt({ bytes, isWord }: Target, offset: number, size: number): number[] {
  if (offset >= 0 && offset + size <= bytes.length) return [gramAt(bytes, offset)];
  const neighbours = isWord ? NON_WORD : ANY;
  return neighbours.map((byte) => {
    const four = Uint8Array.from({ length: GRAM_BYTES }, (_, at) => bytes[offset + at] ?? byte);
    return gramAt(four, 0);
  });
}

const isWordByte = (byte: number) =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122);

/** Whether a byte may stand beside a word: ASCII that is neither letter, digit nor underscore. */
export const isBesideWord = (byte: number | undefined) => byte !== undefined && byte < 128 && !isWordByte(byte);

const folded = (bytes: number[]) => [...new Set(bytes.map((byte) => byte | 0x20))];
const ANY = folded(Array.from({ length: 256 }, (_, byte) => byte));
const NON_WORD = folded(ANY.flatMap((byte) => [byte, byte & ~0x20]).filter(isBesideWord));

/** Folds the case of letters, and some other bytes into each other, which the verification tells apart. */
const FOLD = 0x20202020;
const HASH_FACTOR = 0x9e3779b1;

/** Shifts the hash of a gram, 32 bits, to an index of the table. */
const HASH_SHIFT = 32 - HASH_BITS;

/** The index in the table of a gram of gramAt. */
export function hashOfGram(gram: number, mask: number): number {
  return Math.imul(gram & mask, HASH_FACTOR) >>> HASH_SHIFT;
}

/** Four bytes, the first lowest, folded; those beyond the end are zero. */
export function gramAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24) |
    FOLD
  );
}

/** Letters by how often English logs have them; what is not among them is rare. */
const COMMON = ' etaoinsrlcdumpfghvbkwyxjqz:/.-=_0123456789';
const COMMONNESS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const rank = COMMON.indexOf(String.fromCharCode(byte));
  return rank < 0 ? 0 : COMMON.length - rank;
});

/** How often grams are seen: which of them tells a literal is a guess until the texts themselves were looked at. */
export type GramCounts = { observe(bytes: Uint8Array): void; of(gram: number): number };

export function createGramCounts(): GramCounts {
  const counts = new Uint32Array(1 << HASH_BITS);
  return {
    observe(bytes) {
      for (let at = 0; at + GRAM_BYTES <= bytes.length; at++) {
        const hash = hashOfGram(gramAt(bytes, at), -1);
        counts[hash] = (counts[hash] as number) + 1;
      }
    },
    of: (gram) => counts[hashOfGram(gram, -1)] as number,
  };
}

/**
 * The start of the `step` consecutive grams that are seen least often, and that tell fewest other literals.
 * @param taken by hash: how many places its grams have already
 */
function rarestWindow(
  bytes: Uint8Array,
  { step, size, mask }: Pick<GramTable, 'step' | 'size' | 'mask'>,
  counts: GramCounts,
  taken: Uint16Array,
): number {
  const costs = new Float64Array(bytes.length - size + 1);
  for (let at = 0; at < costs.length; at++) {
    const gram = gramAt(bytes, at);
    let letters = 0;
    for (let index = at; index < at + size; index++) letters += COMMONNESS[bytes[index] as number] as number;
    // A look at a common gram costs time, and more the more literals must be refused there.
    const others = taken[hashOfGram(gram, mask)] as number;
    costs[at] = 1000 * counts.of(gram) * (2 + others) + 20 * others + letters;
  }
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start + step <= costs.length; start++) {
    let sum = 0;
    for (let order = 0; order < step; order++) sum += costs[start + order] as number;
    if (sum < least) [best, least] = [start, sum];
  }
  return best;
}
