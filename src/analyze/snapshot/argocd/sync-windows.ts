import type { JsonObject, KubeObject } from '../../formats/kube-object.ts';
import type { Snapshot } from '../snapshot.ts';
import { destinationOf, type SyncPolicy } from './application.ts';
import { type Cron, nextTime, parseCron } from './cron.ts';
import { globFits } from './glob.ts';
import type { Operation } from './operation.ts';
import { projectsOf } from './project.ts';

/** A window of a project that concerns an application. */
type Window = {
  kind: 'allow' | 'deny';
  /** `deny "0 22 * * *" for 8h`. */
  text: string;
  project: KubeObject;
  path: string;
  cron: Cron;
  milliseconds: number;
  timeZone: string;
  manualSync: boolean;
};

/** Whether an application may be synced at capture. */
export type WindowState = {
  open: boolean;
  /** Whether a hand may sync it nevertheless. */
  manual: boolean;
  /** The window that forbids it, or the one whose time has not come. */
  window: string;
  project: KubeObject;
  path: string;
  /** RFC 3339, UTC; undefined where no opening comes within a year. */
  opens: string | undefined;
};

/** More windows than this are no project of a human. */
const MAX_WINDOWS = 100;

/**
 * What the sync windows of its project say of an application at capture; undefined where no window concerns it, where one
 * cannot be read, or where the time of the capture is unknown.
 * argoproj/argo-cd:pkg/apis/application/v1alpha1/types.go@37ee0097 CanSync
 */
export function windowStateOf(
  application: KubeObject,
  { objects, capturedAt }: Pick<Snapshot, 'objects' | 'capturedAt'>,
): WindowState | undefined {
  const projects = projectsOf(application, objects);
  if (!projects || !capturedAt) return undefined;
  const entries = projects.flatMap((project) =>
    project.list('spec.syncWindows').map((entry, index) => ({ entry, project, path: `spec.syncWindows[${index}]` })),
  );
  const windows = entries
    .slice(0, MAX_WINDOWS)
    .flatMap(({ entry, ...place }) => (concerns(entry, application) ? [windowIn(entry, place)] : []));
  const read = windows.filter((window) => window !== undefined);
  const now = Date.parse(capturedAt);
  if (read.length === 0 || read.length < windows.length) return undefined;

  const closing = closingAt(read, now);
  const [shown] = closing ?? read;
  if (!shown) return undefined;
  const opening = closing ? nextOpening(read, now) : undefined;
  return {
    open: closing === undefined,
    manual: closing?.every(({ manualSync }) => manualSync) ?? true,
    window: shown.text,
    project: shown.project,
    path: shown.path,
    opens: opening === undefined ? undefined : `${new Date(opening).toISOString().slice(0, 17)}00Z`,
  };
}

/** What is at work: it goes on where its windows let it (`syncOverrun`), and else says itself that a window holds it. */
const AT_WORK = new Set(['blocked', 'running', 'retrying', 'terminating']);

/** That a sync window keeps an application from its source: by Argo CD's own word, or by what the windows say. */
export function isHeldByWindow({
  operation,
  window,
  policy,
  sync,
}: {
  operation: Pick<Operation, 'state'>;
  window: WindowState | undefined;
  policy: SyncPolicy;
  sync: string;
}): boolean {
  if (operation.state === 'window') return true;
  return window?.open === false && sync === 'OutOfSync' && policy.automated && !AT_WORK.has(operation.state);
}

/** The windows that forbid a sync: those of kind deny that are active, else all of kind allow when none of them is. */
function closingAt(windows: readonly Window[], moment: number): Window[] | undefined {
  const active = windows.filter((window) => isActive(window, moment));
  const denying = active.filter(({ kind }) => kind === 'deny');
  if (denying.length > 0) return denying;
  const allowing = windows.filter(({ kind }) => kind === 'allow');
  return allowing.length === 0 || active.length > 0 ? undefined : allowing;
}

/** The zone's offset of the moment counts, also for a window that began before the clocks were changed. */
function isActive(window: Window, moment: number): boolean {
  const local = moment + offsetOf(window.timeZone, moment);
  const start = nextTime(window.cron, local - window.milliseconds);
  return start !== undefined && start < local;
}

const YEAR = 366 * 86_400_000;
/** Changes of windows that are tried; windows of every minute need more, and then no opening is told. */
const MAX_CHANGES = 1000;

function nextOpening(windows: readonly Window[], now: number): number | undefined {
  let moment = now;
  for (let step = 0; step < MAX_CHANGES; step += windows.length) {
    const changes = windows.flatMap((window) => changesAfter(window, moment));
    if (changes.length === 0) return undefined;
    moment = Math.min(...changes);
    if (moment > now + YEAR) return undefined;
    if (!closingAt(windows, moment)) return moment;
  }
  return undefined;
}

/** A window is active from the second after its start, and no longer at its end. */
function changesAfter({ cron, milliseconds, timeZone }: Window, moment: number): number[] {
  const offset = offsetOf(timeZone, moment);
  const local = moment + offset;
  const [start, before] = [nextTime(cron, local), nextTime(cron, local - milliseconds)];
  return [start === undefined ? [] : start + 1000, before === undefined ? [] : before + milliseconds]
    .flat()
    .map((time) => time - offset)
    .filter((time) => time > moment);
}

/** One of the three lists must fit, or with `andOperator` each that is given. */
function concerns(window: JsonObject, application: KubeObject): boolean {
  const { server = '', clusterName = '', namespace } = destinationOf(application);
  const lists = (
    [
      [window.applications, [application.name]],
      [window.clusters, [clusterName, server]],
      [window.namespaces, [namespace]],
    ] as const
  ).flatMap(([globs, texts]) => {
    if (!Array.isArray(globs) || globs.length === 0) return [];
    return [globs.some((glob) => typeof glob === 'string' && texts.some((text) => text && globFits(glob, text)))];
  });
  return window.andOperator === true ? lists.length > 0 && lists.every(Boolean) : lists.some(Boolean);
}

function windowIn(entry: JsonObject, place: Pick<Window, 'project' | 'path'>): Window | undefined {
  const { kind, schedule, duration, timeZone, manualSync } = entry;
  if ((kind !== 'allow' && kind !== 'deny') || typeof schedule !== 'string' || typeof duration !== 'string') {
    return undefined;
  }
  const cron = parseCron(schedule);
  const milliseconds = durationIn(duration);
  if (!cron || milliseconds === undefined) return undefined;
  const zone = typeof timeZone === 'string' && timeZone ? timeZone : 'UTC';
  const text = `${kind} "${schedule}" for ${duration}${zone === 'UTC' ? '' : ` (${zone})`}`;
  return { kind, text, ...place, cron, milliseconds, timeZone: zone, manualSync: manualSync === true };
}

const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };

/** A duration of Go, `1h30m`, in milliseconds. */
function durationIn(text: string): number | undefined {
  if (!/^(?:\d{1,6}(?:\.\d{1,3})?[hms])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/([\d.]+)([hms])/g)) total += Number(count) * (UNITS[unit ?? ''] ?? 0);
  return total;
}

const MAX_CLOCKS = 100;
const CLOCKS = new Map<string, Intl.DateTimeFormat | undefined>();

/** How far a zone's clock is ahead of UTC, in milliseconds; Argo CD takes a zone that it does not know for UTC. */
function offsetOf(timeZone: string, moment: number): number {
  if (timeZone === 'UTC') return 0;
  if (CLOCKS.size > MAX_CLOCKS) CLOCKS.clear();
  if (!CLOCKS.has(timeZone)) CLOCKS.set(timeZone, clockOf(timeZone));
  const clock = CLOCKS.get(timeZone);
  if (!clock) return 0;
  const parts = new Map(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 1, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => parts.get(type) ?? 0);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
