import { expect, test } from 'vitest';
import type { Needle, ScanResult } from '../../../src/analyze/scan/needle.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';

const REFUSED: Needle = {
  id: 'refused',
  literals: ['connection refused'],
  pattern: 'dial tcp (?P<address>[0-9.:]+): connect: connection refused',
  input: 'both',
};

const scan = (text: string, ...needles: Partial<Needle>[]): ScanResult => {
  const stream = createScanner(needles.map((needle) => ({ ...REFUSED, ...needle }))).stream();
  stream.push(Buffer.from(text));
  return stream.finish();
};
const line = (address: string) => `dial tcp ${address}: connect: connection refused`;

test('a hit tells the line as it stands, where it matched, its time and its surroundings', () => {
  const log = ['one', 'two', 'three', 'four', `2026-11-22T01:20:24.5Z ${line('10.0.0.1:5432')}`, 'six'].join('\n');
  expect(scan(log, {}).hits).toEqual([
    {
      needle: 'refused',
      captures: { address: '10.0.0.1:5432' },
      count: 1,
      lines: [5],
      first: expect.objectContaining({
        line: 5,
        text: `2026-11-22T01:20:24.5Z ${line('10.0.0.1:5432')}`,
        match: [23, 74],
        time: '2026-11-22T01:20:24Z',
        before: ['two', 'three', 'four'],
        after: ['six'],
      }),
      last: expect.objectContaining({ line: 5 }),
    },
  ]);
});

test('equal captures are one hit with its first, its last and how many; others are another', () => {
  const log = [line('10.0.0.1:1'), line('10.0.0.2:2'), line('10.0.0.1:1')].join('\n');
  expect(scan(log, {}).hits.map(({ captures, count, lines }) => [captures.address, count, lines])).toEqual([
    ['10.0.0.1:1', 2, [1, 3]],
    ['10.0.0.2:2', 1, [2]],
  ]);
});

test('beyond a hundred distinct captures lines are counted only', () => {
  const log = Array.from({ length: 130 }, (_, index) => line(`10.0.0.1:${index}`)).join('\n');
  const { hits, overflow } = scan(log, {});
  expect(hits).toHaveLength(100);
  expect(overflow).toEqual({ refused: 30 });
});

test('`unless` refuses a line', () => {
  expect(scan(`${line('10.0.0.1:1')} (retrying)`, { unless: ['retrying'] }).hits).toEqual([]);
});

test('`repeat` wants so many lines within so many seconds', () => {
  const at = (seconds: number) => `2026-11-22T01:20:${String(seconds).padStart(2, '0')}Z ${line('10.0.0.1:1')}\n`;
  const often = { repeat: { min: 3, within: 10 } };
  expect(scan(at(1) + at(20) + at(40), often).hits).toEqual([]);
  expect(scan(at(1) + at(20) + at(25) + at(29), often).hits[0]?.count).toBe(4);
  expect(scan(at(1) + at(2), often).hits).toEqual([]);
});

test('`bounds` hold a captured number against its limits', () => {
  const retry: Partial<Needle> = { literals: ['retry='], pattern: 'retry=(?P<n>\\d+)', bounds: { n: { min: 5 } } };
  expect(scan('retry=0\nretry=10', retry).hits.map(({ captures }) => captures.n)).toEqual(['10']);
});

test('`until` remembers the last line of the success', () => {
  expect(scan(`${line('10.0.0.1:1')}\nconnected\nConnected again\nbye`, { until: ['connected'] }).until).toEqual({
    refused: 3,
  });
});

test('message fields of JSON and logfmt are matched without their escapes, offsets are those of the file', () => {
  const user: Partial<Needle> = { literals: ['failed for user'], pattern: '^login failed for user "(?P<user>[^"]+)"$' };
  const json = '{"level":"error","msg":"login failed for user \\"bob\\"","n":1}';
  const [hit] = scan(json, user).hits;
  expect(hit?.captures).toEqual({ user: 'bob' });
  expect(json.slice(...(hit?.first.match ?? [0, 0]))).toBe('login failed for user \\"bob\\"');
  expect(scan('level=error msg="login failed for user \\"bob\\"" n=1', user).hits[0]?.captures).toEqual({
    user: 'bob',
  });
  expect(scan(JSON.stringify({ log: `${json}\n`, stream: 'stderr' }), user).hits[0]?.captures).toEqual({ user: 'bob' });
});

test('escape codes may stand inside a literal; lines and offsets stay those of the file', () => {
  const coloured = 'x \u001b[31mconnection\u001b[0m refused y';
  const [hit] = scan(coloured, { pattern: 'connection refused' }).hits;
  expect(hit?.first.text).toBe(coloured);
  expect(coloured.slice(...(hit?.first.match ?? [0, 0]))).toBe('connection\u001b[0m refused');
});

test('a pattern may span the lines of a stack trace', () => {
  const trace = [
    'app starts',
    'java.lang.RuntimeException: boot',
    '\tat a.B.c(B.java:1)',
    'Caused by: java.net.X: no route',
    'bye',
  ];
  const cause: Partial<Needle> = {
    literals: ['caused by'],
    pattern: 'RuntimeException: (?P<what>\\w+)(?s:.*)Caused by: (?P<why>\\S+): no route',
  };
  const [hit] = scan(trace.join('\n'), cause).hits;
  expect(hit?.captures).toEqual({ what: 'boot', why: 'java.net.X' });
  expect(hit?.first.line).toBe(2);
});

test('a record is the same whichever of its lines holds the literal', () => {
  const trace = [
    'Traceback (most recent call last):',
    '  File "a.py", line 1, in <module>',
    'psycopg2.OperationalError: role is missing',
    'next',
  ];
  const pattern = 'File "(?P<file>[^"]+)"(?s:.*)OperationalError: (?P<why>.+)';
  for (const literal of ['traceback', 'file "a', 'operationalerror']) {
    const [hit] = scan(trace.join('\n'), { literals: [literal], pattern }).hits;
    expect(hit?.captures).toEqual({ file: 'a.py', why: 'role is missing' });
    expect(hit?.first.line).toBe(1);
  }
});

test('FATAL and DETAIL of one PostgreSQL process are one record, whatever stands between', () => {
  const log = [
    '2026-11-22 01:20:24 UTC [12] FATAL:  password authentication failed for user "shop"',
    '2026-11-22 01:20:24 UTC [13] FATAL:  password authentication failed for user "other"',
    '2026-11-22 01:20:24 UTC [12] DETAIL:  Role "shop" does not exist.',
    '2026-11-22 01:20:25 UTC [14] LOG:  checkpoint starting',
  ];
  const role: Partial<Needle> = {
    literals: ['authentication failed'],
    pattern: 'authentication failed for user "(?P<user>\\w+)"(?s:.*)Role "\\w+" does not exist',
  };
  expect(scan(log.join('\n'), role).hits.map(({ captures }) => captures.user)).toEqual(['shop']);
  const ofDetail = { ...role, literals: ['does not exist'] };
  expect(scan(log.join('\n'), ofDetail).hits.map(({ captures }) => captures.user)).toEqual(['shop']);
});

test('error lines that no needle knows are folded by what they have in common', () => {
  const log = [
    '2026-11-22T01:20:24Z ERROR cannot save order 17',
    '2026-11-22T01:20:25Z ERROR cannot save order 18',
    'level=error msg="no such table"',
    '{"level":"error","msg":"queue is full"}',
    'E1122 01:20:24.000001       1 main.go:10] lost the lease',
    'panic: nil map',
    `ERROR ${line('10.0.0.1:1')}`,
    'no error here, level=info errors=0 --log-level=ERROR',
  ];
  expect(scan(log.join('\n'), {}).unknown.map(({ first, count, last }) => [first.line, last.line, count])).toEqual([
    [1, 2, 2],
    [3, 3, 1],
    [4, 4, 1],
    [5, 5, 1],
    [6, 6, 1],
  ]);
});

test('the last lines that are not empty are kept, with their numbers', () => {
  const log = `${Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n')}\n\n   \n`;
  const { tail, lines } = scan(log, {});
  expect(lines).toBe(22);
  expect(tail.map(({ line }) => line)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  expect(tail.at(-1)).toEqual({ line: 20, text: 'line 20' });
});

test('a line beyond the cap is cut, and what follows keeps its number', () => {
  const { hits, lines } = scan(`${'x'.repeat(200_000)}connection refused\n${line('10.0.0.1:1')}`, {});
  expect(lines).toBe(2);
  expect(hits.map(({ first }) => first.line)).toEqual([2]);
});

test('a statement that a terminal wrapped is found over its lines', () => {
  const stream = createScanner([REFUSED]).stream({ input: 'text' });
  stream.push(
    Buffer.from('Some words.\n\nthe server said: error: dial tcp 10.0.0.1:5432: connect:\n  connection refused\n'),
  );
  const [hit] = stream.finish().hits;
  expect(hit?.first).toMatchObject({
    line: 3,
    text: 'the server said: error: dial tcp 10.0.0.1:5432: connect: connection refused',
  });
});

test('short lines of a table are not taken for one statement', () => {
  const stream = createScanner([REFUSED]).stream({ input: 'text' });
  stream.push(Buffer.from('dial tcp 10.0.0.1:5432: connect:\nconnection refused\n'));
  expect(stream.finish().hits).toEqual([]);
});
