import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestBytes } from '../../../src/collect/content/newest-bytes.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const textsOf = async (limit: number, margin: number, ...texts: string[]) => {
  const { before, bytes, droppedBytes } = await newestBytes(chunks(...texts), limit, margin);
  return { before: before.toString(), bytes: bytes.toString(), droppedBytes };
};

test('a short log is kept whole', async () => {
  expect(await textsOf(100, 10, 'one\n', 'two\n')).toEqual({ before: '', bytes: 'one\ntwo\n', droppedBytes: 0 });
});

test('of a long log the newest whole lines are kept, with what stood before them', async () => {
  expect(await textsOf(8, 6, 'one\ntwo\nthree\n')).toEqual({ before: 'two\n', bytes: 'three\n', droppedBytes: 8 });
});

test('a cut that falls between two lines loses neither', async () => {
  expect(await textsOf(4, 4, 'one\ntwo\n')).toEqual({ before: 'one\n', bytes: 'two\n', droppedBytes: 4 });
});

test('of a single endless line the end is kept', async () => {
  expect((await textsOf(5, 0, 'x'.repeat(50), 'end')).bytes).toBe('xxend');
});

test('what is kept is a suffix within the limit, and nothing is lost unsaid', async () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), { maxLength: 20 });
  const size = fc.integer({ min: 1, max: 30 });
  await fc.assert(
    fc.asyncProperty(texts, size, size, async (parts, limit, margin) => {
      const whole = parts.join('');
      const { before, bytes, droppedBytes } = await textsOf(limit, margin, ...parts);
      expect(whole.endsWith(before + bytes)).toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(limit);
      expect(before.length).toBeLessThanOrEqual(margin);
      expect(bytes.length + droppedBytes).toBe(whole.length);
    }),
  );
});
