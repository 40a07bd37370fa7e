import type { KubeObject } from '../formats/kube-object.ts';
import { valueAt } from '../formats/kube-object.ts';
import type { Facts } from './facts.ts';
import type { Snapshot } from './snapshot.ts';

/** Fields that hold a moment which was over at capture; `notAfter`, `renewalTime` and their like lie in the future. */
const PAST_FIELDS = ['metadata.creationTimestamp', 'metadata.deletionTimestamp', 'status.startTime'];

/** Of a description they are the only times besides that of the object's making. */
const CONTAINER_TIMES = ['state.running.startedAt', 'state.terminated.finishedAt', 'lastState.terminated.finishedAt'];

type CaptureTime = Pick<Snapshot, 'capturedAt' | 'capturedAtSource'>;

/** "Now": what the bundle says of itself, else the newest plausible time of anything in it. */
export function captureTimeOf(facts: Facts): CaptureTime {
  const { capturedAt, capturedAtSource } = facts.metadata;
  if (capturedAt) return { capturedAt, capturedAtSource: capturedAtSource ?? 'metadata' };

  let newest: string | undefined;
  const see = (time: string | undefined) => {
    const iso = toUtc(time);
    if (iso && (newest === undefined || iso > newest)) newest = iso;
  };
  for (const event of facts.events) see(event.last ?? event.first);
  for (const { scan } of facts.logs) see(scan.lastTime);
  for (const object of facts.objects) for (const time of timesOf(object)) see(time);

  for (const { scan } of facts.logs) see(inYearOf(newest, scan.lastTime));

  return newest === undefined ? { capturedAtSource: 'none' } : { capturedAt: newest, capturedAtSource: 'newest-time' };
}

const DAY_SECONDS = 86_400;

/** A year-less stamp (klog) in the year of the newest full time; one that lies far from it is of another capture. */
function inYearOf(newest: string | undefined, stamp: string | undefined): string | undefined {
  if (newest === undefined || !stamp?.startsWith('--')) return undefined;
  const dated = toUtc(`${newest.slice(0, 4)}-${stamp.slice(2)}Z`);
  return Math.abs(secondsBetween(newest, dated) ?? DAY_SECONDS) < DAY_SECONDS ? dated : undefined;
}

function timesOf(object: KubeObject): (string | undefined)[] {
  // A table row prints ages, and parsing thousands of bodies for it would cost more than it tells.
  if (object.fidelity === 'table') return [];
  return [
    ...PAST_FIELDS.map((path) => object.string(path)),
    ...object.list('status.conditions').map(({ lastTransitionTime }) => text(lastTransitionTime)),
    ...['status.initContainerStatuses', 'status.containerStatuses'].flatMap((list) =>
      object.list(list).flatMap((status) => CONTAINER_TIMES.map((path) => text(valueAt(status, path)))),
    ),
  ];
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** RFC 3339 in UTC with seconds, or undefined for what is no full time (a year-less stamp, `null`, words). */
export function toUtc(time: string | undefined): string | undefined {
  if (!time || !/^\d{4}-\d{2}-\d{2}T/.test(time)) return undefined;
  const moment = new Date(time);
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}Z`;
}

/** Seconds from `earlier` to `later`; undefined where one of them is unknown. */
export function secondsBetween(earlier: string | undefined, later: string | undefined): number | undefined {
  const [from, to] = [earlier, later].map((time) => (time ? Date.parse(time) : Number.NaN));
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) return undefined;
  return (to - from) / 1000;
}

/** The moment `seconds` before `now`. */
export function before(now: string, seconds: number): string {
  return `${new Date(Date.parse(now) - seconds * 1000).toISOString().slice(0, 19)}Z`;
}
