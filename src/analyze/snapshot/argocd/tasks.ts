import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import type { HitLine } from '../../scan/needle.ts';
import { secondsBetween } from '../capture-time.ts';
import type { Snapshot } from '../snapshot.ts';

/** One task of a sync as the controller's log tells it: hooks and what is not applied yet included. */
export type SyncTask = ObjectIdentity & {
  group: string;
  phase: string;
  wave: number;
  hook: boolean;
  /** Synced, SyncFailed, Pruned ...; empty before it was applied. */
  status: string;
  /** Running, Succeeded, Failed ...; empty before its turn. */
  state: string;
};

/** The last list of tasks of an operation, with the line that holds it. */
export type SyncTasks = { tasks: SyncTask[]; file: string; line: HitLine };

/** The rule whose needle finds the lines. */
const NEEDLE = 'argocd-sync-tasks';

/** The controller logs its list before the operation's start is stored, and clocks are those of two machines. */
const SLACK_SECONDS = 10;

/**
 * The tasks of the operation that an application's status tells of, from the log of the application controller; undefined
 * where no line was captured, or where the last one belongs to an earlier operation.
 */
export function syncTasksOf(application: KubeObject, { logs }: Pick<Snapshot, 'logs'>): SyncTasks | undefined {
  const names = new Set([application.name, `${application.namespace ?? 'argocd'}/${application.name}`]);
  const [started, finished] = ['startedAt', 'finishedAt'].map((at) =>
    application.string(`status.operationState.${at}`),
  );
  let newest: SyncTasks | undefined;
  for (const { hits, origin } of logs) {
    for (const { needle, captures, last } of hits) {
      if (!isNeedle(needle) || !names.has(captures.application ?? '')) continue;
      if (isBefore(last.time, started) || isBefore(finished, last.time)) continue;
      if (newest && !isBefore(newest.line.time, last.time, 0)) continue;
      const tasks = tasksIn(last.text);
      if (tasks.length > 0) newest = { tasks, file: origin.file, line: last };
    }
  }
  return newest;
}

const isNeedle = (needle: string) => needle === NEEDLE || needle.startsWith(`${NEEDLE}#`);

function isBefore(earlier: string | undefined, later: string | undefined, slack = SLACK_SECONDS): boolean {
  const seconds = secondsBetween(earlier, later);
  return seconds !== undefined && seconds > slack;
}

/** `PreSync/-1 hook batch/Job:shop/migrate nil->obj (Synced,Running,job.batch/migrate created)` */
const TASK =
  /\b(PreSync|Sync|PostSync|SyncFail)\/(-?\d{1,9}) (hook|resource) ([\w.-]*)\/(\w+):([\w.-]*)\/([^\s,()]{1,253}) (?:obj|nil)->(?:obj|nil) \((\w*),(\w*),/g;

/** More tasks than this are no application that a human reads. */
const MAX_TASKS = 2000;

/**
 * The tasks of a line, in their order: phase, wave, kind. JSON writes the arrow as an escape.
 * argoproj/argo-cd:gitops-engine/pkg/sync/sync_task.go@37ee0097
 */
export function tasksIn(line: string): SyncTask[] {
  const tasks: SyncTask[] = [];
  for (const match of line.replaceAll('\\u003e', '>').matchAll(TASK)) {
    const [, phase = '', wave = '', hook, group = '', kind = '', namespace, name = '', status = '', state = ''] = match;
    tasks.push({
      kind,
      name,
      group,
      // The line tells no version; objects are told apart by their group.
      ...(group ? { apiVersion: `${group}/v1` } : {}),
      phase,
      wave: Number(wave),
      hook: hook === 'hook',
      status,
      state,
      ...(namespace ? { namespace } : {}),
    });
    if (tasks.length === MAX_TASKS) break;
  }
  return tasks;
}
