import type { RawFinding } from '../rules/rule.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const argocdSyncFailed = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      // Between two attempts Argo CD leaves the phase at Running.
      const { state, phase, finishedAt: finished } = operationOf(application);
      if (state !== 'failed' && state !== 'retrying') return [];
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
