import type { RawFinding } from '../rules/rule.ts';
import { resourcesOf, syncPolicyOf } from '../snapshot/argocd/application.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Only objects that left the source keep the application OutOfSync, and nothing is allowed to remove them. */
export const argocdPruneNeeded = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const { automated, prune } = syncPolicyOf(application);
      const { state } = operationOf(application);
      if (!automated || prune || state === 'blocked' || state === 'running') return [];
      if (application.string('status.sync.status') !== 'OutOfSync') return [];
      const changed = resourcesOf(application).filter(({ status }) => status === 'OutOfSync');
      if (changed.length === 0 || changed.some(({ requiresPruning }) => !requiresPruning)) return [];
      return [
        {
          subject: subjectOf(application),
          captures: {
            count: String(changed.length),
            first: `${changed[0]?.kind} ${changed[0]?.name}`,
          },
          evidence: changed.slice(0, 3).map(({ path }) => evidence.field(application, path)),
        },
      ];
    }),
});
