import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze/index.ts';
import { logFile } from '../../src/bundle-format/layout.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';
import { atLeast } from '../../src/report-format/report.ts';
import { dayOf } from '../support/normal-day/day.ts';
import { readShapes } from '../support/normal-day/shapes.ts';
import { entriesOf } from '../support/read-bundle.ts';

const FOLDER = path.join(import.meta.dirname, 'normal-day');
const SEED = 8;

const systems = readdirSync(FOLDER).map((file) => file.replace(/\.txt$/, ''));
const days = systems.map((system) => {
  const shapes = readShapes(readFileSync(path.join(FOLDER, `${system}.txt`), 'utf8'));
  return { system, shapes, day: dayOf(shapes, SEED) };
});

/** All systems in one bundle, each in a namespace of its own. No object says that a pod is well: the lines must. */
const files = Object.fromEntries(
  days.flatMap(({ system, day }) =>
    [
      { pod: `${system}-0`, previous: true, lines: day.previous },
      { pod: `${system}-0`, previous: false, lines: day.current },
      { pod: `${system}-1`, previous: false, lines: day.rotated },
    ].map(({ pod, previous, lines }) => [
      logFile({ namespace: system, pod, container: system, previous }),
      `${lines.join('\n')}\n`,
    ]),
  ),
);

const { findings } = await analyze(entriesOf(files), await rulesFrom([]), { name: 'days', version: '0' });

test.each(days)('a day of $system is no trouble', ({ system }) => {
  const loud = findings.filter(({ severity, subject }) => atLeast(severity, 'warning') && subject.namespace === system);
  expect(loud.map(({ rule, evidence }) => `${rule}: ${evidence.map(({ text }) => text).join('\n')}`)).toEqual([]);
});

test('nothing is said of all of them together', () => {
  const loud = findings.filter(({ severity, subject }) => atLeast(severity, 'warning') && !subject.namespace);
  expect(loud.map(({ rule }) => rule)).toEqual([]);
});

test.each(days)('the day of $system has what a day has', ({ shapes, day }) => {
  expect(shapes.length).toBeGreaterThanOrEqual(15);
  expect(day.previous.length + day.current.length + day.rotated.length).toBeGreaterThan(1000);
});
