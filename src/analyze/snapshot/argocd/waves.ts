import type { ApplicationCard } from '../../../report-format/report.ts';
import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { keyOf } from '../object-index.ts';
import { refOf } from '../order.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Resource, ResultRow } from './application.ts';
import type { Waiting } from './messages.ts';
import type { Operation } from './operation.ts';
import type { SyncTask } from './tasks.ts';

export type WaveRow = NonNullable<ApplicationCard['waves']>[number];

/** The order of phases. */
export const PHASES: readonly string[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete'];

/**
 * What the last sync did, in the order of phases and waves: from the rows of its result, and for what it has not reached from
 * the tasks in the controller's log, else from the application's own list, which knows no hook that has not run.
 * argoproj/argo-cd:gitops-engine/pkg/sync/sync_tasks.go@37ee0097
 */
export function wavesOf(
  operation: Operation,
  resources: readonly Resource[],
  snapshot: Snapshot,
  tasks: readonly SyncTask[] = [],
): WaveRow[] {
  if (operation.state === 'none' || isPlain(operation, resources)) return [];
  const byKey = new Map(resources.map((resource) => [keyOf(resource), resource]));
  const taskByKey = new Map(tasks.map((task) => [turnKey(task), task]));
  const done = new Set(operation.rows.map(keyOf));
  const reachedTurns = new Set(operation.rows.map((row) => turnKey({ ...row, phase: row.syncPhase })));

  const reached = operation.rows.map((row) => ({
    ...refOf(row),
    phase: row.syncPhase,
    wave:
      taskByKey.get(turnKey({ ...row, phase: row.syncPhase }))?.wave ??
      placeInSync(byKey.get(keyOf(row)), snapshot.objects.find(row)),
    ...stateOf(row, operation),
  }));
  const pending =
    tasks.length > 0
      ? tasks
          .filter((task) => !reachedTurns.has(turnKey(task)))
          .map((task) => ({ ...refOf(task), phase: task.phase, wave: task.wave, ...stateOfTask(task, operation) }))
      : resources
          .filter((resource) => !done.has(keyOf(resource)) && !resource.requiresPruning && !operation.partial)
          .map((resource) => ({
            ...refOf(resource),
            phase: 'Sync',
            wave: placeInSync(resource, snapshot.objects.find(resource)),
            ...notReached(operation, resource),
          }));
  return [...reached, ...pending].sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || a.wave - b.wave);
}

/** One object may have a turn in several phases: a hook of PreSync and of PostSync. */
const turnKey = (task: ObjectIdentity & { phase: string }) => `${task.phase} ${keyOf(task)}`;

/** A sync that succeeded in one step, without hooks, has no order to show. */
function isPlain({ state, rows }: Operation, resources: readonly Resource[]): boolean {
  return state === 'succeeded' && rows.every(({ hookType }) => !hookType) && resources.every(({ wave }) => wave === 0);
}

const WAVE = 'metadata.annotations["argocd.argoproj.io/sync-wave"]';
const WEIGHT = 'metadata.annotations["helm.sh/hook-weight"]';

/** argoproj/argo-cd:gitops-engine/pkg/sync/syncwaves/waves.go@37ee0097: Helm's weight counts even for what is no hook. */
export function placeInSync(resource: Resource | undefined, object: KubeObject | undefined): number {
  if (resource && resource.wave !== 0) return resource.wave;
  for (const path of [WAVE, WEIGHT]) {
    const wave = Number(object?.string(path) ?? Number.NaN);
    if (Number.isInteger(wave)) return wave;
  }
  return 0;
}

function stateOf(row: ResultRow, { state, waiting, failed }: Operation): Pick<WaveRow, 'state' | 'blocked'> {
  if (failed.includes(row)) return { state: 'failed', blocked: failed[0] === row };
  const awaited = state === 'blocked' && row.hookPhase === 'Running';
  // In the last wave of a sync that has ended nobody waited: it is applied, no more.
  if (awaited) return { state: 'running', blocked: waiting !== undefined && isWaitedFor(row, waiting) };
  if (state === 'running' && row.hookPhase === 'Running') return { state: 'running', blocked: false };
  return { state: row.status === '' && !row.hookPhase ? 'pending' : 'synced', blocked: false };
}

function notReached({ state, waiting }: Operation, resource: Resource): Pick<WaveRow, 'state' | 'blocked'> {
  if (state === 'succeeded') return { state: resource.status === 'Synced' ? 'synced' : 'unknown', blocked: false };
  // The result may lack the row of what is waited for.
  if (waiting && isWaitedFor(resource, waiting)) return { state: 'waiting', blocked: true };
  return { state: 'pending', blocked: false };
}

/** A failed sync reaches nothing more; of one that goes on the log may be ahead of the result. */
function stateOfTask(task: SyncTask, operation: Operation): Pick<WaveRow, 'state' | 'blocked'> {
  const { waiting } = operation;
  if (task.status === 'SyncFailed' || task.state === 'Failed' || task.state === 'Error') {
    return { state: 'failed', blocked: false };
  }
  if (waiting && isWaitedFor(task, waiting)) return { state: 'running', blocked: true };
  if (task.state === 'Running') return { state: 'running', blocked: false };
  return { state: task.state === 'Succeeded' || task.status !== '' ? 'synced' : 'pending', blocked: false };
}

export function isWaitedFor(
  { group, kind, name }: Pick<ResultRow, 'group' | 'kind' | 'name'>,
  waiting: Waiting,
): boolean {
  return kind === waiting.kind && name === waiting.name && group === waiting.group;
}
