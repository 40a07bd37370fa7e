import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const argocdSyncFailed = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const phase = application.string('status.operationState.phase');
      if (phase !== 'Failed' && phase !== 'Error') return [];
      const finished = application.string('status.operationState.finishedAt');
      return [
        {
          subject: subjectOf(application),
          captures: { phase, message: application.string('status.operationState.message') ?? '' },
          evidence: ['status.operationState.phase', 'status.operationState.message']
            .filter((path) => application.at(path) !== undefined)
            .map((path) => evidence.field(application, path)),
          // What is Synced now was repaired in another way than by a sync.
          current: application.string('status.sync.status') !== 'Synced',
          ...(finished ? { firstSeen: finished, lastSeen: finished } : {}),
        },
      ];
    }),
});
