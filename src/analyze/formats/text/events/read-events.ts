import type { Context } from '../context.ts';
import { isBlank, isEllipsis, type Line } from '../lines.ts';
import { type Involved, readEventLines } from './event-lines.ts';
import { describedRow, type EventRow, listedRow, oldDescribedRow } from './event-row.ts';
import { emitEvents } from './involved.ts';

const TODAYS_HEADER = /^\s*Type\s+Reason\s+Age\s+From\s+Message\s*$/;
const OLD_HEADER = /^\s*FirstSeen\s+LastSeen\s+Count\s+From\s+SubObjectPath\s+Type\s+Reason\s+Message\s*$/;
const EVENTS = /^\s*Events:\s*(<none>)?\s*$/;
const DASHES = /^\s*-{2,}[\s-]*$/;

/**
 * Reads the `Events:` of a description, today's or those of kubectl up to 1.8, with the object that was described where
 * that is in the text.
 */
export function readEventSection(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
  described?: Involved,
): number | undefined {
  const first = EVENTS.exec(lines[at]?.text ?? '');
  if (first?.[1]) return at + 1;
  let next = first ? skipBlank(lines, at + 1) : at;
  const header = lines[next]?.text ?? '';
  const isOld = OLD_HEADER.test(header);
  const isToday = TODAYS_HEADER.test(header);
  if (!isOld && !isToday && !(first && (isEventLine(header) || isEllipsis(header)))) return undefined;

  if (isOld || isToday) next += 1;
  if (DASHES.test(lines[next]?.text ?? '')) next += 1;
  const messageAt = isToday ? header.indexOf('Message') : undefined;
  const parse = (text: string) =>
    isOld ? oldDescribedRow(text) : (describedRow(text, messageAt) ?? oldDescribedRow(text));
  const read = readEventLines(lines, next, parse, isEnd);
  emitEvents(context, read.rows, described);
  return read.next;
}

function skipBlank(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < from + 3 && at < lines.length && isBlank(lines[at])) at += 1;
  return at;
}

/** Rows of events without any heading: the tail of a description, or the output of a command that was piped through grep. */
export function readLooseEvents(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  if (!isEventLine(lines[at]?.text ?? '')) return undefined;
  const { rows, next } = readEventLines(lines, at, anyRow, isEnd);
  emitEvents(context, rows);
  context.seen.cut = true;
  return next;
}

/** True for a line that is an event in one of the layouts, without looking at what stands around it. */
export function isEventLine(text: string): boolean {
  return anyRow(text) !== undefined;
}

export function isEventHeader(text: string): boolean {
  return TODAYS_HEADER.test(text) || OLD_HEADER.test(text);
}

function anyRow(text: string): EventRow | undefined {
  return describedRow(text) ?? listedRow(text) ?? oldDescribedRow(text);
}
