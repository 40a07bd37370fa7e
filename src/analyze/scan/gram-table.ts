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
  /** By hash: the first of its places, 0 where it has none. */
  heads: Int32Array;
  /** By hash: 1 where it has a place. A byte each: shifting a bit out would cost more than the larger table. */
  flags: Uint8Array;
  /** By place: the next of the same hash, 0 behind the last; there is no place 0. */
  next: Int32Array;
  /** By place: its gram; another four bytes of its literal, and how far from the gram they stand. All are folded. */
  grams: Int32Array;
  checks: Int32Array;
  distances: Int32Array;
  places: (Place | undefined)[];
};

/** @param literals bytes as latin1 text in lower case; at least one, none empty */
export function compileGrams(literals: readonly string[]): GramTable {
  const shortest = Math.min(...literals.map(({ length }) => length));
  const size = Math.min(GRAM_BYTES, shortest);
  const step = Math.min(MAX_STEP, shortest - size + 1);
  const mask = size === GRAM_BYTES ? -1 : (1 << (8 * size)) - 1;
  const count = 1 + step * literals.length;
  const table: GramTable = {
    step,
    size,
    mask,
    heads: new Int32Array(65_536),
    flags: new Uint8Array(65_536),
    next: new Int32Array(count),
    grams: new Int32Array(count),
    checks: new Int32Array(count),
    distances: new Int32Array(count),
    places: [undefined],
  };
  const lasts = new Map<number, number>();
  const taken = new Map<number, number>();

  for (const [literal, text] of literals.entries()) {
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const first = rarestWindow(bytes, step, size, (at) => taken.get(gramAt(bytes, at) & mask) ?? 0);
    for (let order = 0; order < step; order++) {
      const offset = first + order;
      const place = table.places.push({ literal, offset, bytes, order }) - 1;
      const gram = gramAt(bytes, offset) & mask;
      const hash = hashOfGram(gram, mask);
      taken.set(gram, (taken.get(gram) ?? 0) + 1);
      const last = lasts.get(hash);
      if (last === undefined) table.heads[hash] = place;
      else table.next[last] = place;
      lasts.set(hash, place);
      table.flags[hash] = 1;
      table.grams[place] = gram;
      // The end of the literal that is farther from the gram; a literal without four bytes is checked by its gram only.
      const check = size < GRAM_BYTES || offset > bytes.length - GRAM_BYTES - offset ? 0 : bytes.length - GRAM_BYTES;
      table.checks[place] = gramAt(bytes, check) & mask;
      table.distances[place] = check - offset;
    }
  }
  return table;
}

/** Folds the case of letters, and some other bytes into each other, which the verification tells apart. */
export const FOLD = 0x20202020;
export const HASH_FACTOR = 0x9e3779b1;

/** 16 bits of a gram of gramAt. */
export function hashOfGram(gram: number, mask: number): number {
  return Math.imul(gram & mask, HASH_FACTOR) >>> 16;
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

/** What the lines of every cluster's logs are full of, whether anything is wrong or not. */
const USUAL = `
  "level":"info" level=info "ts":"time= "time":"timestamp" "msg":" msg=" message= "caller":"controller/ logger= thread=
  request response handler upstream path user cache update updated reconcile reconciler reconciling object status watch
  watcher event queue worker lease sync synced syncing controller deployment namespace pod service endpoint started
  starting stopped finished completed complete processing process batch record table index query trace debug warning
  component server client connection connected listening config configuration configmap secret container image node
  name version default resource cluster kubernetes system http https get post put delete patch api/v1 host port address
  success successfully received sending loaded loading create created creating register registered session token
  reason failed error operation timeout 200 GET POST HTTP/1.1 Mozilla/5.0 kube-probe duration latency method source
`;
const USUAL_BYTES = Buffer.from(USUAL.replaceAll('\n', ' ').toLowerCase());
const USUAL_GRAMS = new Set(Array.from(USUAL_BYTES, (_, at) => gramAt(USUAL_BYTES, at)));

/**
 * The start of the `step` consecutive grams whose commonest is the rarest: a text shows it seldom by chance.
 * @param taken how many places the gram at an offset has already
 */
function rarestWindow(bytes: Uint8Array, step: number, size: number, taken: (at: number) => number): number {
  const commonness = Array.from({ length: bytes.length - size + 1 }, (_, at) => {
    let sum = (USUAL_GRAMS.has(gramAt(bytes, at)) ? 200 : 0) + 20 * taken(at);
    for (let index = at; index < at + size; index++) sum += COMMONNESS[bytes[index] as number] as number;
    return sum;
  });
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start + step + size - 1 <= bytes.length; start++) {
    let worst = 0;
    for (let order = 0; order < step; order++) worst = Math.max(worst, commonness[start + order] ?? 0);
    if (worst < least) [best, least] = [start, worst];
  }
  return best;
}
