import type { RawFinding } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { isPodReady } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Each start of a node makes its sandboxes anew once; only what goes on is trouble. */
const MIN_TIMES = 5;
const REASONS = new Set(['SandboxChanged', 'FailedPodSandBoxStatus']);

export const sandboxRecreated = defineCheck({
  run: ({ objects, snapshot, evidence }) => {
    const events = snapshot.events.filter(({ involved, reason }) => involved.kind === 'Pod' && REASONS.has(reason));
    const byPod = groupBy(events, ({ involved }) => `${involved.namespace ?? ''}/${involved.name}`);
    return [...byPod.values()].flatMap((ofPod): RawFinding[] => {
      const [first] = ofPod;
      const times = ofPod.reduce((sum, { count }) => sum + count, 0);
      const last = ofPod.reduce((latest, event) => ((event.last ?? '') > (latest.last ?? '') ? event : latest));
      const pod = first && objects.find(first.involved);
      if (!pod || times < MIN_TIMES) return [];
      return [
        {
          subject: subjectOf(pod),
          captures: { times: String(times), node: pod.string('spec.nodeName') ?? '' },
          evidence: [evidence.event(last)],
          current: isPodReady(pod) === false,
          count: times,
          ...(last.last ? { lastSeen: last.last } : {}),
        },
      ];
    });
  },
});
