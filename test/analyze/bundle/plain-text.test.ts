import { describe, expect, test } from 'vitest';
import { sourceFromStream } from '../../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { peek } from '../../../src/analyze/formats/content.ts';
import { contentKindOf } from '../../../src/analyze/formats/content-kind.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';
import { redactFile } from '../../../src/redact/bundle/redact-file.ts';
import { createRedactor } from '../../../src/redact/redact.ts';
import { inPieces, tarOf } from '../../support/archives.ts';
import { readBytes, textOf } from '../../support/entries.ts';

/** The content of a file that is the bundle, as whoever reads the bundle gets it. */
async function contentOf<T>(bytes: Uint8Array, piece: number, use: (content: AsyncIterable<Uint8Array>) => Promise<T>) {
  for await (const entry of openBundle(sourceFromStream(inPieces(bytes, piece))).entries) {
    if (entry.type === 'file') return use(entry.content);
  }
  throw new Error('no file in the bundle');
}

const textIn = async (bytes: Uint8Array, piece = 64 * 1024) => (await readBytes(bytes, { piece })).files.stdin;
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('UTF-16 comes out as UTF-8', () => {
  const text = 'NAME   READY\r\nweb-0  0/1\r\ncafé € 😀\r\n';

  test.each<[what: string, bytes: Buffer]>([
    ['marked', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['marked, big-endian', bigEndian(`\ufeff${text}`)],
    ['unmarked', Buffer.from(text, 'utf16le')],
    ['unmarked, big-endian', bigEndian(text)],
    ['unmarked, after a character beyond ASCII', Buffer.from(`€${text.slice(1)}`, 'utf16le')],
  ])('%s', async (what, bytes) => {
    const expected = what.endsWith('ASCII') ? `€${text.slice(1)}` : text;
    for (const piece of [1, 5, 64 * 1024]) expect(await textIn(bytes, piece)).toBe(expected);
  });

  test('in an archive', async () => {
    const { files } = await readBytes(await tarOf({ 'case/get.txt': Buffer.from(`\ufeff${text}`, 'utf16le') }));
    expect(files['case/get.txt']).toBe(text);
  });

  test('so that data is data', async () => {
    const bytes = Buffer.from('\ufeff{"kind": "Pod"}', 'utf16le');
    const kind = await contentOf(bytes, 5, async (content) =>
      contentKindOf(await peek(content, 1 << 16), 'a.json', undefined),
    );
    expect(kind).toEqual({ kind: 'json' });
  });

  test('so that a log is searched', async () => {
    const refused = 'dial tcp 10.0.0.1:1: connect: connection refused';
    const bytes = Buffer.from(`\ufefffirst\r\n${refused}\r\n`, 'utf16le');
    const needle = {
      id: 'refused',
      input: 'log' as const,
      literals: ['connection refused'],
      pattern: '(?P<ip>[0-9.]+):(?P<port>[0-9]+): connect: connection refused',
    };
    const { hits } = await contentOf(bytes, 5, (content) => createScanner([needle]).scan(content));
    expect(hits[0]?.first).toMatchObject({ line: 2, text: refused });
  });

  test.each(['\ufeff', ''])('so that its secrets are found (%j)', async (mark) => {
    const password = ['hunter', '2'].join('');
    const bytes = Buffer.from(`${mark}password: ${password}\r\nhost: db\r\n`, 'utf16le');
    const shown = await contentOf(bytes, 7, (content) =>
      textOf(redactFile(content, createRedactor({ marks: 'ordinal' })).content),
    );
    expect(shown).toBe("password: '[redacted:1 password]'\r\nhost: db\r\n");
  });
});

describe('lines that end in \\r alone end in \\n', () => {
  test.each([1, 5, 64 * 1024])('in pieces of %i bytes', async (piece) => {
    expect(await textIn(Buffer.from('first\rsecond\r\rfourth\r'), piece)).toBe('first\nsecond\n\nfourth\n');
  });

  test('in UTF-16', async () => {
    expect(await textIn(Buffer.from('\ufefffirst\rsecond\r', 'utf16le'), 5)).toBe('first\nsecond\n');
  });

  test('after a long first line', async () => {
    const long = 'x'.repeat(10_000);
    expect(await textIn(Buffer.from(`${long}\rsecond\r`), 100)).toBe(`${long}\nsecond\n`);
  });
});

describe('all other bytes stay as they are', () => {
  test.each<[what: string, text: string]>([
    ['Windows', 'first\r\nsecond\r\n'],
    ['a progress bar', '10%\r20%\r100%\ndone\n'],
    ['one long line', 'x'.repeat(200_000)],
    ['zero bytes in front', `${'\0'.repeat(501)}text\n`],
    ['a short text between zero bytes', 'a\0'],
  ])('%s', async (_, text) => {
    expect(await textIn(Buffer.from(text), 1000)).toBe(text);
  });
});
