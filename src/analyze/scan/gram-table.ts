/** Bytes of a gram, unless a literal is shorter than that. */
const GRAM_BYTES = 4;
const MAX_STEP = 4;

/** Where a gram stands in a literal. */
type Place = {
  literal: number;
  offset: number;
  bytes: Uint8Array;
  /** Of the literal's grams that are in the table, which this is. */
  order: number;
};

/**
 * The grams by which literals are recognised: four bytes each, or as many as the shortest literal has. When every
 * `step`th gram of a text is looked at, each occurrence of a literal shows exactly one of its `step` consecutive grams
 * in the table. The longer the shortest literal, the fewer looks.
 */
export type GramTable = {
  step: number;
  /** Bytes of a gram. */
  size: number;
  /** Takes the bytes of a gram out of four. */
  mask: number;
  /** One bit per hash: small enough for the fastest cache. */
  bits: Int32Array;
  /** By hash: the row of `places`. */
  heads: Uint16Array;
  places: Place[][];
};

/** @param literals bytes as latin1 text in lower case; at least one, none empty */
export function compileGrams(literals: readonly string[]): GramTable {
  const shortest = Math.min(...literals.map(({ length }) => length));
  const size = Math.min(GRAM_BYTES, shortest);
  const step = Math.min(MAX_STEP, shortest - size + 1);
  const mask = size === GRAM_BYTES ? -1 : (1 << (8 * size)) - 1;
  const bits = new Int32Array(2048);
  const heads = new Uint16Array(65_536);
  // Row 0 is that of the hashes that no literal has.
  const places: Place[][] = [[]];

  for (const [literal, text] of literals.entries()) {
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const first = rarestWindow(bytes, step, size);
    for (let order = 0; order < step; order++) {
      const hash = hashAt(bytes, first + order, size, mask);
      bits[hash >>> 5] = (bits[hash >>> 5] ?? 0) | (1 << (hash & 31));
      heads[hash] = heads[hash] || places.push([]) - 1;
      places[heads[hash] ?? 0]?.push({ literal, offset: first + order, bytes, order });
    }
  }
  return { step, size, mask, bits, heads, places };
}

/** Folds the case of letters, and some other bytes into each other, which the verification tells apart. */
export const FOLD = 0x20202020;
export const HASH_FACTOR = 0x9e3779b1;

/** 16 bits of a gram that was read with its first byte lowest. */
export function hashOfGram(gram: number, mask: number): number {
  return Math.imul((gram | FOLD) & mask, HASH_FACTOR) >>> 16;
}

function hashAt(bytes: Uint8Array, at: number, size: number, mask: number): number {
  let gram = 0;
  for (let index = 0; index < size; index++) gram |= (bytes[at + index] ?? 0) << (8 * index);
  return hashOfGram(gram, mask);
}

/** Letters by how often English logs have them; what is not among them is rare. */
const COMMON = ' etaoinsrlcdumpfghvbkwyxjqz:/.-=_0123456789';

/** The start of the `step` consecutive grams whose commonest is the rarest: a text shows it seldom by chance. */
function rarestWindow(bytes: Uint8Array, step: number, size: number): number {
  const commonness = (at: number) => {
    let sum = 0;
    for (let index = 0; index < size; index++) {
      const rank = COMMON.indexOf(String.fromCharCode(bytes[at + index] ?? 0));
      sum += rank < 0 ? 0 : COMMON.length - rank;
    }
    return sum;
  };
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start + step + size - 1 <= bytes.length; start++) {
    const worst = Math.max(...Array.from({ length: step }, (_, order) => commonness(start + order)));
    if (worst < least) [best, least] = [start, worst];
  }
  return best;
}
