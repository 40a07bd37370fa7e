import { expect, test } from 'vitest';
import { compareCaptures } from '../../src/compare/compare.ts';
import { comparisonSchema } from '../../src/report-format/comparison.ts';
import type { Report } from '../../src/report-format/report.ts';
import { sampleReport } from '../report/sample-report.ts';

const compare = (before: Report, after: Report) =>
  comparisonSchema.parse(
    compareCaptures(
      { report: before, snapshot: undefined },
      { report: after, snapshot: undefined },
      {
        version: '0',
        redact: (body) => body,
      },
    ),
  );
const statuses = (before: Report, after: Report) =>
  compare(before, after).diagnoses.map(({ status, before: then, after: now }) => [status, (now ?? then)?.title]);

const [first, second] = sampleReport().diagnoses;
const firstOnly = sampleReport({ diagnoses: sampleReport().diagnoses.slice(0, 1) });

/** The sample in which the rule of the second diagnosis' cause ended otherwise. */
function outcomeOfSecond(outcome: Report['outcomes'][number]['outcome']): Report {
  const report = firstOnly;
  const cause = report.findings.find(({ id }) => id === second?.cause);
  return {
    ...report,
    findings: report.findings.filter((finding) => finding !== cause),
    outcomes: report.outcomes
      .filter(({ rule }) => rule !== cause?.rule)
      .concat({ rule: cause?.rule ?? '', pack: 'k', outcome }),
  };
}

test('the same report twice: everything is still there', () => {
  const { diagnoses, findings } = compare(sampleReport(), sampleReport());
  expect(new Set(diagnoses.map(({ status }) => status))).toEqual(new Set(['still']));
  expect(findings).toMatchObject({ new: [], gone: [] });
});

test('a diagnosis that only the second has is new, and stands first', () => {
  expect(statuses(firstOnly, sampleReport())).toEqual([
    ['new', second?.title],
    ['still', first?.title],
  ]);
});

test('a diagnosis is gone where its rule had all that it needs and matched nothing', () => {
  expect(statuses(sampleReport(), outcomeOfSecond('clear'))).toContainEqual(['gone', second?.title]);
});

test.each(['not-collected', 'not-applicable', 'error'] as const)(
  'where its rule is %s it is not known to be gone',
  (outcome) => {
    expect(statuses(sampleReport(), outcomeOfSecond(outcome))).toContainEqual(['unchecked', second?.title]);
  },
);

test('what has ended in the meantime is over', () => {
  const ended = sampleReport();
  for (const diagnosis of ended.diagnoses) diagnosis.current = false;
  expect(statuses(sampleReport(), ended)).toContainEqual(['over', first?.title]);
});

test('a cause that became part of another chain is still there', () => {
  const before = sampleReport({ diagnoses: sampleReport().diagnoses.slice(0, 1) });
  const symptom = before.diagnoses[0]?.chain[1] ?? '';
  for (const diagnosis of before.diagnoses) Object.assign(diagnosis, { cause: symptom, chain: [symptom] });
  expect(statuses(before, firstOnly)).toEqual([['still', first?.title]]);
});

test('two reports have no objects to compare, and it is said', () => {
  expect(compare(sampleReport(), sampleReport()).objects).toEqual({
    compared: false,
    why: 'A report holds findings and no objects; give two bundles to compare these too.',
  });
});

test('two clusters, a reversed order and a cut bundle are said', () => {
  const other = sampleReport();
  Object.assign(other.bundle, { cluster: { name: 'elsewhere' }, capturedAt: '2026-01-01T00:00:00Z', truncated: true });
  expect(compare(sampleReport(), other).caveats).toEqual([
    'These are two clusters: edge-muc-2 and elsewhere.',
    'The first was captured after the second.',
    'The second was cut off: what is missing there may not be gone.',
  ]);
});
