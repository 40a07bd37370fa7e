import { expect, test } from 'vitest';
import { continuationsOf } from '../../../src/analyze/diagnose/continuations.ts';
import type { Evidence } from '../../../src/report-format/report.ts';

const line = (text: string, after: string[]): Evidence => ({ type: 'log-line', file: 'db.log', line: 7, text, after });
const textsOf = (evidence: Evidence) => continuationsOf({ evidence: [evidence] }).map(({ text }) => text);

test('the detail behind a line belongs to its proof, the next line of the log does not', () => {
  const after = ['DETAIL:  The data were written by version 13.', 'LOG:  shutting down'];
  expect(textsOf(line('FATAL:  database files are incompatible with server', after))).toEqual([after[0]]);
});

test('a colon opens a list', () => {
  expect(
    textsOf(line('the request was blocked by the policies:', ['', 'require-limits:', '  no limit is set'])),
  ).toEqual(['require-limits:', '  no limit is set']);
});
