import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const PATIENCE_SECONDS = 300;
/** These have rules of their own, which know why they wait. */
const TOLD_ELSEWHERE = new Set(['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'VolumeAttachment']);

/** Objects that somebody deleted and that a finalizer keeps. */
export const objectTerminating = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.all().flatMap((object): RawFinding[] => {
      const since = object.string('metadata.deletionTimestamp');
      const finalizers = finalizersOf(object);
      if (!since || finalizers.length === 0 || TOLD_ELSEWHERE.has(object.kind)) return [];
      if ((secondsBetween(since, snapshot.capturedAt) ?? 0) <= PATIENCE_SECONDS || isPruning(object)) return [];
      return [
        {
          subject: subjectOf(object),
          captures: { since, finalizer: finalizers.join(', ') },
          evidence: [
            evidence.field(object, 'metadata.deletionTimestamp'),
            evidence.field(object, 'metadata.finalizers'),
          ],
        },
      ];
    }),
});

function finalizersOf(object: KubeObject): string[] {
  const finalizers = object.at('metadata.finalizers');
  return Array.isArray(finalizers) ? finalizers.filter((finalizer) => typeof finalizer === 'string') : [];
}

/** Argo CD keeps an Application until all that it made is gone; the reason why that hangs stands in its conditions. */
function isPruning(object: KubeObject): boolean {
  return (
    object.kind === 'Application' &&
    finalizersOf(object).every((finalizer) => finalizer.startsWith('resources-finalizer.argocd.argoproj.io'))
  );
}
