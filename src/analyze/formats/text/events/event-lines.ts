import type { Context } from '../context.ts';
import { isBlank, isEllipsis, type Line } from '../lines.ts';
import type { EventRow } from './event-row.ts';

/** Longer messages are cut; a mount error with its output has about ten lines. */
const MAX_MESSAGE_LINES = 60;

type Involved = { kind: string; namespace?: string; name: string };

/**
 * Reads rows with the lines that their messages go on for, and hands the events on. `isEnd` tells where something else
 * begins. Returns the index after the last line read.
 */
export function readEventLines(
  lines: readonly Line[],
  from: number,
  parse: (text: string) => EventRow | undefined,
  isEnd: (at: number) => boolean,
  emit: (row: EventRow, line: number) => void,
): number {
  const wrap = wrapWidthOf(lines, from);
  let row: EventRow | undefined;
  let rowLine = 0;
  let more: Line[] = [];
  const flush = () => {
    if (row)
      emit({ ...row, message: joinMessage(row.message, lines[rowLine], more, wrap) }, lines[rowLine]?.number ?? 0);
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
  return at;
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

/** Hands on one row as an event of the object that it names, or of the one described above it. */
export function emitEvent(context: Context, row: EventRow, line: number, described?: Involved): void {
  const { object, container, ...rest } = row;
  const target = object ?? described ?? { kind: 'Pod', name: '' };
  const namespace = target.namespace ?? (object ? context.namespace : undefined);
  context.sink.event({
    ...rest,
    involved: {
      kind: target.kind,
      name: target.name,
      ...(namespace ? { namespace } : {}),
      ...(container ? { container } : {}),
    },
    source: { file: context.path, line },
  });
}
