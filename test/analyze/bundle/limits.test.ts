import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sourceFromStream } from '../../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { inPieces, numbers, rawMember, rawTar, sha256, tarOf, zipOf } from '../../support/archives.ts';
import { readBytes } from '../../support/entries.ts';

const MiB = 1024 ** 2;

describe('a limit keeps what was read and says so', () => {
  test('of entries', async () => {
    const tar = await tarOf({ 'a.log': 'a', 'b.log': 'b', 'c.log': 'c' });

    expect(await readBytes(tar, { limits: { maxEntries: 2 } })).toMatchObject({
      order: ['a.log', 'b.log'],
      problems: [
        {
          problem: 'limit',
          why: 'reading stopped after 2 entries (--max-entries); the rest of the bundle was not read',
        },
      ],
      summary: { truncated: true, sha256: sha256(tar), bytes: tar.length },
    });
  });

  test('of the bytes of one entry, which costs the others nothing', async () => {
    const tar = await tarOf({ 'a.log': 'a'.repeat(5000), 'b.log': 'b'.repeat(100), 'c.log': 'c' });

    expect(await readBytes(tar, { limits: { maxEntryBytes: 100 } })).toMatchObject({
      files: { 'a.log': 'a'.repeat(100), 'b.log': 'b'.repeat(100), 'c.log': 'c' },
      problems: [{ problem: 'limit', path: 'a.log', why: 'only its first 100 bytes were read (--max-entry-bytes)' }],
    });
  });

  test('of all bytes', async () => {
    const tar = gzipSync(await tarOf({ 'a.log': 'a'.repeat(500), 'b.log': 'b'.repeat(MiB), 'c.log': 'c' }));
    const { order, problems, summary, work } = await readBytes(tar, { limits: { maxBytes: MiB / 2 } });

    expect(order).toEqual(['a.log', 'b.log']);
    expect(problems).toMatchObject([{ problem: 'limit', path: 'b.log' }]);
    expect(summary).toMatchObject({ truncated: true, bytes: tar.length, sha256: sha256(tar) });
    expect(work.bytesInflated).toBeLessThan(MiB);
  });

  test('of layers', async () => {
    const zip = zipOf({ 'b.zip': zipOf({ 'c.zip': zipOf({ 'd.log': 'deep' }), 'e.log': 'flat' }) });

    expect(await readBytes(zip, { limits: { maxDepth: 2 } })).toMatchObject({
      files: { 'b.zip!/e.log': 'flat' },
      problems: [{ problem: 'limit', path: 'b.zip!/c.zip' }],
      summary: { truncated: false },
    });
  });
});

describe('bombs', () => {
  test('a gzip of zeros ends at the ratio', async () => {
    let layer: Uint8Array = Buffer.alloc(200 * MiB);
    for (let depth = 0; depth < 2; depth += 1) layer = gzipSync(layer, { level: 9 });
    const { problems, work } = await readBytes(await tarOf({ 'bomb.gz': layer }));

    expect(problems).toMatchObject([
      {
        problem: 'limit',
        why: 'reading stopped where the bundle inflates to more than 1000 times its size (--max-ratio)',
      },
    ]);
    expect(work.bytesInflated).toBeLessThan(70 * MiB);
  });

  test('a bzip2 of zeros does as well, block by block', async () => {
    // 45 000 000 zero bytes are one block of 50 bytes; a file of ten such streams.
    const block = 'QlpoOTFBWSZTWckBtsgBWKtAIMAAEAAACCAAMMwFKaZSSFJsVJIUni7kinChIZIDbZA=';
    const stream = Buffer.from(block, 'base64');
    const { problems, work } = await readBytes(
      await tarOf({ 'a.bz2': Buffer.concat(Array.from({ length: 10 }, () => stream)) }),
    );

    expect(problems).toMatchObject([{ problem: 'limit', why: expect.stringContaining('--max-ratio') }]);
    expect(work.bytesInflated).toBe(90_000_000);
  });

  test('a gzip inside a gzip inside a gzip ends at the depth', async () => {
    let layer = gzipSync('text');
    for (let depth = 0; depth < 100; depth += 1) layer = gzipSync(layer);
    const { files, problems } = await readBytes(layer, { name: 'a.gz' });

    expect(files).toEqual({});
    expect(problems).toMatchObject([{ problem: 'limit', why: expect.stringContaining('--max-depth') }]);
  });

  test('many zstd blocks of nothing in a large window end early', async () => {
    const header = numbers([0xfd2fb528, 4], [0, 1], [0x88, 1]); // a window of 128 MiB
    const empty = Buffer.alloc(3 * 5000);
    const { problems } = await readBytes(Buffer.concat([header, empty]), { name: 'a.zst' });

    expect(problems).toMatchObject([{ problem: 'limit' }]);
  });

  test('a zstd that wants a window of gigabytes is refused', async () => {
    const header = numbers([0xfd2fb528, 4], [0, 1], [0xa8, 1]);
    const { problems } = await readBytes(Buffer.concat([header, Buffer.alloc(100)]), { name: 'a.zst' });

    expect(problems).toMatchObject([{ problem: 'limit', why: 'its zstd data needs a window of 2147483648 bytes' }]);
  });

  test('a tar header that promises petabytes costs nothing', async () => {
    const { problems, work } = await readBytes(rawTar(rawMember({ name: 'a', size: 8 ** 11 - 1 }, 'text')));

    expect(problems).toMatchObject([{ problem: 'truncated', path: 'a' }]);
    expect(work.bytesRead).toBe(2048);
  });
});

test('content that nobody reads is passed over, without inflating it where the container allows', async () => {
  const tree = { 'a.log': 'a'.repeat(MiB), 'b.log.gz': gzipSync('b'.repeat(MiB)), 'c.log': 'c' };
  const namesOf = async (bytes: Uint8Array) => {
    const bundle = openBundle(sourceFromStream(inPieces(bytes, 65_536)));
    const names: string[] = [];
    for await (const entry of bundle.entries) if (entry.type === 'file') names.push(entry.path);
    return { names, work: bundle.work() };
  };
  const names = ['a.log', 'b.log.gz!/b.log', 'c.log'];

  expect(await namesOf(await tarOf(tree))).toMatchObject({ names });
  const zip = await namesOf(zipOf(tree));
  expect(zip.names).toEqual(names);
  expect(zip.work.bytesInflated).toBeLessThan(MiB);
});

test('a hundred thousand entries', { timeout: 60_000 }, async () => {
  const members = Array.from({ length: 100_000 }, (_, at) => rawMember({ name: `case/${at}.log` }));
  const { order, work } = await readBytes(rawTar(...members));

  expect(order).toHaveLength(100_000);
  expect(work).toMatchObject({ entries: 100_000, headersTried: 100_002 });
});
