import type { RawFinding } from '../rules/rule.ts';
import { failedSyncOf } from './argocd-failed-sync.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const REFUSED = /one or more SyncFail hooks failed(?:, reason: (.{1,300}))?/s;

/**
 * The hooks that tidy up after a failed sync failed too. The message of the operation tells only of those that were refused;
 * of those that ran and failed, only their rows (argoproj/argo-cd:gitops-engine/pkg/sync/sync_context.go@37ee0097).
 */
export const argocdSyncFailHookFailed = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const sync = failedSyncOf(application);
      if (!sync) return [];
      const { failed, message, when } = sync;
      const hooks = failed.filter(({ syncPhase }) => syncPhase === 'SyncFail');
      const refused = REFUSED.exec(message);
      if (hooks.length === 0 && !refused) return [];
      const [first] = hooks;
      return [
        {
          subject: subjectOf(application),
          captures: {
            hooks: hooks.map(({ kind, name }) => `${kind} ${name}`).join(', ') || 'which of them is not told',
            message: (first?.message || refused?.[1]) ?? 'no reason is told',
          },
          evidence: hooks.length
            ? hooks
                .slice(0, 3)
                .map(({ path, message: told }) =>
                  evidence.field(application, `${path}.${told ? 'message' : 'hookPhase'}`),
                )
            : [evidence.field(application, 'status.operationState.message')],
          ...when,
        },
      ];
    }),
});
