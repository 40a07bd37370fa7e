import type { RawFinding } from '../rules/rule.ts';
import { destinationOf } from '../snapshot/argocd/application.ts';
import { refOf } from '../snapshot/order.ts';
import { failedSyncOf } from './argocd-failed-sync.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** A hook that failed, or an object that was applied and became degraded while the sync waited for it; told at the object. */
export const argocdAwaitedFailed = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const sync = failedSyncOf(application);
      if (!sync) return [];
      return (
        sync.failed
          // A hook of phase SyncFail runs because the sync has failed.
          .filter(({ status, syncPhase }) => status !== 'SyncFailed' && syncPhase !== 'SyncFail')
          .map((row) => ({
            // The object of another cluster is none of this bundle's.
            subject: destinationOf(application).remote
              ? subjectOf(application)
              : { ...refOf(row), ...(row.apiVersion ? { apiVersion: row.apiVersion } : {}) },
            captures: {
              application: application.name,
              failed: `${row.kind} ${row.name}`,
              message: row.message || 'it is Degraded',
            },
            evidence: [evidence.field(application, row.message ? `${row.path}.message` : `${row.path}.hookPhase`)],
            ...sync.when,
          }))
      );
    }),
});
