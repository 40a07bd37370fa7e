/** Packed texts lie one after the other in blocks, so that thousands of small ones cost no more than their bytes. */
const BLOCK_BYTES = 256 << 10;
/** The first texts of a block stay as they are: the dictionary of the others. Offsets into it have to fit 16 bits. */
const DICTIONARY_BYTES = 32 << 10;
/** A shorter match saves nothing. */
const MIN_MATCH = 6;
const HASH_BITS = 14;

/** Keeps texts outside the heap; each comes back by its number. */
export type TextKeeper = { keep(text: string): number; read(id: number): string };

/** A dictionary with the packed texts behind it; `places` finds the bytes of the dictionary by their hash. */
type Block = { bytes: Buffer; used: number; dictionary: number };

/**
 * Keeps each text as what it does not share with the first ones of its block, an eighth of its size for objects of one
 * kind. Unlike a stream of zlib, every text is had by itself, whatever the order in which they are asked for.
 */
export function createTextKeeper(): TextKeeper {
  const blocks: Block[] = [];
  const large: Buffer[] = [];
  const places = new Int32Array(1 << HASH_BITS);
  const unpacked = Buffer.allocUnsafeSlow(BLOCK_BYTES);

  const openBlock = (): Block => {
    places.fill(-1);
    const block = { bytes: Buffer.allocUnsafeSlow(BLOCK_BYTES), used: 0, dictionary: 0 };
    blocks.push(block);
    return block;
  };

  const keepIn = (block: Block, text: Buffer): number | undefined => {
    const { bytes, used } = block;
    const at = putLength(bytes, used, text.length);
    if (used >= DICTIONARY_BYTES) {
      const end = pack(text, bytes, at, block.dictionary, places);
      if (end === undefined) return undefined;
      block.used = end;
      return used;
    }
    if (at + text.length > bytes.length) return undefined;
    block.used = at + text.copy(bytes, at);
    block.dictionary = Math.min(block.used, 0xffff);
    for (let place = at; place + MIN_MATCH <= block.dictionary; place++) places[hashAt(bytes, place)] = place;
    return used;
  };

  return {
    keep(text) {
      const bytes = Buffer.from(text);
      // Large texts are few, and one would fill most of a block.
      if (bytes.length > BLOCK_BYTES / 4) return -large.push(bytes);
      const last = blocks.at(-1);
      const start = (last && keepIn(last, bytes)) ?? keepIn(openBlock(), bytes) ?? 0;
      return (blocks.length - 1) * BLOCK_BYTES + start;
    },
    read(id) {
      if (id < 0) return large[-id - 1]?.toString() ?? '';
      const block = blocks[Math.floor(id / BLOCK_BYTES)];
      const start = id % BLOCK_BYTES;
      if (!block) return '';
      const { value: length, next } = lengthAt(block.bytes, start);
      if (start < DICTIONARY_BYTES) return block.bytes.toString('utf8', next, next + length);
      unpack(block.bytes, next, unpacked, length);
      return unpacked.toString('utf8', 0, length);
    },
  };
}

/**
 * Writes `text` at `start` as pairs: how many letters follow, these letters, the length and the place of a match in the
 * dictionary. Gives the end, or undefined where the room is too small.
 */
function pack(text: Buffer, into: Buffer, start: number, dictionary: number, places: Int32Array): number | undefined {
  let out = start;
  let letters = 0;

  for (let at = 0; at < text.length; ) {
    const place = at + MIN_MATCH <= text.length ? (places[hashAt(text, at)] ?? -1) : -1;
    let matched = 0;
    if (place >= 0) {
      const most = Math.min(text.length - at, dictionary - place);
      while (matched < most && into[place + matched] === text[at + matched]) matched++;
    }
    if (matched < MIN_MATCH) {
      at++;
      if (at < text.length) continue;
    }
    if (out + at - letters + 16 > into.length) return undefined;
    out = putLength(into, out, at - letters);
    out += text.copy(into, out, letters, at);
    if (matched < MIN_MATCH) break;
    out = putLength(into, out, matched);
    into[out++] = place & 0xff;
    into[out++] = place >>> 8;
    at += matched;
    letters = at;
  }
  return out;
}

/** Undoes `pack` for a text of `length` bytes. */
function unpack(from: Buffer, start: number, into: Buffer, length: number): void {
  let at = start;
  let out = 0;
  const copy = (place: number, count: number) => {
    // A call into the runtime costs more than a few bytes do.
    if (count > 24) from.copy(into, out, place, place + count);
    else for (let offset = 0; offset < count; offset++) into[out + offset] = from[place + offset] ?? 0;
    out += count;
  };

  while (out < length) {
    const letters = lengthAt(from, at);
    copy(letters.next, letters.value);
    at = letters.next + letters.value;
    if (out >= length) break;
    const matched = lengthAt(from, at);
    copy((from[matched.next] ?? 0) | ((from[matched.next + 1] ?? 0) << 8), matched.value);
    at = matched.next + 2;
  }
}

/** A number of seven bits to the byte, as protocol buffers have it. */
function putLength(into: Buffer, start: number, value: number): number {
  let at = start;
  for (let rest = value; ; rest >>>= 7) {
    into[at++] = rest < 0x80 ? rest : (rest & 0x7f) | 0x80;
    if (rest < 0x80) return at;
  }
}

function lengthAt(from: Buffer, start: number): { value: number; next: number } {
  let value = 0;
  for (let at = start, shift = 0; ; shift += 7) {
    const byte = from[at++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: at };
  }
}

/** The next MIN_MATCH bytes as a number below 2^HASH_BITS. */
function hashAt(bytes: Buffer, at: number): number {
  const first =
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  const second = (bytes[at + 4] ?? 0) | ((bytes[at + 5] ?? 0) << 8);
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - HASH_BITS);
}
