import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createBudget } from '../../../src/collect/bundle/budget.ts';

const LIMIT = 200_000;

/** A bundle that grows by what is written into it. */
function bundleOf(limit: number) {
  let size = 0;
  const budget = createBudget(limit, async () => size);
  const add = async (content: Buffer) => {
    size += gzipSync(content).length;
  };
  return { budget, add, size: () => size };
}

/** Lines that hardly compress. */
const noise = (lines: number) =>
  Buffer.from(
    Array.from(
      { length: lines },
      (_, line) =>
        `${line} ${((line * 2_654_435_761) % 2 ** 32).toString(36)}${(line ** 3 % 1_000_003).toString(36)}\n`,
    ).join(''),
  );

test('what fits is kept as it is', async () => {
  const { budget } = bundleOf(LIMIT);
  const content = [Buffer.from('a\n'), Buffer.from('b\n')];

  expect(await budget.spend(content, async (kept, cut) => ({ kept, cut }))).toEqual({ kept: content, cut: 0 });
});

test('of what does not fit the newest lines are kept, and the bundle stays within its limit', async () => {
  const { budget, add, size } = bundleOf(LIMIT);
  const content = noise(60_000);
  const { kept, cut } = await budget.spend([content], async (kept, cut) => {
    await add(Buffer.concat(kept));
    return { kept: Buffer.concat(kept), cut };
  });

  expect(cut + kept.length).toBe(content.length);
  expect(content.subarray(cut).equals(kept)).toBe(true);
  expect(content[cut - 1]).toBe(0x0a);
  expect(size()).toBeGreaterThan(LIMIT / 16);
  expect(size()).toBeLessThanOrEqual(LIMIT / 8);
});

test('many logs at a time do not exceed it together, and the last one gets something too', async () => {
  const { budget, add, size } = bundleOf(LIMIT);
  const log = noise(10_000);
  await Promise.all(Array.from({ length: 20 }, () => budget.spend([log], async (kept) => add(Buffer.concat(kept)))));

  expect(size()).toBeGreaterThan(LIMIT / 2);
  expect(size()).toBeLessThanOrEqual(LIMIT);
  expect(await budget.isSpent()).toBe(false);
  expect(Buffer.concat(await budget.spend([log], async (kept) => [...kept]))).not.toHaveLength(0);
});

test('what is of no use in parts is written whole or not at all', async () => {
  const { budget } = bundleOf(LIMIT);
  const zeros = '0'.repeat(10_000_000);

  expect(await budget.spendWhole('small', async () => 'written')).toBe('written');
  expect(await budget.spendWhole(zeros, async () => 'written')).toBe('written');
  expect(await budget.spendWhole(noise(60_000).toString(), async () => 'written')).toBeUndefined();
});

test('a limit that holds nothing is spent from the start', async () => {
  expect(await bundleOf(10_000).budget.isSpent()).toBe(true);
});
