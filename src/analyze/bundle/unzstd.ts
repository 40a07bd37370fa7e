import { Decompress } from 'fzstd';
import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';

/** What `zstd` itself accepts without `--long=31`. */
const MAX_WINDOW = 128 * 1024 * 1024;

/** fzstd moves the whole window for every block. Real blocks hold far more than a thousandth of a window. */
const FREE_MOVES = 8 * 1024 ** 3;
const MAX_MOVES_PER_BYTE = 1024;

type Frame = { header: Uint8Array; window: number; checksumBytes: number };

/**
 * Inflates zstd, frame after frame. The blocks are cut here and given to fzstd one at a time: left alone it inflates
 * all that a chunk holds at once, which may be thousands of times the chunk.
 * @throws Fault at the end, when the data was cut, damaged or followed by something else.
 */
export async function* unzstd(input: ByteReader): AsyncGenerator<Uint8Array> {
  const cost = { moved: 0, inflated: 0 };
  for (let frame = 0; (await input.peek(1)).length > 0; frame += 1) {
    const magic = await input.peek(4);
    if (isSkippable(magic)) {
      await input.skip(4 + 4 + little(await input.peek(8), 4, 4));
    } else if (magic.length === 4 && little(magic, 0, 4) === 0xfd2fb528) {
      yield* inflateFrame(input, cost);
    } else if (frame > 0) {
      throw new Fault('damaged', 'what follows the zstd data is not zstd and was ignored');
    } else {
      throw input.fault ?? new Fault('truncated', 'the compressed data ends early');
    }
  }
  if (input.fault) throw input.fault;
}

async function* inflateFrame(input: ByteReader, cost: { moved: number; inflated: number }): AsyncGenerator<Uint8Array> {
  const frame = await readFrameHeader(input);
  const chunks: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => {
    if (chunk.length > 0) chunks.push(chunk);
  });
  decode(decoder, frame.header, false);

  for (let isLast = false; !isLast; ) {
    const header = await takeExactly(input, 3);
    const word = little(header, 0, 3);
    isLast = (word & 1) === 1;
    const isRun = (word & 6) === 2;
    const block = await takeExactly(input, isRun ? 1 : word >>> 3);
    const checksum = isLast ? await takeExactly(input, frame.checksumBytes) : new Uint8Array(0);
    decode(decoder, Buffer.concat([header, block, checksum]), isLast);

    cost.moved += frame.window;
    for (const chunk of chunks) cost.inflated += chunk.length;
    if (cost.moved > FREE_MOVES + MAX_MOVES_PER_BYTE * cost.inflated) {
      throw new Fault('limit', 'reading stopped: its zstd blocks are far too small for their window');
    }
    yield* chunks.splice(0);
  }
}

function decode(decoder: Decompress, bytes: Uint8Array, isLast: boolean): void {
  try {
    decoder.push(bytes, isLast);
  } catch (cause) {
    throw new Fault('damaged', 'the compressed data is damaged: what followed is lost', { cause });
  }
}

/** RFC 8878, 3.1.1.1. */
async function readFrameHeader(input: ByteReader): Promise<Frame> {
  const descriptor = (await input.peek(5))[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const sizeAt = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
  const header = await takeExactly(input, sizeAt + sizeBytes);

  const exponent = 10 + ((header[5] ?? 0) >> 3);
  const window = isSingleSegment
    ? little(header, sizeAt, sizeBytes) + (sizeBytes === 2 ? 256 : 0)
    : 2 ** exponent * (1 + ((header[5] ?? 0) & 7) / 8);
  if (window > MAX_WINDOW) throw new Fault('limit', `its zstd data needs a window of ${window} bytes`);
  return { header, window, checksumBytes: (descriptor & 4) === 0 ? 0 : 4 };
}

async function takeExactly(input: ByteReader, length: number): Promise<Uint8Array> {
  const bytes = await input.take(length);
  if (bytes.length === length) return bytes;
  throw input.fault ?? new Fault('truncated', 'the compressed data ends early');
}

const isSkippable = (magic: Uint8Array) => magic.length === 4 && little(magic, 0, 4) >>> 4 === 0x184d2a5;

function little(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let at = offset + length - 1; at >= offset; at -= 1) value = value * 256 + (bytes[at] ?? 0);
  return value;
}
