import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sourceFromStream } from '../../../src/analyze/bundle/disk.ts';
import type { Limits } from '../../../src/analyze/bundle/limits.ts';
import { openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { inPieces, tarOf, zipOf, zstdStored } from '../../support/archives.ts';
import { linesXz } from '../../support/compressed-archives.ts';
import { readBytes } from '../../support/entries.ts';

const tree = { 'a/one.log': 'one\n'.repeat(2000), 'a/two.log': '', 'three.log': 'three' };
const unbuffered: Partial<Limits> = { maxBufferedBytes: 10 };

describe('a zip that lost its directory is read by its headers', () => {
  test.each([
    ['with sizes before the data', false],
    ['with sizes behind the data', true],
  ])('%s', async (_, streamed) => {
    const zip = zipOf(tree, { streamed });
    const directory = zip.indexOf('PK\x01\x02');

    expect(await readBytes(zip.subarray(0, directory))).toMatchObject({
      files: tree,
      problems: [{ problem: 'truncated', why: 'the zip ends before its directory: files may be missing' }],
      summary: { truncated: true },
    });
    expect(await readBytes(zip.subarray(0, directory + 20))).toMatchObject({
      files: tree,
      problems: [{ problem: 'damaged', why: 'the directory of the zip is damaged: its files were read without it' }],
      summary: { truncated: false },
    });
    expect(await readBytes(zip, { limits: unbuffered })).toMatchObject({ files: tree, problems: [] });
  });

  test('the file in which it ends is delivered and named', async () => {
    const zip = zipOf({ 'a.log': 'a', 'b.log': { content: 'b'.repeat(1000), method: 0 } });

    expect(await readBytes(zip.subarray(0, 500))).toMatchObject({
      files: { 'a.log': 'a', 'b.log': expect.stringMatching(/^b{400,}$/) },
      problems: [{ problem: 'truncated', path: 'b.log', why: 'the zip ends inside this file' }],
      summary: { truncated: true },
    });
  });

  test('cut anywhere, it keeps every complete file', async () => {
    const zip = zipOf(tree);
    for (let length = 5; length < zip.length; length += 1) {
      const { files, problems } = await readBytes(zip.subarray(0, length));

      expect(problems.length, `cut at ${length}`).toBe(1);
      for (const [name, text] of Object.entries(files).slice(0, -1))
        expect(text).toBe(Object.entries(tree).find(([key]) => key === name)?.[1]);
    }
  });
});

test('entries that cannot be unpacked are named, the others read', async () => {
  const zip = zipOf({
    'secret.log': { content: 'xxxx', flags: 1 },
    'large.log': { content: 'xxxx', method: 9 },
    'odd.log': { content: 'xxxx', method: 77 },
    'altered.log': { content: 'xxxx', crc: 1 },
    'fine.log': 'fine',
  });

  expect(await readBytes(zip)).toMatchObject({
    files: { 'altered.log': 'xxxx', 'fine.log': 'fine' },
    problems: [
      { problem: 'unreadable', path: 'secret.log', why: 'it is encrypted' },
      { problem: 'unreadable', path: 'large.log', why: 'it is compressed with Deflate64, which is not supported' },
      { problem: 'unreadable', path: 'odd.log', why: 'it is compressed with method 77, which is not supported' },
      { problem: 'damaged', path: 'altered.log', why: 'its checksum does not match: the content was altered' },
    ],
  });
});

test('entries packed with zstd are read', async () => {
  const content = 'line\n'.repeat(10);
  const zip = zipOf({ 'a.log': { content: zstdStored(Buffer.from(content)), method: 93, crc: 0 } });

  expect((await readBytes(zip)).files).toEqual({ 'a.log': content });
});

test('symbolic links are links', async () => {
  const zip = zipOf({ 'logs/a.log': 'a', 'b.log': { content: 'logs/a.log', mode: 0o120777 } });

  expect(await readBytes(zip)).toMatchObject({ files: { 'logs/a.log': 'a' }, links: { 'b.log': 'logs/a.log' } });
});

test('names of any encoding and shape are read', async () => {
  const zip = zipOf({
    '../../etc/passwd': '1',
    'C:\\win\\a.log': '2',
    'über.log': { content: '3', flags: 0 },
    'folder/': '',
  });
  const cp437 = Buffer.from(zip);
  for (let at = cp437.indexOf('über'); at >= 0; at = cp437.indexOf('über', at + 1)) cp437.set([0x81, 0x81], at);

  expect((await readBytes(zip)).order).toEqual(['etc/passwd', 'win/a.log', 'über.log']);
  expect((await readBytes(cp437)).order).toEqual(['etc/passwd', 'win/a.log', 'üüber.log']);
});

test('a tar inside a stored entry is opened', async () => {
  const zip = zipOf({ 'node.tar': { content: await tarOf({ 'a.log': 'a' }), method: 0 } });

  expect((await readBytes(zip)).files).toEqual({ 'node.tar!/a.log': 'a' });
});

test('entries packed with xz are read one after the other, also when nobody reads them to the end', async () => {
  const crc = crc32('line\n'.repeat(100_000));
  const entry = { content: linesXz, method: 95, crc };
  const zip = zipOf({ 'a.log': entry, 'b.log': entry, 'c.log': entry });
  for (const bytes of [zip, zip.subarray(0, zip.indexOf('PK\x01\x02'))]) {
    const lengths: number[] = [];
    for await (const entry of openBundle(sourceFromStream(inPieces(bytes, 100))).entries) {
      if (entry.type !== 'file') continue;
      for await (const chunk of entry.content) {
        lengths.push(chunk.length);
        if (entry.path !== 'c.log') break;
      }
    }
    expect(lengths.reduce((sum, length) => sum + length)).toBeGreaterThan(500_000);
  }
});
