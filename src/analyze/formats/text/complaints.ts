import type { Context } from './context.ts';
import type { Line } from './lines.ts';

/** What kubectl, helm and argocd print when they did not do what they were asked. */
const COMPLAINT =
  /^\s*(?:Error from server(?: \([A-Za-z]+\))?:|[Ee]rror: |Error:|Unable to connect to the server:|The connection to the server \S+ was refused|error validating |E\d{4} .*memcache\.go|couldn't get (?:current server API group list|resource list)|Error in configuration:|No resources found|FATA\[\d+\]|container "[^"]{1,253}" in pod "[^"]{1,253}" is |previous terminated container |You must be logged in to the server|Forbidden: )/;

/** Words by which a complaint says that something could not be read, as opposed to not being there. */
const REFUSED =
  /\((?:Forbidden|Unauthorized|Timeout|ServiceUnavailable|InternalError|BadRequest|TooManyRequests|MethodNotAllowed|NotFound)\)|Unable to connect|connection to the server|couldn't get|doesn't have a resource type|must be logged in|is waiting to start|previous terminated container|unable to retrieve container logs|timed out|i\/o timeout/;

const READING = new Set(['get', 'describe', 'logs', 'events', 'top']);
const MAX_LINES = 40;

export function isComplaint(text: string): boolean {
  return COMPLAINT.test(text.slice(0, 1000));
}

/** Reads an error with the lines that it goes on for: a gap where something was asked for and not given, and text always. */
export function readComplaint(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  const first = lines[at]?.text ?? '';
  if (!isComplaint(first)) return undefined;
  if (/^\s*No resources found/.test(first)) return readNothing(lines[at] as Line, at, context);

  let next = at + 1;
  while (
    next < lines.length &&
    next - at < MAX_LINES &&
    lines[next]?.text.trim() &&
    !isComplaint(lines[next]?.text ?? '') &&
    !isEnd(next)
  )
    next += 1;
  const message = lines.slice(at, next);
  context.seen.cut = true;
  const text = message.map(({ text, full }) => full ?? text).join('\n');
  const { command } = context;
  if (REFUSED.test(text) && (!command || READING.has(command.verb))) {
    context.sink.gap({ what: askedFor(context, first), why: text.trim().slice(0, 1000), file: context.path });
  }
  context.sink.text({ file: context.path, firstLine: lines[at]?.number ?? 1, kind: 'error' }, text);
  return next;
}

/** `No resources found in shop namespace.`: an empty list of what the command asked for. */
function readNothing(line: Line, at: number, context: Context): number {
  context.seen.empty = true;
  const namespace = /in ([a-z0-9-]{1,63}) namespace/.exec(line.text)?.[1];
  if (namespace) context.seen.emptyNamespace = namespace;
  if (!context.command && !context.place.kind)
    context.sink.text({ file: context.path, firstLine: line.number, kind: 'output' }, line.text);
  return at + 1;
}

function askedFor({ command, place, namespace }: Context, message: string): string {
  const kinds = command?.kinds.map(({ kind }) => kind).join(', ') || command?.resource || place.kind?.kind;
  const container = /container "([^"]{1,253})" in pod "([^"]{1,253})"/.exec(message);
  const where = namespace ? ` in namespace ${namespace}` : '';
  if (command?.verb === 'logs' || container) {
    const pod = container?.[2] ?? command?.names[0] ?? place.stem;
    return `logs of ${pod}${where}`;
  }
  return `${[kinds, ...(command?.names ?? [])].filter(Boolean).join(' ') || place.stem}${where}`;
}
