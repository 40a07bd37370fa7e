import type { Report, Severity } from '../report-format/report.ts';
import { atLeast } from '../report-format/report.ts';

type Conditions = { failOn: Severity | undefined; strict: boolean };

/** 1: a present, unknown finding at or above the threshold. 4: strict, and something was not collected or cut. 0: else. */
export function exitCodeOf(report: Report, { failOn, strict }: Conditions): number {
  const counts = ({ current, known, severity }: Report['findings'][number]) =>
    failOn !== undefined && current && !known && atLeast(severity, failOn);
  if (report.findings.some(counts)) return 1;
  return strict && isIncomplete(report) ? 4 : 0;
}

function isIncomplete({ bundle, coverage, outcomes }: Report): boolean {
  return bundle.truncated || coverage.gaps.length > 0 || outcomes.some(({ outcome }) => outcome === 'error');
}
