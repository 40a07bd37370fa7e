import type { Finding, ObjectRef, Report, Severity } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { objectKey, objectName } from './object-name.ts';
import type { Clock, Shown } from './time.ts';
import { ageAt, clockOf, timeText } from './time.ts';

const MAX_LANES = 14;
/** What is shown before the trouble: a share of the time since, and ten minutes at least. */
const MARGIN = 0.15;
const MIN_MARGIN = 600_000;

export type TimelineKind = Report['timeline'][number]['kind'];

/** One happening: `at` is the time in milliseconds, `severity` that of the finding it belongs to. */
export type Happening = {
  at: number;
  kind: TimelineKind;
  text: string;
  time: string;
  age: string | undefined;
  object: string;
  finding: string | undefined;
  severity: Severity | undefined;
};

export type Lane = { object: ObjectRef; happenings: Happening[] };

export type TimelineView = {
  /** What the figure shows: from shortly before the trouble on, in milliseconds. */
  from: number;
  to: number;
  lanes: Lane[];
  /** Happenings before `from`. */
  earlier: number;
  moreLanes: number;
  rows: Happening[];
  moreRows: number;
  onset: number | undefined;
  capturedAt: number | undefined;
};

/** What happened when: a lane per object, those with findings first, and all of it as rows in order of time. */
export function timelineOf(report: Shown, maxRows = 300): TimelineView {
  const severityOf = new Map(report.findings.map(({ id, severity }) => [id, severity]));
  const entries = report.timeline.flatMap((entry) => {
    const happening = happeningOf(entry, clockOf(report), severityOf);
    return happening ? [{ subject: entry.subject, happening }] : [];
  });
  const all = entries.map(({ happening }) => happening).sort((a, b) => a.at - b.at);
  const window = windowOf(all, milliseconds(report.onset), milliseconds(report.bundle.capturedAt));
  const ranked = lanesOf(entries.filter(({ happening }) => happening.at >= window.from));
  return {
    ...window,
    earlier: all.filter(({ at }) => at < window.from).length,
    lanes: ranked.slice(0, MAX_LANES).sort((a, b) => firstAt(a) - firstAt(b)),
    moreLanes: Math.max(0, ranked.length - MAX_LANES),
    // The newest are nearest to the trouble.
    rows: all.slice(-maxRows),
    moreRows: Math.max(0, all.length - maxRows),
    onset: milliseconds(report.onset),
    capturedAt: milliseconds(report.bundle.capturedAt),
  };
}

/**
 * From a little before the onset, or before the first happening that belongs to a finding. What lies months back, such as
 * the start of a node, would press the trouble itself into a corner.
 */
function windowOf(all: readonly Happening[], onset: number | undefined, capturedAt: number | undefined) {
  const to = Math.max(all.at(-1)?.at ?? 0, capturedAt ?? 0);
  const first = all[0]?.at ?? to;
  const trouble = onset ?? all.find(({ finding }) => finding !== undefined)?.at ?? first;
  const margin = Math.max(MIN_MARGIN, (to - trouble) * MARGIN);
  return { from: Math.max(first, trouble - margin), to };
}

/** Lanes with findings outweigh busy ones. */
function lanesOf(entries: readonly { subject: ObjectRef; happening: Happening }[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const { subject, happening } of entries) {
    const key = objectKey(subject);
    const lane = lanes.get(key) ?? { object: subject, happenings: [] };
    lane.happenings.push(happening);
    lanes.set(key, lane);
  }
  return [...lanes.values()].sort((a, b) => weight(b) - weight(a));
}

function happeningOf(
  { time, kind, subject, text, finding }: Report['timeline'][number],
  clock: Clock,
  severityOf: ReadonlyMap<Finding['id'], Severity>,
): Happening | undefined {
  const at = milliseconds(time);
  if (at === undefined) return undefined;
  return {
    at,
    kind,
    text: oneLine(text, 300),
    time: timeText(time, clock),
    age: ageAt(time, clock.capturedAt),
    object: objectName(subject),
    finding,
    severity: finding === undefined ? undefined : severityOf.get(finding),
  };
}

const firstAt = ({ happenings }: Lane) => happenings.reduce((first, { at }) => Math.min(first, at), Number.MAX_VALUE);

function weight({ happenings }: Lane): number {
  return happenings.filter(({ finding }) => finding !== undefined).length * 1000 + happenings.length;
}

function milliseconds(time: string | undefined): number | undefined {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? undefined : at;
}
