import { isArgoStart, readArgoApplication } from './argocd.ts';
import { plainNames } from './command.ts';
import { isComplaint, readComplaint } from './complaints.ts';
import type { Context } from './context.ts';
import { isDescribeStart, readDescription } from './describe/read-describe.ts';
import { isEventHeader, isEventLine, readEventSection, readLooseEvents } from './events/read-events.ts';
import { readToldEvent } from './events/told-events.ts';
import { isBlank, isEllipsis, type Line, textOf } from './lines.ts';
import { looksLikeLog } from './log-shape.ts';
import type { Segment } from './session.ts';
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
  if (printsLog(context)) return readLog(lines, context);
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
  const isLog = looksLikeLog(set) || (context.place.log && !context.command);
  if (isLog) return emitLog(set, context);
  context.sink.text({ file: context.path, firstLine: set[0]?.number ?? 1, kind: 'output' }, textOf(set));
}

function printsLog({ command }: Context): boolean {
  if (!command) return false;
  if (command.verb === 'logs') return true;
  return command.tool === 'journalctl' || command.tool === 'stern' || command.tool === 'kubetail';
}

/** The output of `kubectl logs`: a log, unless kubectl said why there is none. */
async function readLog(lines: readonly Line[], context: Context): Promise<void> {
  const from = lines.findIndex((line) => !isBlank(line));
  if (from < 0) return;
  if (isComplaint(lines[from]?.text ?? '') && lines.length - from < 10) {
    readComplaint(lines, from, context, () => false);
    return;
  }
  const set = lines.slice(from);
  while (isBlank(set.at(-1))) set.pop();
  await emitLog(set, context);
}

async function emitLog(lines: readonly Line[], context: Context): Promise<void> {
  const { command, namespace, place, path, sink } = context;
  const ofCommand = command?.verb === 'logs' && command.tool !== 'docker' ? command : undefined;
  const [name] = plainNames(ofCommand);
  const isPod = ofCommand?.kinds[0]?.kind === 'Pod';
  const nodeLog = command ? command.tool === 'journalctl' : place.nodeLog;
  await sink.log(
    {
      file: path,
      firstLine: lines[0]?.number ?? 1,
      ...(namespace ? { namespace } : {}),
      ...(isPod && name ? { pod: name } : {}),
      ...(ofCommand?.container ? { container: ofCommand.container } : {}),
      previous: ofCommand?.previous ?? place.previous,
      ...(nodeLog ? { nodeLog } : {}),
      // `deploy/web` names no pod, but its pods begin so; a selector's value is mostly the name of the workload.
      stem: name ?? ofCommand?.selector?.split('=').at(-1) ?? place.stem,
    },
    bytesOf(lines),
  );
}

/** The bytes of a log, in pieces, so that a long one is not held twice. */
async function* bytesOf(lines: readonly Line[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < lines.length; at += 2000) yield encoder.encode(`${textOf(lines.slice(at, at + 2000))}\n`);
}
