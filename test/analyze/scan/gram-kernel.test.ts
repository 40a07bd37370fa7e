import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { gramKernel } from '../../../src/analyze/scan/gram-kernel.ts';
import { type ChunkSearch, gramSearch } from '../../../src/analyze/scan/gram-search.ts';
import { compileGrams, createGramCounts, type Literal } from '../../../src/analyze/scan/gram-table.ts';
import { compileFinder } from '../../../src/analyze/scan/literal-finder.ts';
import { passLines } from '../../../src/analyze/scan/passing-lines.ts';

afterEach(() => vi.unstubAllGlobals());

const NOTHING = Buffer.alloc(0);
const gramsOf = (literals: Literal[]) => compileGrams(literals, createGramCounts());

function kernelOf(literals: Literal[]): ChunkSearch {
  const kernel = gramKernel(gramsOf(literals));
  if (!kernel) throw new Error('the kernel is to be had here');
  return kernel;
}

function foundBy(search: ChunkSearch, before: Uint8Array, chunk: Uint8Array): [number, number][] {
  const found: [number, number][] = [];
  search.search(before, chunk, (literal, end) => found.push([literal, end]));
  return found.sort(([a, x], [b, y]) => x - y || a - b);
}

/** Literals that contain each other, a short one, and a word; of letters that occur everywhere in the text. */
const literals: Literal[] = [
  { text: 'connect failed' },
  { text: 'failed: connect' },
  { text: 'connect' },
  { text: 'refuse' },
  { text: 'error', isWord: true },
];
const text = fc
  .array(
    fc.constantFrom(
      'connect',
      ' failed',
      ': ',
      'Connect',
      'REFUSE',
      'error',
      ' ',
      '_',
      '\n',
      'x',
      'é',
      '\0',
      '[error]',
    ),
    { maxLength: 400 },
  )
  .map((parts) => Buffer.from(parts.join('')));

test('the kernel finds what the search in TypeScript finds, also what crosses the border', () => {
  const [kernel, search] = [kernelOf(literals), gramSearch(gramsOf(literals))];
  fc.assert(
    fc.property(text, fc.nat(40), (bytes, border) => {
      // As many bytes before the chunk as the longest literal and one more, as the finder gives them.
      const [before, chunk] = [bytes.subarray(0, Math.min(border, 16)), bytes.subarray(Math.min(border, 16))];
      fc.pre(chunk.length > 0);
      expect(foundBy(kernel, before, chunk)).toEqual(foundBy(search, before, chunk));
    }),
    { numRuns: 500 },
  );
});

test('a chunk may hold more than the list has room for, and be larger than the memory was made for', () => {
  const line = 'connect failed: connect\n';
  const chunk = Buffer.from(line.repeat(60_000));
  expect(chunk.length).toBeGreaterThan(1024 * 1024);
  const ends: number[] = [];
  kernelOf(literals).search(NOTHING, chunk, (literal, end) => {
    if (literal === 1) ends.push(end);
  });
  expect(ends).toEqual(Array.from({ length: 60_000 }, (_, index) => index * line.length + line.length - 1));
});

test('the kernel passes the lines that the TypeScript passes', () => {
  const kernel = kernelOf(literals);
  const lines = fc
    .array(fc.constantFrom('\n', '\nE1123', '\nFailed', 'E', 'a', 'some longer part of a line', '\r\n'), {
      minLength: 1,
      maxLength: 60,
    })
    .map((parts) => Buffer.from(parts.join('')));
  fc.assert(
    fc.property(lines, fc.nat(), fc.nat(), (chunk, first, second) => {
      const [from, to] = [first % chunk.length, second % (chunk.length + 1)].sort((a, b) => a - b) as [number, number];
      kernel.search(NOTHING, chunk, () => undefined);
      const passed = kernel.pass(from, to);
      const expected = passLines(chunk, from, to);
      expect(passed.lines).toBe(expected.lines);
      if (expected.lines > 0) expect(passed.start).toBe(expected.start);
    }),
    { numRuns: 1000 },
  );
});

test('short literals, and very many that look alike, are left to the search in TypeScript', () => {
  expect(gramKernel(gramsOf([{ text: 'oom' }, { text: 'connection refused' }]))).toBeUndefined();
  const alike = Array.from({ length: 300 }, (_, index) => ({ text: 'a'.repeat(8 + index) }));
  expect(gramKernel(gramsOf(alike))).toBeUndefined();
});

test('without WebAssembly the same is found', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(gramKernel(gramsOf(literals))).toBeUndefined();
  const search = compileFinder(literals, 0).start();
  const found: number[] = [];
  search.scan(Buffer.from('connect failed\n'), (literal) => found.push(literal));
  expect(found.sort()).toEqual([0, 2]);
});
