import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';

/** xz-decompress serves one stream at a time and lets the next wait for its end: one inside another would wait forever. */
const inUse = new WeakSet<Budget>();

/**
 * Inflates xz.
 * @throws Fault at the end, when the data was cut or damaged, or when it lies inside another xz.
 */
export async function* unxz(input: ByteReader, budget: Budget): AsyncGenerator<Uint8Array> {
  if (inUse.has(budget)) throw new Fault('unreadable', 'an xz inside an xz is not read');
  inUse.add(budget);
  let ended = false;
  const compressed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await input.next();
      if (chunk) controller.enqueue(chunk);
      else {
        ended = true;
        controller.close();
      }
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
    if (ended) throw input.fault ?? new Fault('truncated', 'the compressed data ends early', { cause });
    throw new Fault('damaged', 'the compressed data is damaged: what followed is lost', { cause });
  } finally {
    await reader.cancel().catch(() => {}); // already failed: the fault is on its way
    inUse.delete(budget);
  }
}
