import type { RawFinding } from '../rules/rule.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** An operation that names nothing that it waits for is over within minutes. */
const PATIENCE_SECONDS = 900;

/** A sync that runs, or is being ended, for longer than it can take, and does not say for what it waits. */
export const argocdSyncHung = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const { state, phase, message, startedAt, failed } = operationOf(application);
      if ((state !== 'running' && state !== 'terminating') || failed.length > 0) return [];
      const age = secondsBetween(startedAt, snapshot.capturedAt);
      if (age === undefined || age < PATIENCE_SECONDS) return [];
      return [
        {
          subject: subjectOf(application),
          captures: { phase, message: message || 'nothing' },
          evidence: ['status.operationState.message', 'status.operationState.startedAt']
            .filter((path) => application.at(path) !== undefined)
            .map((path) => evidence.field(application, path)),
          ...(startedAt ? { firstSeen: startedAt } : {}),
        },
      ];
    }),
});
