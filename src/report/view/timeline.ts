import type { Finding, ObjectRef, Report, Severity } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { objectKey, objectName } from './object-name.ts';
import { ageAt, inUtc } from './time.ts';

const MAX_LANES = 14;
const MAX_ROWS = 300;

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
  lanes: Lane[];
  moreLanes: number;
  rows: Happening[];
  moreRows: number;
  onset: number | undefined;
  capturedAt: number | undefined;
};

/** What happened when: a lane per object, those with findings first, and all of it as rows in order of time. */
export function timelineOf(report: Report): TimelineView {
  const severityOf = new Map(report.findings.map(({ id, severity }) => [id, severity]));
  const lanes = new Map<string, Lane>();
  const all: Happening[] = [];
  for (const entry of report.timeline) {
    const happening = happeningOf(entry, report.bundle.capturedAt, severityOf);
    if (!happening) continue;
    all.push(happening);
    const key = objectKey(entry.subject);
    const lane = lanes.get(key) ?? { object: entry.subject, happenings: [] };
    lane.happenings.push(happening);
    lanes.set(key, lane);
  }
  all.sort((a, b) => a.at - b.at);
  const ranked = [...lanes.values()].sort((a, b) => weight(b) - weight(a));
  return {
    lanes: ranked.slice(0, MAX_LANES).sort((a, b) => firstAt(a) - firstAt(b)),
    moreLanes: Math.max(0, ranked.length - MAX_LANES),
    // The newest are nearest to the trouble.
    rows: all.slice(-MAX_ROWS),
    moreRows: Math.max(0, all.length - MAX_ROWS),
    onset: milliseconds(report.onset),
    capturedAt: milliseconds(report.bundle.capturedAt),
  };
}

function happeningOf(
  { time, kind, subject, text, finding }: Report['timeline'][number],
  capturedAt: string | undefined,
  severityOf: ReadonlyMap<Finding['id'], Severity>,
): Happening | undefined {
  const at = milliseconds(time);
  if (at === undefined) return undefined;
  return {
    at,
    kind,
    text: oneLine(text, 300),
    time: inUtc(time),
    age: ageAt(time, capturedAt),
    object: objectName(subject),
    finding,
    severity: finding === undefined ? undefined : severityOf.get(finding),
  };
}

const firstAt = ({ happenings }: Lane) => happenings.reduce((first, { at }) => Math.min(first, at), Number.MAX_VALUE);

/** Lanes with findings outweigh busy ones. */
function weight({ happenings }: Lane): number {
  return happenings.filter(({ finding }) => finding !== undefined).length * 1000 + happenings.length;
}

function milliseconds(time: string | undefined): number | undefined {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? undefined : at;
}
