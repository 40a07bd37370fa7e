import { describe, expect, test } from 'vitest';
import { renderTerminal } from '../../src/report/terminal.ts';
import { expectGolden } from './golden.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, quietReport, sampleReport } from './sample-report.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('the first diagnosis is told in full, the rest in lines', () => {
  expectGolden('bifrost-provider-key.txt', renderTerminal(sampleReport(), { width: 90 }));
});

test('the proof has its place, and a command that changes the cluster is marked', () => {
  const lines = renderTerminal(sampleReport(), { width: 100 }).split('\n');
  expect(lines.some((line) => line.includes('bifrost-previous.log:118'))).toBe(true);
  expect(
    lines.filter((line) => line.includes('# changes the cluster')).map((line) => line.trim().slice(0, 20)),
  ).toEqual(['$ kubectl -n ai patc', '$ kubectl -n ai roll']);
});

test('nothing found is worded as no rule matched', () => {
  const text = renderTerminal(quietReport(), { width: 80 });
  expect(text).toContain('No rule matched\n5 rules could not be checked in this bundle.');
  expect(text).toContain('  Node (2 rules)');
  expect(renderTerminal(emptyReport())).toContain('No rule matched\nTrouble that no rule knows is not seen');
});

test('findings without a diagnosis are listed', () => {
  expect(renderTerminal(sampleReport({ diagnoses: [] }))).toContain('No cause was found for 7 findings');
});

describe.each([40, 60, 80, 120])('at %d columns', (width) => {
  test('no line is wider, but for places and commands that are meant to be copied', () => {
    const lines = renderTerminal(sampleReport(), { width }).split('\n');
    const wide = lines.filter((line) => line.length > width);
    expect(wide.filter((line) => !/^\s+(?:\$ |cluster-resources\/)/.test(line))).toEqual([]);
  });
});

test('colour only where it is asked for', () => {
  expect(renderTerminal(sampleReport())).not.toMatch(CONTROL);
  expect(renderTerminal(sampleReport(), { color: true })).toContain('\u001b[31mCRITICAL\u001b[39m');
});

test.each(HOSTILE)('%s reaches the terminal as text', (_name, payload) => {
  const text = renderTerminal(hostileReport(payload), { width: 80 });
  expect(text).not.toMatch(CONTROL);
  const own = renderTerminal(hostileReport(payload), { width: 80, color: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours, which are allowed
  expect(own.replace(/\u001b\[(?:1|2|22|31|33|34|36|39)m/g, '')).not.toMatch(CONTROL);
});
