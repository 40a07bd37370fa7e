import type { Report } from '../../report-format/report.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { compareText, refOf } from '../snapshot/order.ts';
import { containersOf } from '../snapshot/pod.ts';
import type { LogStream, Snapshot } from '../snapshot/snapshot.ts';

type ClockNote = NonNullable<Report['clocks']>[number];

/** A kubelet renews its lease every ten seconds, and the leases are read in one list. */
const NODE_SECONDS = 60;
/** A capture takes minutes, and says only one time of all of them. */
const CAPTURE_SECONDS = 900;
/** A container writes its first line a moment after its start, never before. */
const START_SECONDS = 120;
/** No time zone is farther from UTC. What is older still is a line about the past. */
const ZONE_SECONDS = 14 * 3600;
const HALF_HOUR = 1800;
const MAX_NOTES = 20;

/**
 * Which clocks of a bundle disagree: nodes with each other and with the capture, and containers with the capture or with
 * the kubelet that started them. The timeline keeps all times as they were written; these notes say how far to trust it.
 */
export function clockNotesOf(snapshot: Snapshot): ClockNote[] {
  const notes = [...nodeNotes(snapshot), ...snapshot.logs.flatMap((stream) => streamNote(stream, snapshot) ?? [])];
  const seen = new Set<string>();
  return notes
    .sort(
      (a, b) =>
        Math.abs(b.seconds) - Math.abs(a.seconds) ||
        compareText(keyOf(a.clock), keyOf(b.clock)) ||
        compareText(a.file, b.file),
    )
    .filter(({ clock }) => {
      const key = `${keyOf(clock)}\0${clock.container ?? ''}`;
      return seen.size < MAX_NOTES && !seen.has(key) && seen.add(key);
    });
}

function nodeNotes({ objects, ...capture }: Snapshot): ClockNote[] {
  const leases = objects.ofKind('Lease').flatMap((lease) => {
    const node = lease.namespace === 'kube-node-lease' ? objects.find({ kind: 'Node', name: lease.name }) : undefined;
    const isReady = node?.list('status.conditions').some(({ type, status }) => type === 'Ready' && status === 'True');
    const renewed = lease.string('spec.renewTime');
    return node && isReady && renewed ? [{ node, renewed, file: lease.source.file }] : [];
  });
  const [newest, ...others] = leases.sort(
    (a, b) => (secondsBetween(a.renewed, b.renewed) ?? 0) || compareText(a.node.name, b.node.name),
  );
  if (!newest) return [];

  const behind = others.flatMap(({ node, renewed, file }): ClockNote[] => {
    const seconds = secondsBetween(newest.renewed, renewed) ?? 0;
    return file === newest.file && seconds < -NODE_SECONDS
      ? [noteOf(refOf(node), seconds, `Node ${newest.node.name}`, file)]
      : [];
  });
  const seconds = aheadOfCapture(newest.renewed, capture);
  const far = seconds !== undefined && Math.abs(seconds) > CAPTURE_SECONDS;
  return [...behind, ...(far ? [noteOf(refOf(newest.node), seconds, 'the capture', newest.file)] : [])];
}

/** A log whose lines are newer than the capture, or older than the start of their container. */
function streamNote(
  { origin, subject, object, firstTime, lastTime }: LogStream,
  snapshot: Snapshot,
): ClockNote | undefined {
  const clock = { ...refOf(subject), ...(subject.container ? { container: subject.container } : {}) };
  const ahead = aheadOfCapture(lastTime, snapshot);
  if (ahead !== undefined && ahead > CAPTURE_SECONDS) return noteOf(clock, ahead, 'the capture', origin.file);

  const container =
    object?.kind === 'Pod' ? containersOf(object).find(({ name }) => name === subject.container) : undefined;
  // Of a container that restarts, the log and the state may tell of two different runs.
  if (!container || container.restarts > 0 || origin.previous) return undefined;
  const behind = secondsBetween(container.startedAt, firstTime);
  if (behind === undefined || behind > -START_SECONDS || behind < -ZONE_SECONDS) return undefined;
  return noteOf(clock, behind, 'the kubelet that started it', origin.file);
}

/** Only a bundle that says when it was made has a clock to compare with. */
function aheadOfCapture(
  time: string | undefined,
  { capturedAt, capturedAtSource }: Pick<Snapshot, 'capturedAt' | 'capturedAtSource'>,
) {
  return capturedAtSource === 'newest-time' || capturedAtSource === 'none'
    ? undefined
    : secondsBetween(capturedAt, time);
}

function noteOf(clock: ClockNote['clock'], seconds: number, against: string, file: string): ClockNote {
  const amount = Math.round(Math.abs(seconds));
  const whose = `${clock.kind} ${clock.namespace ? `${clock.namespace}/` : ''}${clock.name}${clock.container ? ` (${clock.container})` : ''}`;
  const zone =
    clock.kind !== 'Node' &&
    amount >= HALF_HOUR - START_SECONDS &&
    Math.abs(amount - Math.round(amount / HALF_HOUR) * HALF_HOUR) <= START_SECONDS
      ? ' It may write the local time of its zone without saying so.'
      : '';
  return {
    clock,
    seconds: Math.round(seconds),
    against,
    text: `The times of ${whose} are ${amount} s ${seconds < 0 ? 'behind' : 'ahead of'} those of ${against}.${zone}`,
    file,
  };
}
