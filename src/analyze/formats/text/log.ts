import { plainNames } from './command.ts';
import { isComplaint, readComplaint } from './complaints.ts';
import type { Context } from './context.ts';
import { isBlank, type Line, textOf } from './lines.ts';

/** More lines than this are a log, however it begins. */
const MAX_COMPLAINT_LINES = 10;

/** What kubectl says before a log about whose it is. */
type Told = { pod?: string; container?: string };

/** Reads the output of `kubectl logs` and its like: a log, unless kubectl said why there is none. */
export async function readLog(lines: readonly Line[], context: Context): Promise<void> {
  const told: Told = {};
  const from = lines.findIndex((line) => !isBlank(line) && !readHint(line.text, told));
  if (from < 0) return;
  if (isComplaint(lines[from]?.text ?? '', true) && lines.length - from < MAX_COMPLAINT_LINES) {
    readComplaint(lines, from, context, () => false);
    return;
  }
  await emitLog(trimmedEnd(lines.slice(from)), context, told);
}

/** `Defaulted container "app" out of: app, proxy` and `Found 2 pods, using pod/web-0` stand before the log itself. */
function readHint(text: string, told: Told): boolean {
  const container = /^Defaulted container "([^"]{1,253})" out of: /.exec(text)?.[1];
  const pod = /^Found \d{1,6} pods, using pod\/(\S{1,253})$/.exec(text)?.[1];
  if (container) told.container = container;
  if (pod) told.pod = pod;
  return container !== undefined || pod !== undefined;
}

function trimmedEnd(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1])) end -= 1;
  return lines.slice(0, end);
}

/** Hands on lines as a log, with what the command (or the path) tells about whose it is. */
export async function emitLog(lines: readonly Line[], context: Context, told: Told = {}): Promise<void> {
  const { command, namespace, place, path, sink } = context;
  const asked = command?.verb === 'logs' && command.tool === 'kubectl' ? command : undefined;
  const [name] = plainNames(asked);
  const pod = told.pod ?? (asked?.kinds[0]?.kind === 'Pod' ? name : undefined);
  const container = asked?.container ?? told.container;
  const nodeLog = command ? command.tool === 'journalctl' : place.nodeLog;
  await sink.log(
    {
      file: path,
      firstLine: lines[0]?.number ?? 1,
      ...(namespace ? { namespace } : {}),
      ...(pod ? { pod } : {}),
      ...(container ? { container } : {}),
      previous: asked?.previous ?? place.previous,
      ...(nodeLog ? { nodeLog } : {}),
      // `deploy/web` names no pod, but its pods begin so; a selector's value is mostly the name of the workload.
      stem: name ?? asked?.selector?.split('=').at(-1) ?? place.stem,
    },
    bytesOf(lines),
  );
}

/** In pieces, so that a long log is not held twice. */
async function* bytesOf(lines: readonly Line[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < lines.length; at += 2000) yield encoder.encode(`${textOf(lines.slice(at, at + 2000))}\n`);
}
