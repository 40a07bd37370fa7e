import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBundleWriter } from '../../../src/collect/bundle/bundle-writer.ts';
import type { Output } from '../../../src/collect/bundle/output.ts';
import { openOutput } from '../../../src/collect/bundle/output.ts';
import { entriesOfTarGz } from '../../support/archives.ts';

const TIME = new Date('2026-03-01T10:00:00Z');
const emptyFolder = () => mkdtempSync(path.join(tmpdir(), 'casefile-writer-'));

/** An output that keeps everything in memory, and is full after so many bytes. */
function memory(room = Number.POSITIVE_INFINITY): Output & { bytes: () => Buffer } {
  const chunks: Uint8Array[] = [];
  const held = () => chunks.reduce((sum, { length }) => sum + length, 0);
  return {
    async write(chunk) {
      if (held() + chunk.length > room) throw new Error('no space left on device');
      chunks.push(chunk);
    },
    finish: async () => ['memory'],
    abandon: async () => 'memory.partial',
    discard: async () => undefined,
    bytes: () => Buffer.concat(chunks),
  };
}

const pathsIn = async (archive: Buffer) => (await entriesOfTarGz(archive)).map(({ path }) => path);

test('what is added comes out, whatever it is and wherever checkpoints lie', async () => {
  const files = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.boolean()), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(files, async (contents) => {
      const output = memory();
      const bundle = createBundleWriter(output, 'top', TIME);
      for (const [index, [content, checkpoint]] of contents.entries()) {
        await bundle.add(`file-${index}.txt`, Buffer.from(content));
        if (checkpoint) await bundle.checkpoint();
      }
      await bundle.finish();

      const entries = await entriesOfTarGz(output.bytes());
      expect(entries.map(({ text }) => text)).toEqual(contents.map(([content]) => Buffer.from(content).toString()));
    }),
    { numRuns: 50 },
  );
});

test('after a checkpoint everything before it can be read, though the rest is missing', async () => {
  const output = memory();
  const bundle = createBundleWriter(output, 'top', TIME);
  await bundle.add('a.txt', 'first');
  await bundle.checkpoint();
  const left = output.bytes();
  await bundle.add('b.txt', 'second');

  expect(gunzipSync(left).toString()).toContain('first');
  expect(gunzipSync(left).length % 512).toBe(0);
});

test('many that add at a time come out one after the other, and their digests are those of their contents', async () => {
  const output = memory();
  const bundle = createBundleWriter(output, 'top', TIME);
  const written = await Promise.all(['a', 'b', 'c'].map((name) => bundle.add(name, name.repeat(100_000))));
  await bundle.finish();

  expect(await pathsIn(output.bytes())).toEqual(['top/a', 'top/b', 'top/c']);
  expect(written[0]).toMatchObject({ path: 'a', bytes: 100_000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('a disk that is full fails that write and every later one; what was written before is there', async () => {
  const output = memory(2_000);
  const bundle = createBundleWriter(output, 'top', TIME);
  await bundle.add('a.txt', 'first');
  await bundle.checkpoint();
  const noise = Buffer.from(
    Array.from({ length: 100_000 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 13) & 255),
  );

  await expect(bundle.add('b.bin', noise).then(() => bundle.checkpoint())).rejects.toThrow('no space left');
  await expect(bundle.add('c.txt', 'third')).rejects.toThrow('no space left');
  expect(await bundle.abandon()).toBe('memory.partial');
  expect(gunzipSync(output.bytes().subarray(0, 300), { finishFlush: 2 }).toString()).toContain('first');
});

test('an archive has its name only when it is whole', async () => {
  const folder = emptyFolder();
  const bundle = createBundleWriter(await openOutput(path.join(folder, 'x.tar.gz')), 'x', TIME);
  await bundle.add('a.txt', 'a');
  expect(readdirSync(folder)).toEqual(['x.tar.gz.partial']);
  const { files } = await bundle.finish();

  expect(files).toEqual([path.join(folder, 'x.tar.gz')]);
  expect(readdirSync(folder)).toEqual(['x.tar.gz']);
  expect(statSync(files[0] ?? '').mode & 0o777).toBe(0o600);
});

test('pieces are of the size that was asked for, and are the archive when joined', async () => {
  const folder = emptyFolder();
  const bundle = createBundleWriter(await openOutput(path.join(folder, 'x.tar.gz'), 60), 'x', TIME);
  await bundle.add('a.txt', 'a text\n'.repeat(20));
  await bundle.checkpoint();
  await bundle.add('b.txt', 'b');
  const { files, bytes } = await bundle.finish();

  expect(files.map((file) => path.basename(file))).toEqual(readdirSync(folder).sort());
  expect(files.length).toBeGreaterThan(2);
  expect(files.slice(0, -1).map((file) => statSync(file).size)).toEqual(files.slice(1).map(() => 60));
  const joined = Buffer.concat(files.map((file) => readFileSync(file)));
  expect(joined).toHaveLength(bytes);
  expect(await pathsIn(joined)).toEqual(['x/a.txt', 'x/b.txt']);
});

test('what another capture has left is not written over', async () => {
  const file = path.join(emptyFolder(), 'x.tar.gz');
  writeFileSync(`${file}.partial`, 'of another run');

  await expect(openOutput(file)).rejects.toMatchObject({
    code: 'OUTPUT_NOT_WRITABLE',
    hint: expect.stringContaining('left of another capture'),
  });
});
