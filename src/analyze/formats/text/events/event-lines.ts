import { isBlank, isEllipsis, type Line } from '../lines.ts';
import type { EventRow } from './event-row.ts';

/** Longer messages are cut; a mount error with its output has about ten lines. */
const MAX_MESSAGE_LINES = 60;

/** A row with the line on which it begins. */
export type EventLine = { row: EventRow; line: number };

/** The object that events are about. */
export type Involved = { kind: string; namespace?: string; name: string };

/**
 * Reads rows with the lines that their messages go on for. `isEnd` tells where something else begins; `next` is the index
 * after the last line read.
 */
export function readEventLines(
  lines: readonly Line[],
  from: number,
  parse: (text: string) => EventRow | undefined,
  isEnd: (at: number) => boolean,
): { rows: EventLine[]; next: number } {
  const wrap = wrapWidthOf(lines, from);
  const rows: EventLine[] = [];
  let row: EventRow | undefined;
  let rowLine = 0;
  let more: Line[] = [];
  const flush = () => {
    const first = lines[rowLine];
    if (row && first)
      rows.push({ row: { ...row, message: joinMessage(row.message, first, more, wrap) }, line: first.number });
    row = undefined;
    more = [];
  };

  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    const next = parse(line.text);
    if (next) {
      flush();
      row = next;
      rowLine = at;
      continue;
    }
    if (isEllipsis(line.text)) continue;
    if (isEnd(at) || !row || more.length >= MAX_MESSAGE_LINES) break;
    if (isBlank(line) && !goesOn(lines, at, more, parse, isEnd)) break;
    more.push(line);
  }
  flush();
  return { rows, next: at };
}

/** A blank line belongs to a message of several lines, or stands between rows; after a message of one line it ends the table. */
function goesOn(
  lines: readonly Line[],
  at: number,
  more: readonly Line[],
  parse: (text: string) => EventRow | undefined,
  isEnd: (at: number) => boolean,
): boolean {
  let next = at + 1;
  while (next < lines.length && next < at + 4 && isBlank(lines[next])) next += 1;
  const line = lines[next];
  if (!line || isBlank(line) || isEnd(next)) return false;
  return more.length > 0 || parse(line.text) !== undefined;
}

/** The width at which a terminal broke the lines: several lines are exactly as long, and none is longer. */
function wrapWidthOf(lines: readonly Line[], from: number): number | undefined {
  let width = 0;
  let times = 0;
  for (const { text } of lines.slice(from, from + 500)) {
    if (text.length > width) [width, times] = [text.length, 1];
    else if (text.length === width) times += 1;
  }
  const usual = width % 10 === 0 || width === 132;
  return width >= 60 && (times > 1 || usual) ? width : undefined;
}

function joinMessage(
  message: string,
  first: Line | undefined,
  more: readonly Line[],
  wrap: number | undefined,
): string {
  let joined = message;
  let previous = first;
  for (const line of more) {
    joined += previous?.text.length === wrap ? line.text : `\n${line.text.trimEnd()}`;
    previous = line;
  }
  return joined.trim();
}
