import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CasefileError } from '../../../src/errors.ts';
import { rawMember, rawTar, tarOf, zipOf, zstdStored } from '../../support/archives.ts';
import { tarBz2, tarXz, tarZst } from '../../support/compressed-archives.ts';
import { readBytes } from '../../support/entries.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 300);

const tree = { 'case/a.log': 'line\n'.repeat(300), 'case/b.log.gz': gzipSync('older\n'), 'case/empty': '' };
const tar = await tarOf(tree);
const archives: Record<string, Buffer> = {
  tar,
  links: rawTar(
    rawMember({ name: 'a', type: '2', linkName: 'b' }),
    rawMember({ name: '././@LongLink', type: 'L', format: 'gnu' }, 'long/'.repeat(50)),
    rawMember({ name: 'b', format: 'gnu' }, 'text'),
  ),
  gzip: gzipSync(tar),
  zip: zipOf({ ...tree, 'nested.zip': zipOf(tree), 'nested.tar': tar }),
  streamed: zipOf(tree, { streamed: true }),
  zstd: zstdStored(tar, 1000),
  tarXz,
  tarBz2,
  tarZst,
};

type Mutation = { kind: 'flip' | 'cut' | 'insert' | 'repeat' | 'zero'; at: number; length: number; byte: number };

/** What one block of bzip2 may inflate to at once: the limits are checked behind it. */
const LARGEST_STEP = 47_000_000;

/** Left alone, or most runs would only show that a file is not a bundle. */
const MAGIC_BYTES = 4;

function mutate(bytes: Buffer, { kind, at, length, byte }: Mutation): Buffer {
  const start = MAGIC_BYTES + Math.floor(at * (bytes.length - MAGIC_BYTES));
  const [head, middle, tail] = [
    bytes.subarray(0, start),
    bytes.subarray(start, start + length),
    bytes.subarray(start + length),
  ];
  if (kind === 'cut') return Buffer.concat([head, tail]);
  if (kind === 'insert') return Buffer.concat([head, Buffer.alloc(length, byte), middle, tail]);
  if (kind === 'repeat') return Buffer.concat([head, middle, middle, tail]);
  const changed = Buffer.from(middle.map((old) => (kind === 'zero' ? 0 : old ^ (byte || 1))));
  return Buffer.concat([head, changed, tail]);
}

const mutation = fc.record<Mutation>({
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat', 'zero'),
  at: fc.nat().map((n) => ((n * 2_654_435_761) % 2 ** 32) / 2 ** 32), // spread, where fast-check prefers the ends
  length: fc.oneof(fc.constant(1), fc.constant(4), fc.integer({ min: 1, max: 600 })),
  byte: fc.integer({ min: 0, max: 255 }),
});

test('whatever happens to an archive, reading ends, within its limits and without a surprise', {
  timeout: 600_000,
}, async () => {
  const limits = { maxBytes: 20_000_000, maxEntries: 500, maxRatio: 1000 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(archives)),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(100, 513, 100_000),
      async (name, mutations, piece) => {
        const bytes = mutations.reduce(mutate, archives[name] ?? Buffer.alloc(0));
        try {
          const { work, summary } = await readBytes(bytes, { piece, limits });
          const bytesOfWork = work.bytesRead + work.bytesInflated;
          expect(bytesOfWork).toBeLessThan(limits.maxBytes + LARGEST_STEP);
          expect(work.entries).toBeLessThanOrEqual(limits.maxEntries + 1);
          expect(work.headersTried).toBeLessThan(20 + bytesOfWork / 100);
          expect(summary.bytes).toBe(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(CasefileError);
        }
      },
    ),
    { numRuns: runs },
  );
});
