import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';

const MAX_SLICE = 64 * 1024;

/** xz-decompress serves one stream at a time and lets the next wait for its end: one inside another would wait forever. */
const inUse = new WeakSet<Budget>();

/**
 * Inflates xz.
 * @throws Fault at the end, when the data was cut or damaged, or when it lies inside another xz.
 */
export async function* unxz(input: ByteReader, budget: Budget): AsyncGenerator<Uint8Array> {
  if (inUse.has(budget)) throw new Fault('unreadable', 'an xz inside an xz is not read');
  inUse.add(budget);
  const compressed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const slice = await nextSlice(input);
      if (slice) controller.enqueue(slice);
      else controller.close();
    },
  });
  const reader = new xz.XzReadableStream(compressed).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw input.fault ?? faultOf(cause);
  } finally {
    await reader.cancel().catch(() => {}); // already failed: the fault is on its way
    inUse.delete(budget);
  }
}

/**
 * What the decoder had inflated when it meets damage is lost with it: the slices start small, and one ends with every
 * possible end of a stream, so that nothing is lost to what stands behind.
 */
async function nextSlice(input: ByteReader): Promise<Uint8Array | undefined> {
  const slice = await input.next(Math.min(MAX_SLICE, 64 + Math.floor(input.position / 8)));
  const end = slice ? Buffer.from(slice.buffer, slice.byteOffset, slice.length).indexOf('YZ') : -1;
  if (!slice || end < 0) return slice;
  input.unread(slice.subarray(end + 2));
  return slice.subarray(0, end + 2);
}

/** The codes of xz-embedded (tukaani-project/xz-embedded:linux/include/linux/xz.h, enum xz_ret). */
const UNSUPPORTED_CHECK = 2;
const FORMAT_ERROR = 5;
const OPTIONS_ERROR = 6;
const BUFFER_ERROR = 8;

function faultOf(cause: unknown): Fault {
  const code = Number(cause instanceof Error ? /error code (\d+)/.exec(cause.message)?.[1] : undefined);
  if (code === UNSUPPORTED_CHECK || code === OPTIONS_ERROR) {
    return new Fault('unreadable', 'it uses an option of xz that is not supported', { cause });
  }
  if (code === BUFFER_ERROR) return new Fault('truncated', 'the compressed data ends early', { cause });
  if (code === FORMAT_ERROR)
    return new Fault('damaged', 'what follows the xz data is not xz and was ignored', { cause });
  return new Fault('damaged', 'the compressed data is damaged: what followed is lost', { cause });
}
