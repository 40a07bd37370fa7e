import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { newestReleases } from './helm-releases.ts';

/** What failed longer ago has been lived with. */
const RECENT_SECONDS = 24 * 3600;

export const helmReleaseFailed = defineCheck({
  run: ({ snapshot, evidence }) =>
    newestReleases(snapshot)
      .filter(({ status }) => status === 'failed')
      .map(({ secret, name, revision, age }) => ({
        subject: subjectOf(secret),
        captures: { release: name, revision: String(revision) },
        evidence: [evidence.field(secret, 'metadata.labels.status')],
        confidence: 'confirmed' as const,
        ...(age !== undefined && age > RECENT_SECONDS ? { severity: 'warning' as const } : {}),
      })),
});
