import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { newestReleases } from './helm-releases.ts';

/** Helm waits five minutes by default; a release that is pending for longer than twice that was left behind. */
const STALE_SECONDS = 600;

export const helmReleasePending = defineCheck({
  run: ({ snapshot, evidence }) =>
    newestReleases(snapshot)
      .filter(({ status, age }) => status.startsWith('pending-') && age !== undefined && age > STALE_SECONDS)
      .map(({ secret, name, revision, status }) => ({
        subject: subjectOf(secret),
        captures: { release: name, revision: String(revision), status },
        evidence: [evidence.field(secret, 'metadata.labels.status')],
        confidence: 'confirmed' as const,
      })),
});
