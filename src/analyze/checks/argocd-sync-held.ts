import { awaitedObjects } from '../snapshot/argocd/awaited.ts';
import { argocdWait } from './argocd-wait.ts';
import { defineCheck } from './define-check.ts';

/** A sync that waits for an object longer than a rollout takes. Argo CD waits without a limit. */
export const argocdSyncHeld = defineCheck({
  run: (context) =>
    awaitedObjects(context.snapshot).flatMap((awaited) => argocdWait(awaited, awaited.application, context)),
});
