import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { goldenOf, rulesOf } from '../../scripts/coverage.ts';
import type { CoverageRow } from '../../scripts/coverage-rows.ts';
import { COVERAGE_ROWS, NOT_PROVEN } from '../../scripts/coverage-rows.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const byRow = new Map(COVERAGE_ROWS.map((row) => [row.row, row]));

function isProven({ row, kind, to = [], proof }: CoverageRow): boolean {
  if (kind === 'cause') return goldenOf(row).length >= 1;
  if (kind === 'system') return goldenOf(row).length >= 5;
  if (kind === 'route') return to.length > 0 && to.every((target) => isProven(byRow.get(target) as CoverageRow));
  const file = proof && path.join(ROOT, proof.file);
  if (file === undefined || !existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  return proof?.tests.every((name) => text.includes(`test('${name}'`)) ?? false;
}

test('every row of both guides is there, once and in order', () => {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  expect(COVERAGE_ROWS.map(({ row }) => row)).toEqual([...numbered('A', 34), ...numbered('B', 24)]);
});

test('every row has a proof, apart from those that are said to have none', () => {
  expect(COVERAGE_ROWS.filter((row) => !isProven(row)).map(({ row }) => row)).toEqual(NOT_PROVEN);
});

test('every rule that is named exists', async () => {
  const known = new Set((await rulesFrom([])).rules.map(({ id }) => id));
  expect(COVERAGE_ROWS.flatMap(rulesOf).filter((id) => !known.has(id))).toEqual([]);
});
