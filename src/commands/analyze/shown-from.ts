import type { Shown } from '../../report/view/time.ts';
import type { Report, Severity } from '../../report-format/report.ts';
import { atLeast } from '../../report-format/report.ts';

/** What people read may leave out what is less severe than they asked for, and says how much; data formats hold everything. */
export function shownFrom(report: Report, minSeverity: Severity): Shown {
  if (minSeverity === 'info') return report;
  const diagnoses = report.diagnoses.filter(({ severity }) => atLeast(severity, minSeverity));
  const needed = new Set(diagnoses.flatMap(({ chain }) => chain));
  const kept = report.findings.filter(({ id, severity }) => atLeast(severity, minSeverity) || needed.has(id));
  return { ...report, diagnoses, findings: kept, hidden: report.findings.length - kept.length };
}
