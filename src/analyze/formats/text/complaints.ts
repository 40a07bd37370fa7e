import type { Context } from './context.ts';
import { isBlank, type Line } from './lines.ts';
import { unwrapped } from './wrapped.ts';

/** What only kubectl, argocd and the API print when they did not do what they were asked. */
const CERTAIN =
  /^\s*(?:Error from server(?: \([A-Za-z]+\))?:|Unable to connect to the server:|The connection to the server \S+ was refused|E\d{4} .*memcache\.go|couldn't get (?:current server API group list|resource list)|No resources found|FATA\[\d+\]|container "[^"]{1,253}" in pod "[^"]{1,253}" is |previous terminated container |unable to retrieve container logs |(?:error: )?You must be logged in to the server|error: (?:a container name must|container \S+ is not valid|unable to |the server doesn't have|timed out waiting|no matching resources))/;
/** What others print as well: helm, the conditions of Argo CD, and any program in its log. */
const LIKELY =
  /^\s*(?:[Ee]rror: |Error:|error validating |error when |(?:Comparison|InvalidSpec|Sync|Deletion|Unknown|RepeatedResource)Error: |(?:SharedResource|OrphanedResource|RepeatedResource|ExcludedResource)Warning: )/;

/** Words by which a complaint says that something could not be read. */
const REFUSED =
  /\((?:Forbidden|Unauthorized|Timeout|ServiceUnavailable|TooManyRequests|MethodNotAllowed|NotFound)\)|Unable to connect|connection to the server|couldn't get|doesn't have a resource type|must be logged in|is waiting to start|previous terminated container|unable to retrieve container logs/;

const READING = new Set(['get', 'describe', 'logs', 'events', 'top']);
const MAX_LINES = 40;
const MAX_WHY = 1000;

/** True for the beginning of an error; `certainly` leaves out what a program may have logged. */
export function isComplaint(text: string, certainly = false): boolean {
  const head = text.slice(0, 1000);
  return CERTAIN.test(head) || (!certainly && LIKELY.test(head));
}

/**
 * Reads an error with the lines that it goes on for. It is text in any case; where something was asked for and not given,
 * that is a gap as well. `No resources found` is no error but an empty list.
 */
export function readComplaint(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  const first = lines[at];
  const inLog = context.place.log && !context.command;
  if (!first || !isComplaint(first.text, inLog)) return undefined;
  if (/^\s*No resources found/.test(first.text)) {
    readNothing(first, context);
    return at + 1;
  }

  let next = at + 1;
  while (next < lines.length && next - at < MAX_LINES && !isEnd(next)) {
    // A policy's answer sets its parts off with empty lines, each behind a colon.
    if (isBlank(lines[next]) && !lines[next - 1]?.text.trimEnd().match(/(?::|policies)\s*$/)) break;
    next += 1;
  }
  context.seen.cut = true;
  const text = unwrapped(lines.slice(at, next));
  if (isGap(text, context)) {
    context.sink.gap({ what: askedFor(context, first.text), why: text.trim().slice(0, MAX_WHY), file: context.path });
  }
  context.sink.text({ file: context.path, firstLine: first.number, kind: 'error' }, text);
  return next;
}

/** A command that reads and fails leaves a gap, whatever its reason; without one the words have to say so. */
function isGap(text: string, { command }: Context): boolean {
  return command ? READING.has(command.verb) : REFUSED.test(text);
}

/** `No resources found in shop namespace.`: an empty list of what the command asked for. */
function readNothing({ text, number }: Line, { command, place, path, seen, sink }: Context): void {
  seen.empty = true;
  const namespace = /in ([a-z0-9-]{1,63}) namespace/.exec(text)?.[1];
  if (namespace) seen.emptyNamespace = namespace;
  if (!command && !place.kind) sink.text({ file: path, firstLine: number, kind: 'output' }, text);
}

function askedFor({ command, place, namespace }: Context, message: string): string {
  const where = namespace ? ` in namespace ${namespace}` : '';
  const pod = /container "[^"]{1,253}" in pod "([^"]{1,253})"/.exec(message)?.[1];
  if (command?.verb === 'logs' || pod) return `logs of ${pod ?? command?.names[0] ?? place.stem}${where}`;
  const kinds = command?.kinds.map(({ kind }) => kind).join(', ') || command?.resource || place.kind?.kind;
  return `${[kinds, ...(command?.names ?? [])].filter(Boolean).join(' ') || place.stem}${where}`;
}
