import { awaitedObjects } from '../snapshot/argocd/awaited.ts';
import { healthOf } from '../snapshot/argocd/health/object-health.ts';
import { argocdWait } from './argocd-wait.ts';
import { defineCheck } from './define-check.ts';

/** The sync waits for an object that is paused, and a pause has no end of its own. */
export const argocdAwaitedSuspended = defineCheck({
  run: (context) =>
    awaitedObjects(context.snapshot).flatMap((awaited) => {
      const { object } = awaited;
      const health = object && healthOf(object);
      if (!object || health?.status !== 'Suspended') return [];
      const proof =
        health.field && object.at(health.field) !== undefined ? [context.evidence.field(object, health.field)] : [];
      return argocdWait(awaited, object, context).map((finding) => ({
        ...finding,
        evidence: [...proof, ...finding.evidence],
      }));
    }),
});
