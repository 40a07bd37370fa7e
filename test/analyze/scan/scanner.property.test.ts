import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFinder } from '../../../src/analyze/scan/literal-finder.ts';
import type { Needle } from '../../../src/analyze/scan/needle.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';

/** A small alphabet, so that literals overlap, contain each other and cross chunk borders. */
const literal = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'c', ' ', 'é'), minLength: 3, maxLength: 8 });
const literals = fc.uniqueArray(literal, { minLength: 1, maxLength: 12, selector: (text) => text.toLowerCase() });
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', 'c', ' ', 'é', 'z'), maxLength: 12 }) },
  { weight: 3, arbitrary: fc.constantFrom('\n', '\r\n', '\n\n') },
  { weight: 1, arbitrary: fc.constantFrom('\u001b[31m', '€', '😀', '\t') },
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

test('the finder reports what indexOf finds, once each, whatever the chunks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), text, sizes, fc.nat(80), (least, haystack, chunks, tuneAfter) => {
      const bytes = Buffer.from(haystack, 'utf8');
      const wanted = literalsOf(lowerAscii(bytes.toString('latin1')), least);
      const search = compileFinder(
        wanted.map((text) => ({ text })),
        tuneAfter,
      ).start();
      const found: string[] = [];
      for (const { chunk, at } of inChunks(bytes, chunks)) {
        search.scan(chunk, (id, end) => found.push(`${id}@${at + end - (wanted[id]?.length ?? 0)}`));
      }
      expect(found.sort()).toEqual(positions(wanted, lowerAscii(bytes.toString('latin1'))).sort());
    }),
    { numRuns: 500 },
  );
});

test('a word is found where no letter, digit or underscore stands beside it, at both ends of a stream too', () => {
  const beside = fc.constantFrom('', ' ', '[', ']', '"', ':', '\n', '_', 'x', '7', 'é');
  fc.assert(
    fc.property(fc.array(fc.tuple(beside, beside), { maxLength: 12 }), sizes, (places, chunks) => {
      const log = places.map(([before, after]) => `${before}error${after}`).join('');
      const bytes = Buffer.from(log);
      const search = compileFinder([{ text: 'error', isWord: true }, { text: 'critical failure' }]).start();
      const found: number[] = [];
      for (const { chunk, at } of inChunks(bytes, chunks)) search.scan(chunk, (_, end) => found.push(at + end));
      search.finish((_, end) => found.push(bytes.length + end));
      const latin1 = bytes.toString('latin1');
      const wanted = [...latin1.matchAll(/(?<![A-Za-z0-9_\x80-\xff])error(?![A-Za-z0-9_\x80-\xff])/g)];
      expect(found).toEqual(wanted.map(({ index }) => index + 'error'.length));
    }),
    { numRuns: 500 },
  );
});

/** Literals that really occur, cut out of the text at every third place, and one that does not. */
function literalsOf(haystack: string, least: number): string[] {
  const cut = Array.from({ length: Math.floor(haystack.length / 3) }, (_, index) =>
    haystack.slice(index * 3, index * 3 + least + (index % 5)),
  );
  return [...new Set([...cut, 'never there'])].filter((one) => one.length >= least && !/[\n\r]/.test(one));
}

test('every line that holds a literal is a hit of its needle, with its number, whatever the chunks', () => {
  fc.assert(
    fc.property(
      literals,
      text,
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      (wanted, log, sizes) => {
        const needles = wanted.map((one, index): Needle => ({ id: `n${index}`, literals: [one], input: 'both' }));
        const result = scanInChunks(needles, Buffer.from(log), sizes);

        const lines = log.split('\n');
        if (lines.at(-1) === '') lines.pop();
        expect(result.lines).toBe(lines.length);
        for (const [index, one] of wanted.entries()) {
          const expected = lines.flatMap((line, at) => (holds(line, one) ? [at + 1] : []));
          const hit = result.hits.find(({ needle }) => needle === `n${index}`);
          expect(hit?.lines ?? []).toEqual(expected.slice(0, 64));
          expect(hit?.count ?? 0).toBe(expected.length);
          if (!hit) continue;
          expect(hit.first.text).toBe(lines[hit.first.line - 1]?.replace(/\r$/, ''));
          expect(hit.last.line).toBe(expected.at(-1));
          expect(hit.last.before).toEqual(lines.slice(Math.max(0, hit.last.line - 4), hit.last.line - 1).map(trim));
          expect(hit.first.after).toEqual(lines.slice(hit.first.line, hit.first.line + 3).map(trim));
        }
      },
    ),
  );
});

test('a stream gives the same result in one chunk and in many, invalid bytes and all', () => {
  const needles: Needle[] = [
    { id: 'plain', literals: ['abc', 'cab'], input: 'both' },
    { id: 'pattern', literals: ['ab'], pattern: 'ab(?P<rest>[^ ]+)', input: 'both' },
    { id: 'record', literals: ['abc'], pattern: 'abc.*\\n\\s+at', input: 'both' },
  ];
  const bytes = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc
        .constantFrom('abc ', 'cab', '\n', '\n  at x', '\r\n', ' ERROR ', 'ab{"msg":"', '2026-11-22T01:20:24Z ')
        .map((part) => Buffer.from(part)),
    ),
    { maxLength: 50 },
  );
  fc.assert(
    fc.property(bytes, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 }), (parts, sizes) => {
      const all = Buffer.concat(parts);
      expect(scanInChunks(needles, all, sizes)).toEqual(scanInChunks(needles, all, [all.length + 1]));
    }),
    { numRuns: 300 },
  );
});

test('large chunks and lines over chunk borders', () => {
  const line = `${'x'.repeat(700)} needle ${'y'.repeat(300)}\n`;
  const all = Buffer.from(line.repeat(300));
  for (const size of [1, 4096, 65_536]) {
    const [hit] = scanInChunks([{ id: 'n', literals: ['needle'], input: 'both' }], all, [size]).hits;
    expect(hit?.count).toBe(300);
    expect(hit?.last).toMatchObject({ line: 300, text: line.trimEnd(), match: [701, 707] });
  }
});

function scanInChunks(needles: Needle[], bytes: Buffer, chunks: number[]) {
  const stream = createScanner(needles).stream();
  for (const { chunk } of inChunks(bytes, chunks)) stream.push(chunk);
  return stream.finish();
}

/** Each chunk in a buffer that is overwritten afterwards, as a ring of buffers would. */
function* inChunks(bytes: Buffer, chunks: number[]): Generator<{ chunk: Buffer; at: number }> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const part = bytes.subarray(at, at + (chunks[turn % chunks.length] ?? 1));
    // At odd and even addresses.
    const chunk = Buffer.concat([Buffer.alloc(turn % 4), part]).subarray(turn % 4);
    yield { chunk, at };
    at += chunk.length;
    chunk.fill(120);
  }
}

const lowerAscii = (value: string) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const trim = (line: string) => line.replace(/\r$/, '');
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape code of the generator
const holds = (line: string, one: string) => lowerAscii(line.replace(/\u001b\[31m/g, '')).includes(lowerAscii(one));

function positions(wanted: string[], haystack: string): string[] {
  return wanted.flatMap((one, id) => {
    const found: string[] = [];
    for (let at = haystack.indexOf(one); at >= 0; at = haystack.indexOf(one, at + 1)) found.push(`${id}@${at}`);
    return found;
  });
}
