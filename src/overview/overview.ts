import type { Overview, OverviewRow } from '../report-format/overview.ts';
import type { Digest } from './digest.ts';
import { sharedCauses } from './shared-causes.ts';

/** What became of one bundle: a report, or the reason why there is none. */
export type Result = { bundle: string; report?: string | undefined; exitCode: number } & (
  | { digest: Digest; error?: undefined }
  | { digest?: undefined; error: { code: string; message: string } }
);

/** The table over several bundles, in their order. */
export function overviewOf(results: readonly Result[]): Overview {
  const shared = sharedCauses(results);
  const byFingerprint = new Map(shared.map((cause) => [cause.fingerprint, cause]));
  const rows = results.map((result): OverviewRow => {
    const { bundle, report, exitCode, digest, error } = result;
    const head = { schemaVersion: 1 as const, bundle, ...(report ? { report } : {}), exitCode };
    if (!digest) return { ...head, error };
    const { cluster, capturedAt, truncated, uncheckedRules, findings, diagnoses } = digest;
    const [first] = diagnoses;
    const cause = first && byFingerprint.get(first.fingerprint);
    return {
      ...head,
      ...(cluster ? { cluster } : {}),
      ...(capturedAt ? { capturedAt } : {}),
      truncated,
      uncheckedRules,
      findings,
      diagnoses: diagnoses.length,
      ...(first ? { first } : {}),
      ...(cause ? { group: cause.label } : {}),
      ...(first ? { sameAs: cause?.bundles.filter((name) => name !== bundle) ?? [] } : {}),
    };
  });
  return { rows, shared };
}
