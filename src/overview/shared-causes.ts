import type { SharedCause } from '../report-format/overview.ts';
import { SEVERITIES } from '../report-format/report.ts';
import { type Analysed, causesOf } from './causes.ts';
import type { DigestedDiagnosis } from './digest.ts';
import { environmentsAmong } from './environments.ts';

/** Diagnoses whose cause has the same fingerprint in two bundles or more: the widest and worst first, with a letter each. */
export function sharedCauses(bundles: readonly Analysed[]): SharedCause[] {
  return [...causesOf(bundles)]
    .map(([fingerprint, { diagnoses, bundles: found }]) => ({ fingerprint, worst: worstOf(diagnoses), found }))
    .filter(({ found }) => found.length > 1)
    .sort(
      (a, b) =>
        b.found.length - a.found.length || rank(a.worst) - rank(b.worst) || (a.fingerprint < b.fingerprint ? -1 : 1),
    )
    .map(({ fingerprint, worst: { title, severity }, found }, index) => ({
      label: letters(index),
      fingerprint,
      title,
      severity,
      bundles: found.map(({ bundle }) => bundle),
      environments: environmentsAmong(found.flatMap(({ digest }) => digest ?? [])),
    }));
}

function worstOf(diagnoses: readonly [DigestedDiagnosis, ...DigestedDiagnosis[]]): DigestedDiagnosis {
  return diagnoses.reduce((worst, diagnosis) => (rank(diagnosis) < rank(worst) ? diagnosis : worst));
}

function rank({ severity }: DigestedDiagnosis): number {
  return SEVERITIES.indexOf(severity);
}

/** A ... Z, AA, AB ... */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}
