import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Needle, ScanResult } from '../../../src/analyze/scan/needle.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';

const REFUSED: Needle = {
  id: 'refused',
  literals: ['connection refused'],
  pattern: 'dial tcp (?P<address>[0-9.:]+): connect: connection refused',
  input: 'log',
};
const MESSAGE = `${'x'.repeat(200)} dial tcp 10.0.0.1:5432: connect: connection refused ${'y'.repeat(100)}`;

function scan(log: string | Buffer, needles: Needle[] = [REFUSED], size = log.length): ScanResult {
  const stream = createScanner(needles).stream();
  const bytes = Buffer.from(log);
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size));
  return stream.finish();
}

const TIME = '2026-11-22T01:20:24.123456789Z';
const partsOf = (message: string, stream: string, ...cuts: number[]) =>
  [...cuts, message.length].map(
    (cut, at) => `${TIME} ${stream} ${at < cuts.length ? 'P' : 'F'} ${message.slice(cuts[at - 1] ?? 0, cut)}`,
  );
const told = ({ hits }: ScanResult) => hits.map(({ captures, count, lines }) => [captures.address, count, lines]);

test('a message in parts is one line at its first part, wherever it was cut', () => {
  const start = MESSAGE.indexOf('dial');
  for (let cut = start - 2; cut < start + 60; cut++) {
    const log = ['before', ...partsOf(MESSAGE, 'stdout', cut), 'after'].join('\n');
    const [hit] = scan(log).hits;

    expect(hit, `cut at ${cut}`).toMatchObject({
      captures: { address: '10.0.0.1:5432' },
      count: 1,
      lines: [2],
      first: { line: 2, text: `${TIME} stdout P ${MESSAGE}`, time: '2026-11-22T01:20:24Z' },
    });
    expect(hit?.first.before).toEqual(['before']);
    expect(hit?.first.after).toEqual(['after']);
    const [from, to] = hit?.first.match ?? [];
    expect(hit?.first.text.slice(from, to)).toMatch(/^dial tcp .* refused$/);
  }
});

test('the streams of a container are put together each by itself, and other lines stay their own', () => {
  const out = partsOf(MESSAGE, 'stdout', 210, 230);
  const err = partsOf(MESSAGE.replace('5432', '6379'), 'stderr', 215);
  const other = 'dial tcp 10.0.0.9:1: connect: connection refused';

  expect(told(scan([out[0], err[0], out[1], other, err[1], out[2]].join('\n')))).toEqual([
    ['10.0.0.1:5432', 1, [1]],
    ['10.0.0.1:6379', 1, [2]],
    ['10.0.0.9:1', 1, [4]],
  ]);
});

test('first and last of what is said again and again are told by where the messages begin', () => {
  const [head = '', tail = ''] = partsOf(MESSAGE, 'stdout', 220);
  const whole = `${TIME} stderr F ${MESSAGE}`;
  const [hit] = scan([head, whole, tail, whole, head, tail].join('\n')).hits;

  expect(hit).toMatchObject({ count: 4, lines: [1, 2, 4, 5], first: { line: 1 }, last: { line: 5 } });
});

test('whatever the cuts and the chunks, the hits are those of whole messages', () => {
  const messages = [
    MESSAGE,
    `{"level":"error","msg":"ä€😀 ${MESSAGE}"}`,
    'nothing to see',
    MESSAGE.replace('5432', '1'),
  ];
  const cuts = fc.array(fc.nat({ max: 500 }), { maxLength: 3 });
  const chosen = fc.array(fc.record({ at: fc.nat({ max: messages.length - 1 }), cuts }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(chosen, fc.integer({ min: 1, max: 3000 }), (messagesCut, size) => {
      const lines: Buffer[] = [];
      const starts: string[] = [];
      for (const { at, cuts } of messagesCut) {
        const bytes = Buffer.from(messages[at] ?? '');
        const address = /dial tcp ([0-9.:]+):/.exec(messages[at] ?? '')?.[1];
        if (address) starts.push(`${lines.length + 1} ${address}`);
        const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        for (const [index, end] of ends.entries()) {
          const mark = index < ends.length - 1 ? 'P' : 'F';
          lines.push(
            Buffer.concat([
              Buffer.from(`${TIME} stdout ${mark} `),
              bytes.subarray(ends[index - 1] ?? 0, end),
              Buffer.from('\n'),
            ]),
          );
        }
      }
      const { hits } = scan(Buffer.concat(lines), [REFUSED], size);
      const found = hits.flatMap(({ captures, lines }) => lines.map((line) => `${line} ${captures.address}`));

      expect(found.sort()).toEqual(starts.sort());
    }),
  );
});

test('a message whose last part is missing is judged by what is there', () => {
  const [head = '', middle = '', tail = ''] = partsOf(MESSAGE, 'stdout', 220, 270);

  expect(told(scan([head, middle].join('\n')))).toEqual([['10.0.0.1:5432', 1, [1]]]);
  expect(told(scan([tail, `${TIME} stdout F ${MESSAGE}`].join('\n')))).toEqual([['10.0.0.1:5432', 1, [2]]]);
});

test('a message is put together up to the line cap; what lies beyond is judged by itself', () => {
  const part = 'z'.repeat(16 * 1024);
  const message = `${part}${part}${part}${part}${part}${MESSAGE}`;
  const log = partsOf(message, 'stdout', ...[1, 2, 3, 4, 5].map((at) => at * part.length)).join('\n');
  const [hit] = scan(log).hits;

  expect(hit?.captures).toEqual({ address: '10.0.0.1:5432' });
  expect(hit?.first.text.length).toBeLessThan(64 * 1024);
});

test('the words of a part within a message are no part', () => {
  expect(told(scan(`copied: ${TIME} stdout P ${MESSAGE}\nF\n`))).toEqual([['10.0.0.1:5432', 1, [1]]]);
});

test('a message at error level that no needle knows is one unknown line, with all of its parts', () => {
  const log = partsOf(`level=error msg="disk ${'x'.repeat(60)} is full"`, 'stderr', 30).join('\n');

  expect(scan(log).unknown).toMatchObject([{ count: 1, first: { line: 1, text: expect.stringContaining('is full') } }]);
});

test('the success that ends a trouble may come in parts', () => {
  const log = [MESSAGE, ...partsOf(`${'x'.repeat(40)} connection established`, 'stdout', 50)].join('\n');

  expect(scan(log, [{ ...REFUSED, until: ['connection established'] }]).until).toEqual({ refused: 2 });
});
