import type { Report } from '../report-format/report.ts';
import { atLeast } from '../report-format/report.ts';
import { type Analysed, causesOf } from './causes.ts';
import type { DigestedDiagnosis } from './digest.ts';
import { environmentsAmong } from './environments.ts';

const MAX_NAMED = 5;

/**
 * Reasons to escalate that no bundle shows alone: the same cause breaks several environments now, so what they have in
 * common is to blame (a release, an image, a registry), not one of them. By the name of the bundle.
 */
export function escalationAcross(bundles: readonly Analysed[]): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const { diagnoses, bundles: affected } of causesOf(bundles, breaksNow).values()) {
    const environments = environmentsAmong(affected.flatMap(({ digest }) => digest ?? []));
    if (environments < 2) continue;
    for (const { bundle } of affected) {
      const others = affected.map((other) => other.bundle).filter((name) => name !== bundle);
      const reason = `The same cause breaks ${environments} environments: ${diagnoses[0].title} (also in ${named(others)}).`;
      reasons.set(bundle, [...(reasons.get(bundle) ?? []), reason]);
    }
  }
  return reasons;
}

/** A report with further reasons to escalate. */
export function withEscalation(report: Report, reasons: readonly string[] = []): Report {
  if (reasons.length === 0) return report;
  return { ...report, scope: { ...report.scope, escalate: [...(report.scope.escalate ?? []), ...reasons] } };
}

function breaksNow({ current, severity, known }: DigestedDiagnosis): boolean {
  return current && !known && atLeast(severity, 'error');
}

function named(bundles: readonly string[]): string {
  const more = bundles.length - MAX_NAMED;
  return `${bundles.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
