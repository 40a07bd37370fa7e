import { ageOf } from '../age.ts';
import { type Described, defined } from '../context.ts';
import type { Cells } from './columns.ts';

/** STATUS words that only a pod which has not started all of its containers can have. */
const PENDING =
  /^(?:Pending|ContainerCreating|PodInitializing|SchedulingGated|Init:.*|CreateContainerConfigError|CreateContainerError|InvalidImageName|ErrImageNeverPull)$/;
/** The same words after a restart belong to a pod that has run. */
const PENDING_AT_FIRST = /^(?:ErrImagePull|ImagePullBackOff)$/;
const PHASES: Record<string, string> = {
  Running: 'Running',
  CrashLoopBackOff: 'Running',
  NotReady: 'Running',
  Completed: 'Succeeded',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Evicted: 'Failed',
  Unknown: 'Unknown',
};

/** A row of `kubectl get pods`. What its words imply is filled in; the words themselves stand under `status.table*`. */
export function podRow(cells: Cells): Described {
  const word = cells.STATUS;
  const [restarts, ago] = splitRestarts(cells.RESTARTS);
  return {
    spec: defined({ nodeName: cells.NODE }),
    status: defined({
      phase: phaseOf(word, restarts ?? 0),
      reason: word === 'Evicted' ? 'Evicted' : undefined,
      podIP: cells.IP,
      nominatedNodeName: cells['NOMINATED NODE'],
      tableStatus: word,
      tableReady: cells.READY,
      tableRestarts: restarts,
      tableRestartedAge: ageOf(ago)?.seconds,
    }),
  };
}

function phaseOf(word: string | undefined, restarts: number): string | undefined {
  if (!word) return undefined;
  if (PENDING.test(word) || (PENDING_AT_FIRST.test(word) && restarts === 0)) return 'Pending';
  return Object.hasOwn(PHASES, word) ? PHASES[word] : undefined;
}

/** `5 (3m ago)`: how often, and how long ago the last time was. */
function splitRestarts(cell: string | undefined): [number | undefined, string | undefined] {
  const match = /^(\d{1,9})(?: \((.{1,20}) ago\))?$/.exec(cell ?? '');
  return match ? [Number(match[1]), match[2]] : [undefined, undefined];
}
