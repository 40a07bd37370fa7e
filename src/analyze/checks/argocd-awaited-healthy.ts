import { awaitedObjects } from '../snapshot/argocd/awaited.ts';
import { groupOf, healthOf } from '../snapshot/argocd/health/object-health.ts';
import { HEALTH_RULES } from '../snapshot/argocd/health/rules.ts';
import { argocdWait } from './argocd-wait.ts';
import { defineCheck } from './define-check.ts';

/** The sync waits for an object that is well: the controller does not see it, or has stopped to look. */
export const argocdAwaitedHealthy = defineCheck({
  run: (context) =>
    awaitedObjects(context.snapshot)
      .filter(({ object, waiting }) => {
        if (object?.fidelity !== 'full' || (waiting.reason !== 'health' && waiting.reason !== 'hook')) return false;
        const builtIn = Object.hasOwn(HEALTH_RULES, `${groupOf(object)}/${object.kind}`);
        // A health script of the cluster may judge another way.
        return builtIn && !isCustomised(object.kind, context) && healthOf(object)?.status === 'Healthy';
      })
      .flatMap((awaited) => argocdWait(awaited, awaited.application, context)),
});

function isCustomised(kind: string, { objects }: Parameters<typeof argocdWait>[2]): boolean {
  return objects
    .ofKind('ConfigMap')
    .filter(({ name }) => name === 'argocd-cm')
    .some((map) =>
      Object.entries(map.texts('data')).some(
        ([key, text]) =>
          (key.startsWith('resource.customizations.health.') && key.endsWith(kind)) ||
          (key === 'resource.customizations' && text.includes(kind)),
      ),
    );
}
