import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inflatedFile, type StartThread } from '../../../src/analyze/bundle/aside/inflated-file.ts';
import { sourceFromPath } from '../../../src/analyze/bundle/disk.ts';
import type { Limits } from '../../../src/analyze/bundle/limits.ts';
import { createBudget, DEFAULT_LIMITS } from '../../../src/analyze/bundle/limits.ts';
import { type InflateAside, openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { tarOf } from '../../support/archives.ts';
import { readAll } from '../../support/entries.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-aside-'));
const program = path.join(folder, 'inflating-thread.cjs');

beforeAll(async () => {
  await build({
    entryPoints: ['src/analyze/bundle/aside/inflating-thread.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    logLevel: 'warning',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const start: StartThread = (workerData) => new Worker(program, { workerData });
/** Slots so small that they come round often. */
const aside: InflateAside = ({ path: file }, budget) =>
  inflatedFile(file, budget, start, { slots: 6, bytes: 64 * 1024 });

async function sourceOf(gzip: Uint8Array, name = 'bundle.tar.gz') {
  const file = path.join(folder, name);
  writeFileSync(file, gzip);
  return sourceFromPath(file);
}

/** What a bundle yields, read in this thread and with the help of another. */
async function bothWays(gzip: Uint8Array, limits: Partial<Limits> = {}) {
  const told = (error: unknown) => ({ error: String(error) });
  const one = await readAll(await sourceOf(gzip), limits).catch(told);
  const two = await readAll(await sourceOf(gzip), limits, aside).catch(told);
  const { work: _, ...alone } = { work: undefined, ...one };
  const { work: __, ...helped } = { work: undefined, ...two };
  return { alone, helped };
}

const lines = (count: number, seed: number) =>
  Array.from({ length: count }, (_, at) => `line ${at} ${((at + seed) * 2_654_435_761) % 4_294_967_296}\n`).join('');
const tree = { 'a.log': lines(20_000, 1), 'b.log': lines(3, 2), 'empty.log': '', 'c.log': lines(40_000, 3) };

/** Members of any length, whole or damaged in some way. */
const archives = fc.record({
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
  harm: fc.constantFrom('none', 'cut', 'flip', 'garbage', 'padding', 'zeroed'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  level: fc.constantFrom(0, 1, 6),
});

test('gives the same as one thread, whatever the archive is made of and however it was damaged', async () => {
  const tar = await tarOf(tree);
  await fc.assert(
    fc.asyncProperty(archives, async ({ cuts, harm, at, level }) => {
      const ends = [...cuts.map((cut) => Math.floor(cut * tar.length)).sort((a, b) => a - b), tar.length];
      const gzip = Buffer.concat(
        ends.map((end, index) => gzipSync(tar.subarray(ends[index - 1] ?? 0, end), { level })),
      );
      const { alone, helped } = await bothWays(harmed(gzip, harm, Math.floor(at * gzip.length)));

      expect(helped).toEqual(alone);
    }),
    { numRuns: 40 },
  );
});

function harmed(gzip: Buffer, harm: string, at: number): Buffer {
  if (harm === 'cut') return gzip.subarray(0, at);
  if (harm === 'garbage') return Buffer.concat([gzip, Buffer.from('garbage'.repeat(20_000))]);
  if (harm === 'padding') return Buffer.concat([gzip, Buffer.alloc(300_000)]);
  if (harm === 'flip') gzip[at] = (gzip[at] ?? 0) ^ 4;
  if (harm === 'zeroed') gzip.subarray(at, at + 5000).fill(0);
  return gzip;
}

test('stops at the limits, always at the same place, and knows the digest of the whole file', async () => {
  const gzip = gzipSync(await tarOf({ ...tree, 'zeros.bin': Buffer.alloc(80 * 1024 * 1024), 'd.log': 'last' }));
  for (const limits of [{ maxBytes: 400_000 }, { maxBytes: 100_000 }, { maxRatio: 20 }, { maxEntries: 1 }]) {
    const first = await readAll(await sourceOf(gzip), limits, aside);
    const second = await readAll(await sourceOf(gzip), limits, aside);
    const { alone } = await bothWays(gzip, limits);

    expect(first.problems).toMatchObject([{ problem: 'limit' }]);
    expect(second).toEqual(first);
    expect({ problems: first.problems, summary: first.summary }).toEqual({
      problems: 'problems' in alone && alone.problems,
      summary: 'summary' in alone && alone.summary,
    });
  }
});

test('who goes away early leaves no thread behind', async () => {
  let exited: Promise<number> | undefined;
  const watched: StartThread = (task) => {
    const thread = start(task);
    exited = new Promise((resolve) => thread.on('exit', resolve));
    return thread;
  };
  const opened = openBundle(await sourceOf(gzipSync(await tarOf(tree))), {}, ({ path: file }, budget) =>
    inflatedFile(file, budget, watched, { slots: 6, bytes: 64 * 1024 }),
  );
  for await (const _ of opened.entries) break;

  expect(await exited).toBeTypeOf('number');
});

test('where no thread can be started the bundle is read without', async () => {
  const source = await sourceOf(gzipSync(await tarOf(tree)));
  const broken: InflateAside = ({ path: file }, budget) =>
    inflatedFile(file, budget, (workerData) => new Worker(path.join(folder, 'missing.cjs'), { workerData }));

  expect((await readAll(source, {}, broken)).files).toEqual(tree);
});

test('a file that goes away before the thread reads it is told', async () => {
  const budget = createBudget(DEFAULT_LIMITS);
  const file = await inflatedFile(path.join(folder, 'gone.gz'), budget, start);

  await expect(file?.chunks[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    problem: 'unreadable',
    message: 'it could not be read: ENOENT',
  });
  await file?.close();
});
