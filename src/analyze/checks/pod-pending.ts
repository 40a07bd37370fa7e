import { containersOf, podStatusOf } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung, struggling } from './pod-stage.ts';

/** STATUS words of pods that wait without saying for what. Any other word has a rule of its own. */
const WAITING = /^(?:Pending|ContainerCreating|PodInitializing|Init:\d+\/\d+|SchedulingGated)$/;

export const podPending = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Pod')
      .filter((pod) => struggling(pod) && pod.string('status.phase') !== 'Failed' && !isYoung(pod, snapshot))
      .filter((pod) => WAITING.test(podStatusOf(pod)))
      // Of a row without an age nothing tells whether it has waited a second or a day.
      .filter((pod) => pod.fidelity !== 'table' || pod.string('status.tableAge') !== undefined)
      .map((pod) => {
        const scheduled = evidence.condition(pod, 'PodScheduled');
        const waiting = containersOf(pod).find(({ state }) => state === 'waiting');
        return {
          subject: subjectOf(pod),
          captures: { status: podStatusOf(pod) },
          evidence: [
            ...(scheduled && pod.string('spec.nodeName') === undefined ? [scheduled] : []),
            ...(waiting?.statusPath ? [evidence.field(pod, `${waiting.statusPath}.state.waiting.reason`)] : []),
            evidence.field(pod, pod.fidelity === 'table' ? 'status.tableStatus' : 'status.phase'),
          ],
        };
      }),
});
