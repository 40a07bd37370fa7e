import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../../src/analyze/bundle/byte-reader.ts';
import { gunzip } from '../../../src/analyze/bundle/gunzip.ts';
import { tarOf } from '../../support/archives.ts';
import { readBytes } from '../../support/entries.ts';

const names = Array.from({ length: 50 }, (_, at) => `case/${at}.log`);
const tree = Object.fromEntries(names.map((name, at) => [name, `${name}\n`.repeat(at * 7)]));

test('members one after the other are one stream', async () => {
  const tar = await tarOf(tree);
  const parts = [0, 1, 5000, 5001, tar.length].map((end, at, all) => gzipSync(tar.subarray(all[at - 1] ?? 0, end)));

  expect(await readBytes(Buffer.concat(parts))).toMatchObject({ files: tree, problems: [] });
});

test('optional fields of the header are passed over', async () => {
  const plain = gzipSync('text');
  const fields = Buffer.concat([Buffer.from([3, 0, 1, 2, 3]), Buffer.from('name\0comment\0'), Buffer.from([0, 0])]);
  const header = Buffer.from(plain.subarray(0, 10));
  header[3] = 2 | 4 | 8 | 16;

  const { files } = await readBytes(Buffer.concat([header, fields, plain.subarray(10)]), { name: 'a', piece: 3 });

  expect(files).toEqual({ a: 'text' });
});

test('who leaves in the middle finds the input where the last slice ended, and nothing taken from it later', async () => {
  const gzip = gzipSync(randomBytes(600_000));
  async function* source() {
    for (let at = 0; at < gzip.length; at += 1000) {
      await new Promise((resolve) => setImmediate(resolve));
      yield gzip.subarray(at, at + 1000);
    }
  }
  const input = new ByteReader(source());
  for await (const _ of gunzip(input)) break;

  const { position } = input;
  expect(position).toBeGreaterThan(0);
  const rest: Uint8Array[] = [];
  for await (const chunk of input.rest()) rest.push(chunk);
  expect(Buffer.concat(rest)).toEqual(gzip.subarray(position));
});

describe('what follows the data', () => {
  test('garbage is said, and costs nothing', async () => {
    const bytes = Buffer.concat([gzipSync(await tarOf(tree)), Buffer.from('garbage')]);

    expect(await readBytes(bytes)).toMatchObject({
      files: tree,
      problems: [{ problem: 'damaged', why: '7 bytes behind the gzip data are not gzip and were ignored' }],
      summary: { bytes: bytes.length, truncated: false },
    });
  });

  test('zero bytes are padding', async () => {
    const bytes = Buffer.concat([gzipSync(await tarOf(tree)), Buffer.alloc(10_000)]);

    expect(await readBytes(bytes)).toMatchObject({ files: tree, problems: [] });
  });
});

test('cut anywhere, it keeps every complete file and says that it was cut', async () => {
  const gzip = gzipSync(await tarOf(tree));
  for (let length = 1; length < gzip.length; length += 97) {
    const { files, problems, summary } = await readBytes(gzip.subarray(0, length), { name: 'a.gz' }).catch(() => ({
      files: {},
      problems: [{ problem: 'truncated' }],
      summary: { truncated: true },
    }));

    for (const [name, text] of Object.entries(files).slice(0, -1)) expect(text, `cut at ${length}`).toBe(tree[name]);
    expect(problems, `cut at ${length}`).toMatchObject([{ problem: 'truncated' }]);
    expect(summary.truncated, `cut at ${length}`).toBe(true);
  }
});

test('damage in the middle keeps most of what came before it', async () => {
  const content = randomBytes(200_000).toString('base64');
  const gzip = gzipSync(content);
  const middle = Math.floor(gzip.length / 2);
  gzip.fill(0xff, middle, middle + 100);
  const { files, problems } = await readBytes(gzip, { name: 'a.log.gz' });

  expect(files['a.log']?.length).toBeGreaterThan(content.length * 0.4);
  expect(problems).toMatchObject([{ problem: 'damaged' }]);
});

test('content that does not match its checksum is delivered and doubted', async () => {
  const gzip = gzipSync('text');
  gzip[gzip.length - 6] = (gzip[gzip.length - 6] ?? 0) ^ 1;

  expect(await readBytes(gzip, { name: 'a.gz' })).toMatchObject({
    files: { a: 'text' },
    problems: [{ problem: 'damaged', why: 'the gzip checksum does not match: the content was altered' }],
  });
});
