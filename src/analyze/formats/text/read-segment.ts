import { isArgoStart, readArgoApplication } from './argocd.ts';
import { isComplaint, readComplaint } from './complaints.ts';
import type { Context } from './context.ts';
import { isDescribeStart, readDescription } from './describe/read-describe.ts';
import { isEventHeader, isEventLine, readEventSection, readLooseEvents } from './events/read-events.ts';
import { readToldEvent } from './events/told-events.ts';
import { readJsonPath } from './jsonpath.ts';
import { isBlank, isEllipsis, type Line, textOf } from './lines.ts';
import { emitLog, readLog } from './log.ts';
import { looksLikeLog } from './log-shape.ts';
import { printsLog, type Segment } from './session.ts';
import { isStructuredStart, readStructured } from './structured.ts';
import { headerOf } from './tables/columns.ts';
import { isLooseRow, readLooseRows } from './tables/loose-rows.ts';
import { readTable } from './tables/read-table.ts';

type Reader = (
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
) => number | undefined;

/** Tried in this order at every line that no block before it has taken. */
const READERS: readonly Reader[] = [
  readStructured,
  readArgoApplication,
  readDescription,
  readTable,
  readEventSection,
  readComplaint,
  readLooseEvents,
  readLooseRows,
  readToldEvent,
];

/** Reads one output by what it holds: objects, events and errors where they are recognised, a log or plain text in between. */
export async function readSegment(segment: Segment, context: Context): Promise<void> {
  const { lines } = segment;
  if (context.command && printsLog(context.command)) return readLog(lines, context);
  if (readJsonPath(lines, context)) return;
  const startsSomething = (at: number) => isStart(lines, at);
  let rest: Line[] = [];
  let at = 0;
  while (at < lines.length) {
    const next = segment.prose ? undefined : readAt(lines, at, context, startsSomething);
    if (next === undefined) {
      rest.push(lines[at] as Line);
      at += 1;
      continue;
    }
    await flushRest(rest, context);
    rest = [];
    at = Math.max(next, at + 1);
  }
  await flushRest(rest, context);
}

function readAt(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  if (isBlank(lines[at])) return undefined;
  for (const reader of READERS) {
    const next = reader(lines, at, context, isEnd);
    if (next !== undefined) return next;
  }
  return undefined;
}

function isStart(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  return (
    headerOf(text) !== undefined ||
    isDescribeStart(lines, at) ||
    isArgoStart(lines, at) ||
    isStructuredStart(lines, at) ||
    isEventHeader(text) ||
    /^\s*Events:/.test(text) ||
    isComplaint(text) ||
    isLooseRow(text) ||
    isEventLine(text)
  );
}

/** What no reader has taken: a log where it looks like one, text otherwise. */
async function flushRest(lines: readonly Line[], context: Context): Promise<void> {
  const from = lines.findIndex((line) => !isBlank(line) && !isEllipsis(line.text));
  if (from < 0) return;
  const set = lines.slice(from);
  while (isBlank(set.at(-1))) set.pop();
  if (mayBeLog(context) && (looksLikeLog(set) || (context.place.log && !context.command))) return emitLog(set, context);
  context.sink.text({ file: context.path, firstLine: set[0]?.number ?? 1, kind: 'output' }, textOf(set));
}

/** What these print is about the cluster, stamped or not; the others (`cat`, `docker`, `exec`) may have shown a log. */
function mayBeLog({ command }: Context): boolean {
  if (!command) return true;
  if (command.tool === 'kubectl') return /^(?:exec|run|debug|attach)?$/.test(command.verb);
  return !/^(?:argocd|helm|helmfile|flux|istioctl)$/.test(command.tool) || command.names[0] === 'logs';
}
