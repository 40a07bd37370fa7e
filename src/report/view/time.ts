import type { Report } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';

const MAX_UNREADABLE = 60;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2026-03-02 14:05:09 UTC`; a time that cannot be read stays as it was written. */
export function inUtc(time: string): string {
  const at = Date.parse(time);
  return Number.isNaN(at)
    ? oneLine(time, MAX_UNREADABLE)
    : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A report as its reader wants it. */
export type Shown = Report & {
  /** An IANA name, which the caller has checked: a local time stands beside UTC. */
  readonly timeZone?: string | undefined;
  /** Findings that were left out as not severe enough. */
  readonly hidden?: number;
};

/** By what the times of a report are told. */
export type Clock = { capturedAt: string | undefined; timeZone: string | undefined };

export function clockOf({ bundle, timeZone }: Shown): Clock {
  return { capturedAt: bundle.capturedAt, timeZone };
}

/** As `inUtc`, with the time of day in the reader's zone: `2026-03-02 14:05:09 UTC (15:05:09 +01:00)`. */
export function timeText(time: string, { timeZone }: Clock): string {
  const at = Date.parse(time);
  if (timeZone === undefined || Number.isNaN(at)) return inUtc(time);
  const { year, month, day, hour, minute, second, timeZoneName = '' } = partsIn(timeZone, at);
  const offset = timeZoneName.replace(/^GMT/, '') || '+00:00';
  const date = `${year}-${month}-${day}`;
  const utc = inUtc(time);
  return `${utc} (${utc.startsWith(date) ? '' : `${date} `}${hour}:${minute}:${second} ${offset})`;
}

/** True for a name such as `Europe/Berlin` that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return partsIn(name, 0) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function partsIn(timeZone: string, at: number): Record<string, string> {
  return Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

/** Making a format takes much longer than using it, and a page may hold thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, format);
  return format;
}

/** `3 h before capture`. Undefined where either time is missing or unreadable. */
export function ageAt(time: string | undefined, capturedAt: string | undefined): string | undefined {
  const age = Date.parse(capturedAt ?? '') - Date.parse(time ?? '');
  if (Number.isNaN(age)) return undefined;
  if (Math.abs(age) < 1000) return 'at capture';
  return `${durationOf(Math.abs(age))} ${age > 0 ? 'before' : 'after'} capture`;
}

/** The two largest units, as people say it: `45 s`, `12 min`, `3 h 20 min`, `9 d 4 h`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < DAY) return pair(milliseconds, HOUR, 'h', MINUTE, 'min');
  return pair(milliseconds, DAY, 'd', HOUR, 'h');
}

function pair(milliseconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const first = Math.floor(milliseconds / large);
  const second = Math.floor((milliseconds % large) / small);
  return second === 0 ? `${first} ${largeName}` : `${first} ${largeName} ${second} ${smallName}`;
}
