import type { Report } from '../report-format/report.ts';

/**
 * The report with what an earlier one already knew marked `known`: findings by fingerprint, diagnoses by their cause. What
 * was over in the earlier report and is there again is news.
 */
export function withBaseline(report: Report, baseline: Report): Report {
  const currentBefore = new Map<string, boolean>();
  for (const { fingerprint, current } of baseline.findings) {
    currentBefore.set(fingerprint, current || (currentBefore.get(fingerprint) ?? false));
  }
  const isKnown = ({ fingerprint, current }: Report['findings'][number]) => {
    const before = currentBefore.get(fingerprint);
    return before !== undefined && (before || !current);
  };
  const known = new Set(report.findings.filter(isKnown).map(({ id }) => id));
  return {
    ...report,
    findings: report.findings.map((finding) => (known.has(finding.id) ? { ...finding, known: true } : finding)),
    diagnoses: report.diagnoses.map((row) => (known.has(row.cause) ? { ...row, known: true } : row)),
  };
}
