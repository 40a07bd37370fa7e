import type { KubeObject } from '../formats/kube-object.ts';
import { applicationConditionsOf, comparisonFault } from '../snapshot/argocd/application.ts';
import { peel } from '../snapshot/argocd/messages.ts';
import { applicationsWhere } from './argocd-application-health.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** Sync is Unknown exactly where loading the target, the live state or the difference failed. */
export const argocdApplicationUnknown = defineCheck({
  run: (context) =>
    applicationsWhere(
      (_health, sync, application) => sync === 'Unknown' && !isYoung(application, context.snapshot),
      context,
      (application) => {
        const fault = comparisonFault({ conditions: applicationConditionsOf(application) });
        return {
          captures: { message: fault ? peel(fault.message).core : silence(application) },
          paths: fault ? [fault.path] : [],
        };
      },
    ),
});

/** A table shows no conditions. */
function silence({ fidelity }: KubeObject): string {
  return fidelity === 'table' ? 'why is not in what was captured of it' : 'no condition says why';
}
