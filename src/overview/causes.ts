import type { Digest, DigestedDiagnosis } from './digest.ts';

/** A bundle by its name in the table; without a digest where it could not be analysed. */
export type Analysed = { bundle: string; digest?: Digest | undefined };

/** A cause by what is said of it, the first bundle's words first, and the bundles in which it is found. */
type Cause = { diagnoses: [DigestedDiagnosis, ...DigestedDiagnosis[]]; bundles: Analysed[] };

/** The causes of the diagnoses that `counts` accepts, by fingerprint. */
export function causesOf(
  bundles: readonly Analysed[],
  counts: (diagnosis: DigestedDiagnosis) => boolean = () => true,
): Map<string, Cause> {
  const causes = new Map<string, Cause>();
  for (const analysed of bundles) {
    for (const diagnosis of analysed.digest?.diagnoses.filter(counts) ?? []) {
      const cause = causes.get(diagnosis.fingerprint);
      if (!cause) causes.set(diagnosis.fingerprint, { diagnoses: [diagnosis], bundles: [analysed] });
      cause?.diagnoses.push(diagnosis);
      if (cause && cause.bundles.at(-1) !== analysed) cause.bundles.push(analysed);
    }
  }
  return causes;
}
