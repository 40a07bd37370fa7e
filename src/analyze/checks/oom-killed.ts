import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { containersOf, isPodFinished } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** A container that was killed so lately, and not for the first time, is about to be killed again. */
const RECENT_SECONDS = 600;

export const oomKilled = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Pod')
      .filter((pod) => !isPodFinished(pod))
      .flatMap((pod) =>
        containersOf(pod).flatMap((container): RawFinding[] => {
          const which = container.terminated?.reason === 'OOMKilled' ? 'state' : 'lastState';
          const end = which === 'state' ? container.terminated : container.last;
          const at = container.statusPath;
          if (end?.reason !== 'OOMKilled' || !at) return [];

          const age = secondsBetween(end.finishedAt, snapshot.capturedAt);
          const again = container.restarts > 1 && age !== undefined && age < RECENT_SECONDS;
          const limit = valueAt(container.spec, 'resources.limits.memory');
          return [
            {
              subject: { ...subjectOf(pod), container: container.name },
              captures: { limit: typeof limit === 'string' ? limit : 'not set' },
              evidence: [
                evidence.field(pod, `${at}.${which}.terminated.reason`),
                evidence.field(pod, `${container.specPath}.resources.limits.memory`),
                ...(end.exitCode === undefined ? [] : [evidence.field(pod, `${at}.${which}.terminated.exitCode`)]),
              ],
              current: container.ready !== true || again,
              count: Math.max(container.restarts, 1),
              ...(end.finishedAt ? { firstSeen: end.finishedAt, lastSeen: end.finishedAt } : {}),
            },
          ];
        }),
      ),
});
