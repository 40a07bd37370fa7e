import type { RawFinding } from '../rules/rule.ts';
import { applicationConditionsOf } from '../snapshot/argocd/application.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const TYPES = new Set(['UnknownError', 'SyncError']);
/** What a sync said, and what has a rule of its own. */
const KNOWN =
  /^Failed (?:last )?sync attempt to|auto-sync will wipe out|exceeds the Kubernetes resource size limit|Recovered from panic|^etcdserver: |the object has been modified|^app is not allowed in project/i;

/**
 * The controller failed at an application before it compared or synced it: both conditions carry whatever error it met
 * (argoproj/argo-cd:controller/appcontroller.go, controller/state.go@37ee0097).
 */
export const argocdControllerError = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] =>
      applicationConditionsOf(application)
        .filter(({ type, message }) => TYPES.has(type) && message !== '' && !KNOWN.test(message))
        .slice(0, 1)
        .map(({ message, path, since }) => ({
          subject: subjectOf(application),
          captures: { message },
          evidence: [evidence.field(application, path)],
          ...(since ? { firstSeen: since } : {}),
        })),
    ),
});
