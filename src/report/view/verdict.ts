import type { Diagnosis, Report, Severity } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import { MAX_TITLE } from './diagnosis.ts';

export type Verdict = {
  tone: Severity | 'none';
  /** What is wrong, in a sentence. */
  headline: string;
  /** What the headline must not be taken for. */
  caveat: string | undefined;
};

/** The answer to "what is wrong?". Nothing found is worded as just that, never as health. */
export function verdictOf(report: Report): Verdict {
  const [first] = report.diagnoses;
  const unchecked = report.outcomes.filter(({ outcome }) => outcome === 'not-collected').length;
  const caveat = unchecked === 0 ? undefined : `${counted(unchecked, 'rule')} could not be checked in this bundle.`;
  if (first) return { ...verdictOn(first), caveat: breaksNow(first) ? undefined : caveat };
  const headline =
    report.findings.length === 0
      ? 'No rule matched'
      : `No cause was found for ${counted(report.findings.length, 'finding')}`;
  return {
    tone: 'none',
    headline,
    caveat: caveat ?? 'Trouble that no rule knows is not seen by this report.',
  };
}

const breaksNow = ({ current, severity }: Diagnosis) => current && (severity === 'critical' || severity === 'error');

function verdictOn(diagnosis: Diagnosis): Omit<Verdict, 'caveat'> {
  const title = oneLine(diagnosis.title, MAX_TITLE);
  if (breaksNow(diagnosis)) return { tone: diagnosis.severity, headline: title };
  // Past trouble and warnings are worth reading, and are not what is broken now.
  const headline = diagnosis.current ? `Nothing was found broken now. Watch: ${title}` : `Over at capture: ${title}`;
  return { tone: diagnosis.severity, headline };
}

/** `2 errors, 1 warning` of the findings, worst first. */
export function countsOf(report: Report): { severity: Severity; count: number }[] {
  const severities: Severity[] = ['critical', 'error', 'warning', 'info'];
  return severities
    .map((severity) => ({ severity, count: report.findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0);
}
