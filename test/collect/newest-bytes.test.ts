import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestBytes } from '../../src/collect/newest-bytes.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

test('a short log is kept whole', async () => {
  expect(await newestBytes(chunks('one\n', 'two\n'), 100)).toEqual({
    bytes: Buffer.from('one\ntwo\n'),
    droppedBytes: 0,
  });
});

test('of a long log the newest whole lines are kept', async () => {
  const { bytes, droppedBytes } = await newestBytes(chunks('one\ntwo\nthree\n'), 8);

  expect(bytes.toString()).toBe('three\n');
  expect(droppedBytes).toBe(8);
});

test('a cut that falls between two lines loses neither', async () => {
  expect((await newestBytes(chunks('one\ntwo\n'), 4)).bytes.toString()).toBe('two\n');
});

test('of a single endless line the end is kept', async () => {
  expect((await newestBytes(chunks('x'.repeat(50), 'end'), 5)).bytes.toString()).toBe('xxend');
});

test('what is kept is a suffix within the limit, and nothing is lost unsaid', async () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 30 }), async (parts, limit) => {
      const whole = parts.join('');
      const { bytes, droppedBytes } = await newestBytes(chunks(...parts), limit);
      expect(whole.endsWith(bytes.toString())).toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(limit);
      expect(bytes.length + droppedBytes).toBe(whole.length);
    }),
  );
});
