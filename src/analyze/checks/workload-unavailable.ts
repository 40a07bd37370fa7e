import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { ownedPods } from '../snapshot/owned-pods.ts';
import { isPodReady } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { isYoung, struggling } from './pod-stage.ts';

/** A rollout that has not changed for so long is no longer on its way. */
const SETTLED_SECONDS = 600;

type Counts = { wanted: string; ready: string[] };

/** Workloads of a kind with fewer ready pods than they want, unless a rollout is on its way. */
export function unavailable(kind: string, counts: Counts, { objects, snapshot, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind(kind).flatMap((workload): RawFinding[] => {
    const wanted = workload.number(counts.wanted);
    const readyPath = counts.ready.find((path) => workload.number(path) !== undefined);
    const ready = readyPath ? workload.number(readyPath) : readyUncounted(workload, snapshot);
    if (wanted === undefined || ready === undefined || isYoung(workload, snapshot)) return [];
    if (ready >= wanted) return leftOver(workload, ready, { snapshot, evidence });
    if (!missedDeadline(workload) && isRollingOut(workload, snapshot)) return [];

    const bad = ['Available', 'Progressing'].filter((type) => statusOf(workload, type) === 'False');
    return [
      {
        subject: subjectOf(workload),
        captures: { ready: String(ready), wanted: String(wanted) },
        evidence: [
          ...bad.flatMap((type) => evidence.condition(workload, type) ?? []),
          evidence.field(workload, counts.wanted),
          evidence.field(workload, readyPath ?? uncountedPath(workload) ?? counts.ready[0] ?? 'status'),
        ],
        ...severityOf(ready, missedDeadline(workload) || statusOf(workload, 'Available') !== 'True'),
      },
    ];
  });
}

/** A description counts the pods of a StatefulSet by phase, not those that are ready. */
const DESCRIBED = 'status.describedPods';

function uncountedPath(workload: KubeObject): string | undefined {
  return workload.at(DESCRIBED) === undefined ? undefined : DESCRIBED;
}

/** The ready pods where no count of them is given: the API leaves out a 0; of a description the pods themselves tell, or, where even all are up, nobody. */
function readyUncounted(workload: KubeObject, snapshot: Snapshot): number | undefined {
  if (uncountedPath(workload) === undefined) return workload.at('status') === undefined ? undefined : 0;
  const pods = ownedPods(workload, snapshot);
  if (pods.length > 0 && pods.every((pod) => isPodReady(pod) !== undefined)) {
    return pods.filter((pod) => isPodReady(pod)).length;
  }
  const running = workload.number(`${DESCRIBED}.running`) ?? 0;
  return running < (workload.number('spec.replicas') ?? 0) ? running : undefined;
}

/** A rollout that counts as done, and pods of the old version that neither leave nor become ready. */
function leftOver(
  workload: KubeObject,
  ready: number,
  { snapshot, evidence }: Pick<CheckContext, 'snapshot' | 'evidence'>,
): RawFinding[] {
  const all = workload.number('status.replicas') ?? 0;
  const changed = workload.list('status.conditions').find(({ type }) => type === 'Progressing')?.lastUpdateTime;
  const quiet = typeof changed === 'string' ? secondsBetween(changed, snapshot.capturedAt) : undefined;
  if (workload.kind !== 'Deployment' || all <= ready || quiet === undefined || quiet < SETTLED_SECONDS) return [];
  return [
    {
      subject: subjectOf(workload),
      captures: { ready: String(ready), wanted: String(all) },
      evidence: ['status.replicas', 'status.readyReplicas'].map((path) => evidence.field(workload, path)),
      severity: 'warning',
    },
  ];
}

/** Without a single pod it is down. With some of them it serves, which is less bad where the cluster calls it available. */
function severityOf(ready: number, isBad: boolean): Pick<RawFinding, 'severity'> {
  if (ready === 0) return { severity: 'critical' };
  return isBad ? {} : { severity: 'warning' };
}

function statusOf(workload: KubeObject, condition: string): unknown {
  return workload.list('status.conditions').find(({ type }) => type === condition)?.status;
}

function missedDeadline(workload: KubeObject): boolean {
  return workload.list('status.conditions').some(({ reason }) => reason === 'ProgressDeadlineExceeded');
}

/** True where every pod that is missing was made a moment ago. */
function isRollingOut(workload: KubeObject, snapshot: Snapshot): boolean {
  const missing = ownedPods(workload, snapshot).filter((pod) => struggling(pod) && isPodReady(pod) !== true);
  return missing.length > 0 && missing.every((pod) => isYoung(pod, snapshot));
}
