import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sourceFromStream } from '../../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import type { Tree } from '../../support/archives.ts';
import { inPieces, rawMember, rawTar, sha256, tarGzOf, tarOf, zipOf, zstdStored } from '../../support/archives.ts';
import { compressedTree, tarBz2, tarXz, tarZst, xzInTarXz } from '../../support/compressed-archives.ts';
import { readBytes, textOf } from '../../support/entries.ts';

const tree: Tree = {
  'case/version.yaml': 'kind: SupportBundle\n',
  'case/pods/web.log': 'line\n'.repeat(20_000),
  'case/pods/empty.log': '',
  'case/pods/überlänge.log': 'x'.repeat(1024),
};

describe('the same tree comes out of every container, however it arrives', () => {
  test.each([
    ['tar', () => tarOf(tree), tree],
    ['tar.gz', () => tarGzOf(tree), tree],
    ['tar.zst', async () => zstdStored(await tarOf(tree)), tree],
    ['zip', async () => zipOf(tree), tree],
    ['tar.zst', async () => tarZst, compressedTree],
    ['tar.xz', async () => tarXz, compressedTree],
    ['tar.bz2', async () => tarBz2, compressedTree],
  ])('%s', async (container, make, files) => {
    const bytes = await make();
    for (const piece of [1_000_000, 511]) {
      const read = await readBytes(bytes, { piece, name: 'misleading.pdf' });

      expect(read.files).toEqual(files);
      expect(read.problems).toEqual([]);
      expect(read.order).toEqual(Object.keys(files));
      expect(read.summary).toEqual({
        container,
        bytes: bytes.length,
        sha256: sha256(bytes),
        entries: Object.keys(files).length,
        truncated: false,
      });
    }
  });
});

test('one byte at a time is enough', async () => {
  expect((await readBytes(tarXz, { piece: 1 })).files).toEqual(compressedTree);
  expect((await readBytes(tarBz2, { piece: 1 })).files).toEqual(compressedTree);
  expect((await readBytes(tarZst, { piece: 1 })).files).toEqual(compressedTree);
  expect((await readBytes(gzipSync(rawTar(rawMember({ name: 'a' }, 'text'))), { piece: 1 })).files).toEqual({
    a: 'text',
  });
});

describe('archives inside archives', () => {
  test('each kind is opened where it lies', async () => {
    const inner = { 'logs/a.log': 'inner' };
    const { files, problems } = await readBytes(
      await tarOf({
        'node.zip': zipOf(inner),
        'node.tar': await tarOf(inner),
        'node.tar.gz': await tarGzOf(inner),
        'no-suffix': tarXz,
        'rotated.log.gz': gzipSync('older\n'),
        'last.log': 'newer\n',
      }),
    );

    expect(problems).toEqual([]);
    expect(Object.keys(files)).toEqual([
      'node.zip!/logs/a.log',
      'node.tar!/logs/a.log',
      'node.tar.gz!/logs/a.log',
      'no-suffix!/case/version.yaml',
      'no-suffix!/case/pods/web.log',
      'no-suffix!/case/pods/empty.log',
      'rotated.log.gz!/rotated.log',
      'last.log',
    ]);
    expect(files['rotated.log.gz!/rotated.log']).toBe('older\n');
    expect(files['last.log']).toBe('newer\n');
  });

  test('a zip in a tar.gz in a zip', async () => {
    const zip = zipOf({ 'b.tar.gz': await tarGzOf({ 'c.zip': zipOf({ 'd.log': 'deep' }) }) });

    expect((await readBytes(zip)).files).toEqual({ 'b.tar.gz!/c.zip!/d.log': 'deep' });
  });

  test('one that is cut does not make the bundle a cut one', async () => {
    const whole = await tarGzOf({ 'a.log': 'a'.repeat(100_000) });
    const { files, problems, summary } = await readBytes(
      await tarOf({ 'node.tar.gz': whole.subarray(0, 150), 'b.log.gz': gzipSync('b'.repeat(100)).subarray(0, 15) }),
    );

    expect(Object.keys(files)).toEqual(['node.tar.gz!/a.log', 'b.log.gz!/b.log']);
    expect(problems).toEqual([
      { problem: 'truncated', path: 'node.tar.gz!/a.log', why: 'the compressed data ends early' },
      { problem: 'truncated', path: 'b.log.gz!/b.log', why: 'the compressed data ends early' },
    ]);
    expect(summary.truncated).toBe(false);
  });

  test('an xz inside an xz is not read, and the rest is', async () => {
    const { files, problems } = await readBytes(xzInTarXz);

    expect(files).toEqual({ 'b.log': 'text' });
    expect(problems).toEqual([{ problem: 'unreadable', path: 'a.xz', why: 'an xz inside an xz is not read' }]);
  });
});

describe('a single file', () => {
  test('is its own only entry', async () => {
    expect(await readBytes(Buffer.from('kind: Pod\n'), { name: 'pod.yaml' })).toMatchObject({
      files: { 'pod.yaml': 'kind: Pod\n' },
      summary: { container: 'file', entries: 1 },
    });
  });

  test('that is compressed goes by its name without the suffix', async () => {
    expect(await readBytes(gzipSync('line\n'), { name: 'kubelet.log.gz' })).toMatchObject({
      files: { 'kubelet.log': 'line\n' },
      summary: { container: 'gz' },
    });
  });
});

test('names of all kinds stay apart and harmless', async () => {
  const { order, files } = await readBytes(
    rawTar(
      rawMember({ name: '/abs/a.log' }, '1'),
      rawMember({ name: '../../etc/passwd' }, '2'),
      rawMember({ name: 'C:\\win\\b.log' }, '3'),
      rawMember({ name: 'a\nb<script>.log' }, '4'),
      rawMember({ name: './abs/a.log' }, '5'),
      rawMember({ name: '.' }, '6'),
      rawMember({ name: '__MACOSX/._a' }, '7'),
    ),
  );

  expect(order).toEqual(['abs/a.log', 'etc/passwd', 'win/b.log', 'a\\x0ab<script>.log', 'abs/a.log#2', 'unnamed']);
  expect(files['abs/a.log#2']).toBe('5');
});

test('a file that was written again is told from the first, which it replaces', async () => {
  const members = ['first', 'second'].map((text) => rawMember({ name: 'casefile.json' }, text));
  const seen: [path: string, sameNameAs: string | undefined][] = [];
  for await (const entry of openBundle(sourceFromStream(inPieces(rawTar(...members), 512))).entries) {
    if (entry.type === 'file') seen.push([entry.path, entry.sameNameAs]);
  }

  expect(seen).toEqual([
    ['casefile.json', undefined],
    ['casefile.json#2', 'casefile.json'],
  ]);
});

test('content that is asked for after its turn is a mistake of the caller, not an empty file', async () => {
  const contents: AsyncIterable<Uint8Array>[] = [];
  for await (const entry of openBundle(sourceFromStream(inPieces(await tarOf(tree), 512))).entries) {
    if (entry.type === 'file') contents.push(entry.content);
  }

  await expect(textOf(contents[0] ?? inPieces(Buffer.alloc(0), 1))).rejects.toThrow(
    'the content of case/version.yaml was asked for after its turn',
  );
});
