import { createHash } from 'node:crypto';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';

export type Digest = { bytes: number; sha256: string };

/**
 * Hashes bytes in passing. The reader may stop anywhere; `finish` reads what is left, so that the digest is of the
 * whole file, and is bounded by the limit of bytes alone.
 */
export function hashing(
  source: AsyncIterable<Uint8Array> | Uint8Array,
  budget: Budget,
): { bytes: AsyncIterable<Uint8Array>; finish(): Promise<Digest>; close(): Promise<void> } {
  const iterator = source instanceof Uint8Array ? once(source) : source[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let bytes = 0;
  let done = false;

  const next = async (): Promise<Uint8Array | undefined> => {
    if (done) return undefined;
    const result = await iterator.next();
    done = result.done === true;
    if (result.done) return undefined;
    hash.update(result.value);
    bytes += result.value.length;
    return result.value;
  };

  async function* passing(): AsyncGenerator<Uint8Array> {
    for (let chunk = await next(); chunk; chunk = await next()) {
      budget.read(chunk.length);
      yield chunk;
    }
  }

  const close = async () => {
    if (!done) await iterator.return?.();
    done = true;
  };

  return {
    bytes: passing(),
    close,
    async finish() {
      try {
        while (bytes < budget.limits.maxBytes && (await next()));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        done = true;
      }
      await close();
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
