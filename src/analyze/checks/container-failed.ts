import type { EvidenceMaker } from '../evidence.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import type { Container, Termination } from '../snapshot/pod.ts';
import { containersOf, isPodFinished, podStatusOf } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** What a container that is well again did longer ago is history. */
const RECENT_SECONDS = 3600;
/** Told by rules of their own, or (255, without a reason of its own) by the restart of the node. */
const OTHERS = new Set([
  'OOMKilled',
  'Completed',
  'ContainerStatusUnknown',
  'StartError',
  'ContainerCannotRun',
  'Unknown',
]);

export const containerFailed = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Pod')
      .filter((pod) => !isPodFinished(pod) && !pod.string('metadata.deletionTimestamp') && !jobIsDone(pod, snapshot))
      .flatMap((pod) => {
        const containers = containersOf(pod);
        if (containers.length === 0) return fromTable(pod, evidence);
        return containers.flatMap((container): RawFinding[] => {
          const which = container.terminated ? 'state' : 'lastState';
          const end = container.terminated ?? container.last;
          if (!end || !container.statusPath || !counts(end)) return [];
          const current = container.ready !== true && !hasComeBack(container);
          const age = secondsBetween(end.finishedAt, snapshot.capturedAt);
          if (!current && (age === undefined || age > RECENT_SECONDS)) return [];

          const at = `${container.statusPath}.${which}.terminated`;
          return [
            {
              subject: { ...subjectOf(pod), container: container.name },
              captures: { code: String(end.exitCode ?? 'unknown'), reason: end.reason ?? 'Error' },
              evidence: ['exitCode', 'reason', 'message']
                .map((field) => `${at}.${field}`)
                .filter((path) => pod.at(path) !== undefined)
                .map((path) => evidence.field(pod, path)),
              current,
              count: Math.max(container.restarts, 1),
              ...(end.finishedAt ? { firstSeen: end.finishedAt, lastSeen: end.finishedAt } : {}),
            },
          ];
        });
      }),
});

function counts({ exitCode, reason }: Termination): boolean {
  if (OTHERS.has(reason ?? '')) return false;
  return exitCode === undefined ? reason === 'Error' : exitCode !== 0;
}

/** An init container that has ended well since, or a container that runs: what was before is over. */
function hasComeBack({ terminated, state, kind }: Container): boolean {
  return terminated?.exitCode === 0 || (kind === 'init' && state === 'running');
}

function fromTable(pod: KubeObject, evidence: EvidenceMaker): RawFinding[] {
  const word = /^(?:Init:)?(?:Error|ExitCode:(\d+)|Signal:(\d+))$/.exec(podStatusOf(pod));
  if (!word) return [];
  const code = word[1] ?? (word[2] ? String(128 + Number(word[2])) : 'unknown');
  const proof = evidence.field(pod, 'status.tableStatus');
  return [{ subject: subjectOf(pod), captures: { code, reason: 'Error' }, evidence: [proof], confidence: 'likely' }];
}

/** The tries before the one that succeeded: the Job has its result. */
function jobIsDone(pod: KubeObject, { objects, relations }: Snapshot): boolean {
  return relations.to(pod).some(({ relation, from }) => {
    if (relation !== 'owns' || from.kind !== 'Job') return false;
    const job = objects.find(from);
    // A description prints no conditions, but how many of its pods succeeded.
    const succeeded = (job?.number('status.succeeded') ?? 0) >= (job?.number('spec.completions') ?? 1);
    return (
      succeeded ||
      (job?.list('status.conditions').some(({ type, status }) => type === 'Complete' && status === 'True') ?? false)
    );
  });
}
