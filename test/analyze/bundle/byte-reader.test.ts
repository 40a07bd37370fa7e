import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader } from '../../../src/analyze/bundle/byte-reader.ts';
import { Fault } from '../../../src/analyze/bundle/fault.ts';
import { inPieces } from '../../support/archives.ts';

const bytes = Buffer.from(Array.from({ length: 200 }, (_, at) => at));

test('whatever is peeked, taken, skipped and put back, the bytes stay in order', async () => {
  const step = fc.tuple(fc.constantFrom('peek', 'take', 'next', 'skip', 'unread'), fc.nat(60));
  await fc.assert(
    fc.asyncProperty(fc.array(step), fc.integer({ min: 1, max: 70 }), async (steps, piece) => {
      const reader = new ByteReader(inPieces(bytes, piece));
      let at = 0;
      let last = new Uint8Array(0);
      for (const [action, count] of steps) {
        const rest = bytes.subarray(at);
        if (action === 'peek') expect([...(await reader.peek(count))]).toEqual([...rest.subarray(0, count)]);
        if (action === 'skip') at += await reader.skip(count);
        if (action === 'unread') {
          reader.unread(last);
          at -= last.length;
        }
        last = new Uint8Array(0);
        if (action === 'take') last = new Uint8Array(await reader.take(count));
        if (action === 'next') last = new Uint8Array((await reader.next(count + 1)) ?? []);
        expect([...last]).toEqual([...rest.subarray(0, last.length)]);
        at += last.length;
        expect(reader.position).toBe(at);
      }
    }),
  );
});

test('a fault ends the stream and is kept, after everything that came before it', async () => {
  const fault = new Fault('truncated', 'cut');
  async function* failing() {
    yield Buffer.from('before');
    throw fault;
  }
  const reader = new ByteReader(failing());

  expect(Buffer.from(await reader.take(100)).toString()).toBe('before');
  expect(await reader.next()).toBeUndefined();
  expect(reader.fault).toBe(fault);
});

test('a mistake of ours is no fault of the bundle', async () => {
  // biome-ignore lint/correctness/useYield: it fails before its first chunk
  async function* broken(): AsyncGenerator<Uint8Array> {
    throw new TypeError('a mistake');
  }

  await expect(new ByteReader(broken()).next()).rejects.toThrow(TypeError);
});
