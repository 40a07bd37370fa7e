import type { RawFinding } from '../rules/rule.ts';
import { failedSyncOf } from './argocd-failed-sync.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const argocdSyncFailed = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const sync = failedSyncOf(application);
      if (!sync) return [];
      const { phase, message, when } = sync;
      return [
        {
          subject: subjectOf(application),
          captures: { phase, message },
          evidence: ['status.operationState.phase', 'status.operationState.message']
            .filter((path) => application.at(path) !== undefined)
            .map((path) => evidence.field(application, path)),
          ...when,
        },
      ];
    }),
});
