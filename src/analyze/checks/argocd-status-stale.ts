import type { RawFinding } from '../rules/rule.ts';
import { SKIP_RECONCILE } from '../snapshot/argocd/unprocessed.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Compared at least every few minutes by default; an hour is far beyond any jitter. */
const STALE_SECONDS = 3600;
const REFRESH = 'metadata.annotations["argocd.argoproj.io/refresh"]';

/** What Argo CD says of the application is old: its controller does not come round to it. */
export const argocdStatusStale = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const reconciled = application.string('status.reconciledAt');
      const age = secondsBetween(reconciled, snapshot.capturedAt);
      if (!reconciled || age === undefined || age < STALE_SECONDS) return [];
      // Told to be left alone, or polling is switched off: then old is what is wanted.
      if (application.string(SKIP_RECONCILE) === 'true' || isNotPolled(objects)) return [];
      const paths = ['status.reconciledAt', REFRESH].filter((path) => application.at(path) !== undefined);
      return [
        {
          subject: subjectOf(application),
          captures: { reconciled },
          evidence: paths.map((path) => evidence.field(application, path)),
          firstSeen: reconciled,
        },
      ];
    }),
});

/** A long or switched-off interval; anything but the usual seconds makes the age say nothing. */
function isNotPolled(objects: Parameters<typeof argocdStatusStale.run>[0]['objects']): boolean {
  return objects
    .ofKind('ConfigMap')
    .filter(({ name }) => name === 'argocd-cm')
    .some((map) => /^0|[hm]|\d{4}/.test(map.string('data["timeout.reconciliation"]') ?? ''));
}
