import type { Bits } from 'unbzip2-stream/lib/bit_iterator.js';
import bitIterator from 'unbzip2-stream/lib/bit_iterator.js';
import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';

/** A block holds at most 900 000 symbols of at most 20 bits, and its tables. */
const MAX_BLOCK_BYTES = 2_400_000;

const UNIT = 100_000;

/**
 * Inflates bzip2, stream after stream (pbzip2 writes many), block by block. It uses the inner decoder of
 * unbzip2-stream: the stream around it inflates at once all that is left when its input ends.
 * @throws Fault at the end, when the data was cut, damaged or followed by something else.
 */
export async function* bunzip2(input: ByteReader): AsyncGenerator<Uint8Array> {
  const feed = createFeed(input);
  for (let stream = 0; await feed.fill(); stream += 1) {
    const work = new Int32Array(UNIT * readStreamHeader(feed.bits(), stream));
    for (let checksum: number | null = 0; ; ) {
      await feed.fill();
      const block = createBlock();
      checksum = decodeBlock(feed.bits(), block.put, work, checksum);
      if (checksum === null) break;
      yield block.bytes();
    }
  }
  if (input.fault) throw input.fault;
}

function readStreamHeader(bits: Bits, stream: number): number {
  try {
    return bzip2.header(bits);
  } catch (cause) {
    if (stream > 0) throw new Fault('damaged', 'what follows the bzip2 data is not bzip2 and was ignored', { cause });
    throw asFault(cause);
  }
}

function decodeBlock(bits: Bits, put: (byte: number) => void, work: Int32Array, checksum: number): number | null {
  try {
    work.fill(0);
    return bzip2.decompress(bits, put, work, work.length, checksum);
  } catch (cause) {
    throw asFault(cause);
  }
}

function asFault(cause: unknown): Fault {
  if (cause instanceof Fault) return cause;
  return new Fault('damaged', 'the compressed data is damaged: what followed is lost', { cause });
}

/** The decoder reads bits without waiting, so the bytes of a whole block must lie ready before it starts. */
function createFeed(input: ByteReader): { fill(): Promise<boolean>; bits(): Bits } {
  const queue: Uint8Array[] = [];
  let fed = 0;
  let bits: Bits | undefined;

  const take = () => {
    const next = queue.shift();
    if (!next) throw input.fault ?? new Fault('truncated', 'the compressed data ends early');
    return next;
  };

  return {
    bits() {
      bits ??= bitIterator(take);
      return bits;
    },
    /** False at the end of the input. */
    async fill() {
      while (fed - (bits?.bytesRead ?? 0) < MAX_BLOCK_BYTES) {
        const chunk = await input.next();
        if (!chunk) break;
        queue.push(chunk);
        fed += chunk.length;
      }
      return fed > (bits?.bytesRead ?? 0);
    },
  };
}

function createBlock(): { put(byte: number): void; bytes(): Uint8Array } {
  let room = new Uint8Array(UNIT);
  let length = 0;
  return {
    put(byte) {
      if (length === room.length) {
        const larger = new Uint8Array(2 * room.length);
        larger.set(room);
        room = larger;
      }
      room[length] = byte;
      length += 1;
    },
    bytes: () => room.subarray(0, length),
  };
}
