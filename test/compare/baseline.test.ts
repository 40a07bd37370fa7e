import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/commands/exit-code.ts';
import { withBaseline } from '../../src/compare/baseline.ts';
import { sampleReport } from '../report/sample-report.ts';

const knownOf = (rows: readonly { known?: boolean | undefined }[]) => rows.filter(({ known }) => known).length;

test('what the baseline has is known: findings, their diagnoses, and nothing is left to fail on', () => {
  const report = withBaseline(sampleReport(), sampleReport());
  expect(knownOf(report.findings)).toBe(report.findings.length);
  expect(knownOf(report.diagnoses)).toBe(report.diagnoses.length);
  expect(exitCodeOf(sampleReport(), { failOn: 'error', strict: false })).toBe(1);
  expect(exitCodeOf(report, { failOn: 'error', strict: false })).toBe(0);
});

test('a finding that the baseline lacks is not, nor is the diagnosis that it causes', () => {
  const baseline = sampleReport();
  const cause = baseline.diagnoses[0]?.cause;
  const report = withBaseline(sampleReport(), {
    ...baseline,
    findings: baseline.findings.filter(({ id }) => id !== cause),
  });
  expect(report.findings.find(({ id }) => id === cause)?.known).toBeUndefined();
  expect(report.diagnoses[0]?.known).toBeUndefined();
  expect(exitCodeOf(report, { failOn: 'error', strict: false })).toBe(1);
});

test('what was over and is back is news', () => {
  const baseline = sampleReport();
  for (const finding of baseline.findings) finding.current = false;
  const report = withBaseline(sampleReport(), baseline);
  expect(report.findings.filter(({ known, current }) => known && current)).toEqual([]);
});
