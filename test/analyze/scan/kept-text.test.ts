import { expect, test } from 'vitest';
import { contextOf, createKeptText } from '../../../src/analyze/scan/kept-text.ts';
import type { HitLine, Needle } from '../../../src/analyze/scan/needle.ts';
import { planScan } from '../../../src/analyze/scan/plan.ts';
import { createStreamScan } from '../../../src/analyze/scan/stream-scan.ts';

const filler = (length: number) => 'word '.repeat(length / 5);
const lineWith = (text: string, at: number, length: number): HitLine => ({
  line: 7,
  text,
  match: [at, at + length],
  before: ['above'],
  after: [],
});

test('while there is room a line is kept as it is', () => {
  const line = lineWith(`${filler(50_000)}disk full`, 50_000, 9);
  expect(createKeptText(1_000_000).add(line)).toEqual(line);
});

test('without room a line is kept around its match, from the beginning of a word on, and nothing around it', () => {
  const token = 's3cr3t'.repeat(40);
  const text = `${filler(5000)}password=${token} disk full ${filler(5000)}`;
  const at = text.indexOf('disk full');
  const kept = createKeptText(0).add(lineWith(text, at, 9));

  expect(kept.text).toHaveLength(1000);
  expect(kept.text.slice(...(kept.match ?? []))).toBe('disk full');
  // Half of the password would not be recognised as one.
  expect(kept.text.startsWith('disk full')).toBe(true);
  expect(kept).toMatchObject({ line: 7, before: [], after: [] });
});

test('what several lines would take is counted, above and below and once again for the last', () => {
  const kept = createKeptText(100_000);
  const line = lineWith(`disk full ${filler(10_000)}`, 0, 9);
  const lengths = Array.from({ length: 6 }, () => kept.add(line).text.length);
  expect(lengths).toEqual([10_010, 10_010, 10_010, 10_010, 1000, 1000]);
  expect(kept.captures({ path: filler(5000) }).path).toHaveLength(1000);
});

test('of lines above and below a hit more than people read is not kept', () => {
  expect(contextOf('short')).toBe('short');
  expect(contextOf(filler(60_000))).toHaveLength(4096);
});

test('when too much is kept, only the first of a needle is; the others are counted', () => {
  const needles: Needle[] = [
    { id: 'disk', literals: ['disk full'], pattern: 'disk full on (?P<node>\\S+)', input: 'both' },
    { id: 'link', literals: ['link down'], input: 'both' },
  ];
  const keeping = { hits: createKeptText(1000, 1), unknown: createKeptText(1000, 1), tails: createKeptText() };
  const scan = createStreamScan(planScan(needles, 'log'), keeping);
  scan.push(Buffer.from('disk full on a\ndisk full on b\nlink down\ndisk full on c\nERROR one\nERROR two\n'));
  const { hits, overflow, unknown } = scan.finish();

  expect(hits.map(({ needle, captures, count }) => [needle, captures.node, count])).toEqual([
    ['disk', 'a', 1],
    ['link', undefined, 1],
  ]);
  expect(overflow).toEqual({ disk: 2 });
  expect(unknown.map(({ text }) => text)).toEqual(['ERROR one']);
});

test('of the last lines of a log the last two are kept, when too much is', () => {
  const kept = createKeptText(3000);
  const lines = Array.from({ length: 10 }, (_, line) => ({ line, text: filler(300) }));
  expect(kept.lastLines(lines)).toEqual(lines);
  expect(kept.lastLines(lines).map(({ line }) => line)).toEqual([8, 9]);
});
