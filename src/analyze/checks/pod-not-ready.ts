import { secondsBetween } from '../snapshot/capture-time.ts';
import { containersOf, isPodReady, podStatusOf } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { GRACE_SECONDS, isYoung, struggling } from './pod-stage.ts';

/** Pods whose containers run and are not ready. A container that does not run has a more telling state of its own. */
export const podNotReady = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Pod')
      .filter((pod) => struggling(pod) && isPodReady(pod) === false && !isYoung(pod, snapshot))
      .filter((pod) => {
        const containers = containersOf(pod).filter(({ kind }) => kind === 'main');
        if (containers.length === 0) return podStatusOf(pod) === 'Running';
        return containers.every(({ state }) => state === 'running');
      })
      .filter((pod) => {
        const since = pod.list('status.conditions').find(({ type }) => type === 'Ready')?.lastTransitionTime;
        const seconds = typeof since === 'string' ? secondsBetween(since, snapshot.capturedAt) : undefined;
        return seconds === undefined || seconds >= GRACE_SECONDS;
      })
      .map((pod) => {
        const condition = evidence.condition(pod, 'Ready');
        const unready = containersOf(pod).find(({ ready, kind }) => ready === false && kind === 'main');
        return {
          subject: subjectOf(pod),
          captures: {},
          evidence: [
            ...(condition ? [condition] : []),
            ...(unready?.statusPath ? [evidence.field(pod, `${unready.statusPath}.ready`)] : []),
            ...(condition || unready ? [] : [evidence.field(pod, 'status.tableReady')]),
          ],
        };
      }),
});
