import { KERNEL } from './gram-kernel-bytes.ts';
import { type ChunkSearch, overlapOf } from './gram-search.ts';
import { type GramTable, isBesideWord } from './gram-table.ts';

/** The addresses of gram-kernel.wat, which says what lies there. */
const HEADS = 0x20000;
const BESIDE = 0xa0000;
const PASSED = 0xa0100;
const SIGHTED = 0xa0200;
const ROWS = 0xb0200;
const ROW_BYTES = 32;
/** A target without its bytes. */
const TARGET_BYTES = 20;
const PAGE = 64 * 1024;
/** The kernel reads so far behind a chunk. */
const VECTOR = 16;
/** Chunks are seldom larger. Growing later would be dear: V8 throws away all code that it compiled for typed arrays. */
const USUAL_CHUNK = 1024 * 1024;
/** Literals that one gram may belong to: the list of what is sighted has room for four such grams. */
const MAX_CHAIN = 256;
/** What the kernel is made for: every fourth gram of four bytes. */
const STEP = 4;

type Exports = {
  search(at: number, begin: number, fresh: number, end: number): number;
  pass(at: number, end: number): number;
};

/**
 * The search in WebAssembly, with instructions that look at sixteen bytes at once: three times as fast.
 * @returns undefined where it cannot be had: for tables of short or too similar literals, and on machines that allow no
 * WebAssembly or too little address space for it
 */
export function gramKernel(grams: GramTable): ChunkSearch | undefined {
  if (grams.step !== STEP || longestChain(grams) > MAX_CHAIN) return undefined;
  const { targets } = grams;
  const overlap = overlapOf(grams);
  const targetBytes = targets.reduce((sum, { bytes }) => sum + aligned(TARGET_BYTES + bytes.length, 4), 0);
  const firstTarget = ROWS + ROW_BYTES * grams.places.length;
  /** Where the chunk lies; right before it the bytes before it. */
  const begin = aligned(firstTarget + targetBytes + overlap, VECTOR);
  const sizeFor = (length: number) => Math.ceil((begin + length + overlap + 2 * VECTOR) / PAGE);

  const started = start(sizeFor(USUAL_CHUNK));
  if (!started) return undefined;
  const { memory, kernel } = started;
  let bytes = new Uint8Array(memory.buffer);
  let numbers = new Int32Array(memory.buffer);

  bytes.set(grams.flags);
  numbers.set(grams.heads, HEADS / 4);
  for (let byte = 0; byte < 256; byte++) bytes[BESIDE + byte] = isBesideWord(byte) ? 1 : 0;
  /** By the index of their literals. */
  const addresses: number[] = [];
  let free = firstTarget;
  for (const target of targets) {
    addresses.push(free);
    numbers.set([target.index, target.before, target.after, target.isWord ? 1 : 0, target.bytes.length], free / 4);
    bytes.set(target.bytes, free + TARGET_BYTES);
    free += aligned(TARGET_BYTES + target.bytes.length, 4);
  }
  for (const [index, place] of grams.places.entries()) {
    const row = (ROWS + ROW_BYTES * index) / 4;
    numbers.set(grams.rows.subarray(4 * index, 4 * index + 4), row);
    if (place) numbers.set([place.offset, addresses[place.target.index] as number], row + 4);
  }

  return {
    search(before, chunk, found) {
      const end = begin + chunk.length;
      const wanting = sizeFor(chunk.length) - memory.buffer.byteLength / PAGE;
      if (wanting > 0) {
        memory.grow(wanting);
        bytes = new Uint8Array(memory.buffer);
        numbers = new Int32Array(memory.buffer);
      }
      bytes.set(before, begin - before.length);
      bytes.set(chunk, begin);
      for (let at = begin - before.length; at < end; ) {
        at = kernel.search(at, begin - before.length, begin, end);
        const last = (numbers[PASSED / 4] as number) / 4;
        for (let pair = SIGHTED / 4; pair < last; pair += 2) {
          found(numbers[pair] as number, (numbers[pair + 1] as number) - begin);
        }
      }
    },
    pass(from, to) {
      const lines = kernel.pass(begin + from, begin + to);
      return { lines, start: (numbers[PASSED / 4] as number) - begin };
    },
  };
}

function start(pages: number): { memory: WebAssembly.Memory; kernel: Exports } | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: pages });
    const compiled = new WebAssembly.Module(Buffer.from(KERNEL, 'base64'));
    return { memory, kernel: new WebAssembly.Instance(compiled, { scan: { memory } }).exports as Exports };
  } catch {
    // Without WebAssembly, vectors or address space the same is found by gram-search.ts, more slowly.
    return undefined;
  }
}

function longestChain({ rows }: GramTable): number {
  const lengths = new Int32Array(rows.length / 4);
  let longest = 0;
  // The next row of the same hash was added later.
  for (let index = lengths.length - 1; index > 0; index--) {
    lengths[index] = 1 + (lengths[rows[4 * index + 3] as number] as number);
    longest = Math.max(longest, lengths[index] as number);
  }
  return longest;
}

const aligned = (length: number, to: number) => Math.ceil(length / to) * to;
