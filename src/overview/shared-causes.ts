import type { SharedCause } from '../report-format/overview.ts';
import { SEVERITIES } from '../report-format/report.ts';
import type { Digest, DigestedDiagnosis } from './digest.ts';
import { environmentsAmong } from './environments.ts';

/** A bundle by its name in the table; without a digest where it could not be analysed. */
export type Analysed = { bundle: string; digest?: Digest | undefined };

/** Diagnoses whose cause has the same fingerprint in two bundles or more: the widest and worst first, with a letter each. */
export function sharedCauses(bundles: readonly Analysed[]): SharedCause[] {
  const seen = new Map<string, { diagnosis: DigestedDiagnosis; in: Analysed[] }>();
  for (const analysed of bundles) {
    for (const diagnosis of analysed.digest?.diagnoses ?? []) {
      const entry = seen.get(diagnosis.fingerprint) ?? { diagnosis, in: [] };
      if (entry.in.at(-1) !== analysed) entry.in.push(analysed);
      if (rank(diagnosis) < rank(entry.diagnosis)) entry.diagnosis = diagnosis;
      seen.set(diagnosis.fingerprint, entry);
    }
  }
  return [...seen.values()]
    .filter((entry) => entry.in.length > 1)
    .sort(
      (a, b) =>
        b.in.length - a.in.length ||
        rank(a.diagnosis) - rank(b.diagnosis) ||
        (a.diagnosis.fingerprint < b.diagnosis.fingerprint ? -1 : 1),
    )
    .map((entry, index) => ({
      label: letters(index),
      fingerprint: entry.diagnosis.fingerprint,
      title: entry.diagnosis.title,
      severity: entry.diagnosis.severity,
      bundles: entry.in.map(({ bundle }) => bundle),
      environments: environmentsAmong(entry.in.flatMap(({ digest }) => digest ?? [])),
    }));
}

function rank({ severity }: DigestedDiagnosis): number {
  return SEVERITIES.indexOf(severity);
}

/** A ... Z, AA, AB ... */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}
