import type { KubeObject } from '../formats/kube-object.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import type { Container } from '../snapshot/pod.ts';
import { containersOf, isPodFinished, isPodReady } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type CaptureTime = Pick<Snapshot, 'capturedAt' | 'capturedAtSource'> & Partial<Pick<Snapshot, 'eventsOf'>>;

/** What is younger than this at capture is on its way, not in trouble. */
export const GRACE_SECONDS = 120;

/** True where the object was made so shortly before the capture that waiting is still normal. */
export function isYoung(object: KubeObject, snapshot: CaptureTime, grace = GRACE_SECONDS): boolean {
  // A row of a table tells an age in place of a time.
  const tableAge = object.number('status.tableAge');
  if (tableAge !== undefined) return tableAge < grace;
  if (isNewestOfAll(object, snapshot)) return hasOnlyYoungEvents(object, snapshot, grace);
  const age = secondsBetween(madeAt(object), snapshot.capturedAt);
  return age !== undefined && age < grace;
}

/** The description of a pod has no time of its making, only of its start. */
function madeAt(object: KubeObject): string | undefined {
  return object.string('metadata.creationTimestamp') ?? object.string('status.startTime');
}

/** A description prints ages of events: of a pod that was made a moment ago none is older. */
function hasOnlyYoungEvents(object: KubeObject, { eventsOf, capturedAt }: CaptureTime, grace: number): boolean {
  const ages = (eventsOf?.(object) ?? []).flatMap(({ first, last }) => secondsBetween(first ?? last, capturedAt) ?? []);
  return ages.length > 0 && Math.max(...ages) < grace;
}

/** Where "now" is only the newest time in the bundle and stands in this very object, nothing tells how long ago it was. */
function isNewestOfAll(object: KubeObject, { capturedAt, capturedAtSource }: CaptureTime): boolean {
  if (capturedAtSource !== 'newest-time') return false;
  return (
    madeAt(object) === capturedAt ||
    object.list('status.conditions').some(({ lastTransitionTime: time }) => time === capturedAt)
  );
}

/** The pods whose state can be trouble: not finished, not on their way out, not ready. */
export function struggling(pod: KubeObject): boolean {
  return !isPodFinished(pod) && !pod.string('metadata.deletionTimestamp') && isPodReady(pod) !== true;
}

/** True where the container has not been created: its configuration was not needed yet, or could not be had. */
export function isUncreated({ state, reason, restarts, last }: Container): boolean {
  if (state === 'unknown') return true;
  return state === 'waiting' && reason !== 'CrashLoopBackOff' && restarts === 0 && last === undefined;
}

/** True where no container of the pod has ever run, so that its volumes may not be mounted. */
export function hasNeverRun(pod: KubeObject): boolean {
  return containersOf(pod).every(isUncreated);
}
