import type { RawFinding } from '../rules/rule.ts';
import { syncPolicyOf } from '../snapshot/argocd/application.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { isThereNow } from './argocd-wanted.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/**
 * A sync that gave up on its revision while what it lacked is there by now: it is never tried again, not even with
 * selfHeal (argoproj/argo-cd:controller/appcontroller.go@37ee0097).
 */
export const argocdSyncNotRetried = defineCheck({
  run: (context) =>
    context.objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const { state, failed, message, finishedAt } = operationOf(application);
      const differs = application.string('status.sync.status') === 'OutOfSync';
      if (state !== 'failed' || !differs || !syncPolicyOf(application).automated) return [];
      const refusals = failed.map((row) => ({ message: row.message, row, path: `${row.path}.message` }));
      const told =
        refusals.length > 0 ? refusals : [{ message, row: undefined, path: 'status.operationState.message' }];
      const come = told.map(({ path, ...refused }) => ({
        path,
        proof: isThereNow({ application, ...refused }, context),
      }));
      // All of it must be there: one that is still missing explains the failure of today.
      const [first] = come;
      if (!first?.proof || come.some(({ proof }) => proof === undefined)) return [];
      return [
        {
          subject: subjectOf(application),
          captures: { wanted: first.proof.wanted },
          evidence: [context.evidence.field(application, first.path), first.proof.evidence],
          confidence: 'confirmed',
          ...(finishedAt ? { firstSeen: finishedAt } : {}),
        },
      ];
    }),
});
