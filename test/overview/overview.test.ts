import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/overview/digest.ts';
import { escalationAcross, withEscalation } from '../../src/overview/escalate.ts';
import type { Result } from '../../src/overview/overview.ts';
import { overviewOf } from '../../src/overview/overview.ts';
import { overviewRowSchema } from '../../src/report-format/overview.ts';
import type { Report } from '../../src/report-format/report.ts';
import { quietReport, sampleReport } from '../report/sample-report.ts';

/** The sample as captured in another cluster: other ids, the same fingerprints. */
function inCluster(name: string, changes: Partial<Report> = {}): Report {
  const report = sampleReport(changes);
  return { ...report, bundle: { ...report.bundle, cluster: { name } } };
}

const analysed = (bundle: string, report: Report, exitCode = 0): Result => ({
  bundle,
  report: `${bundle}.report.html`,
  exitCode,
  digest: digestOf(report),
});
const broken: Result = { bundle: 'c', exitCode: 3, error: { code: 'NOT_A_BUNDLE', message: 'c is not a bundle' } };

describe('the table over several bundles', () => {
  const { rows, shared } = overviewOf([
    analysed('a', inCluster('muc')),
    analysed('b', inCluster('ham')),
    broken,
    analysed('d', quietReport()),
  ]);

  test('has a row for each in the order given, the broken one among them, and fits its schema', () => {
    expect(rows.map(({ bundle }) => bundle)).toEqual(['a', 'b', 'c', 'd']);
    expect(rows.map((row) => overviewRowSchema.parse(row))).toEqual(rows);
    expect(rows[2]).toEqual({ schemaVersion: 1, ...broken });
  });

  test('names the cluster, the first diagnosis with its fingerprint, and the bundles that have it too', () => {
    const report = sampleReport();
    const [diagnosis] = report.diagnoses;
    const cause = report.findings.find(({ id }) => id === diagnosis?.cause);
    expect(rows[0]).toMatchObject({
      cluster: 'muc',
      capturedAt: report.bundle.capturedAt,
      first: { id: diagnosis?.id, fingerprint: cause?.fingerprint, confidence: diagnosis?.confidence },
      group: rows[1]?.group,
      sameAs: ['b'],
    });
  });

  test('a bundle without a diagnosis has none, and says how much was not checked', () => {
    expect(rows[3]?.first).toBeUndefined();
    expect(rows[3]?.uncheckedRules).toBeGreaterThan(0);
  });

  test('lists what is shared once, with the environments that can be told apart', () => {
    expect(shared.map(({ bundles, environments }) => ({ bundles, environments }))).toEqual(
      sampleReport().diagnoses.map(() => ({ bundles: ['a', 'b'], environments: 2 })),
    );
    expect(shared.map(({ label }) => label)).toEqual(['A', 'B', 'C'].slice(0, shared.length));
  });
});

describe('the advice to escalate', () => {
  const reasonsOf = (...reports: Report[]) =>
    escalationAcross(reports.map((report, index) => analysed(`bundle-${index}`, report)));

  test('is raised in every bundle of several environments that one cause breaks now', () => {
    const reasons = reasonsOf(inCluster('muc'), inCluster('ham'), quietReport());
    expect([...reasons.keys()]).toEqual(['bundle-0', 'bundle-1']);
    expect(reasons.get('bundle-0')?.[0]).toBe(
      `The same cause breaks 2 environments: ${sampleReport().diagnoses[0]?.title} (also in bundle-1).`,
    );
  });

  test('stands behind the reasons that a bundle has of its own', () => {
    const report = inCluster('muc', { scope: { level: 'environment', names: [], escalate: ['Several layers.'] } });
    expect(withEscalation(report, ['More.']).scope.escalate).toEqual(['Several layers.', 'More.']);
    expect(withEscalation(report)).toBe(report);
  });

  test.each([
    ['two captures of one cluster', [inCluster('muc'), inCluster('muc')]],
    ['a trouble that is over', past(inCluster('muc'), inCluster('ham'))],
    ['a trouble that is known', known(inCluster('muc'), inCluster('ham'))],
  ])('is not raised by %s', (_, reports) => {
    expect(reasonsOf(...reports).size).toBe(0);
  });

  function past(...reports: Report[]): Report[] {
    return reports.map((report) => ({
      ...report,
      diagnoses: report.diagnoses.map((row) => ({ ...row, current: false })),
    }));
  }
  function known(...reports: Report[]): Report[] {
    return reports.map((report) => ({
      ...report,
      diagnoses: report.diagnoses.map((row) => ({ ...row, known: true })),
    }));
  }
});
