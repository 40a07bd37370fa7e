import { expect, test } from 'vitest';
import { renderTroubleshoot } from '../../src/report/troubleshoot.ts';
import type { Report } from '../../src/report-format/report.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, quietReport, sampleReport } from './sample-report.ts';

type Result = {
  name: string;
  labels: Record<string, string>;
  insight: { name: string; labels: Record<string, string>; primary: string; detail: string; severity: string };
  severity: string;
  analyzerSpec: string;
  error?: string;
  involvedObject?: { kind: string; namespace?: string; name: string };
};

const resultsOf = (report: Report) => JSON.parse(renderTroubleshoot(report)) as Result[];

test('the first result is the first diagnosis, with its proof and the object that causes it', () => {
  const report = sampleReport();
  const [first] = resultsOf(report);
  const [diagnosis] = report.diagnoses;
  const cause = report.findings.find(({ id }) => id === diagnosis?.cause);

  expect(first).toMatchObject({
    severity: 'error',
    analyzerSpec: '',
    labels: { desiredPosition: '1', iconUri: '' },
    insight: { primary: diagnosis?.title, severity: 'error' },
    involvedObject: { kind: cause?.subject.kind, name: cause?.subject.name },
  });
  expect(first?.insight.detail).toContain(diagnosis?.summary);
  expect(first?.insight.detail).toContain(cause?.evidence[0]?.file);
  expect(first?.error).toBe(first?.insight.detail);
});

test('a finding that no diagnosis explains stands for itself, one that is explained does not', () => {
  const report = sampleReport();
  const explained = new Set(report.diagnoses.flatMap(({ chain }) => chain));
  const open = report.findings.filter(({ id }) => !explained.has(id));
  const withoutDiagnoses = resultsOf(sampleReport({ diagnoses: [] }));
  expect(withoutDiagnoses.filter(({ involvedObject }) => involvedObject)).toHaveLength(report.findings.length);
  expect(resultsOf(report).filter(({ involvedObject }) => involvedObject)).toHaveLength(
    report.diagnoses.length + open.length,
  );
});

test('what was not collected is a warning, and a pass says what it leaves open', () => {
  const results = resultsOf(quietReport());
  expect(results.find(({ insight }) => /could not be checked$/.test(insight.primary))).toMatchObject({
    severity: 'warn',
  });
  for (const { severity, insight } of results.filter(({ severity: level }) => level === 'debug')) {
    expect(severity).toBe(insight.severity);
    expect(insight.detail).toMatch(/matched nothing/);
  }
});

test('an area with a failed rule is no pass', () => {
  const outcomes: Report['outcomes'] = [
    { rule: 'a', pack: 'area', outcome: 'clear' },
    { rule: 'b', pack: 'area', outcome: 'error', reason: 'broken' },
  ];
  const results = resultsOf({ ...quietReport(), outcomes });
  expect(results.map(({ severity }) => severity)).toEqual(['warn']);
});

test('a bundle of which nothing could be read does not pass', () => {
  expect(resultsOf(emptyReport()).map(({ severity }) => severity)).toEqual(['warn']);
});

test.each(HOSTILE)('no text of a bundle leaves its field: %s', (_, payload) => {
  for (const { name } of resultsOf(hostileReport(payload))) expect(name).toMatch(/^[a-z0-9.]+$/);
});
