import { plainNames } from '../command.ts';
import type { Context } from '../context.ts';
import { isBlank, isEllipsis, type Line } from '../lines.ts';
import { emitEvent, readEventLines } from './event-lines.ts';
import { describedRow, type EventRow, listedRow, oldDescribedRow } from './event-row.ts';

export type Involved = { kind: string; namespace?: string; name: string };

const TODAYS_HEADER = /^\s*Type\s+Reason\s+Age\s+From\s+Message\s*$/;
const OLD_HEADER = /^\s*FirstSeen\s+LastSeen\s+Count\s+From\s+SubObjectPath\s+Type\s+Reason\s+Message\s*$/;
const EVENTS = /^\s*Events:\s*(?:<none>)?\s*$/;

/** The `Events:` section of a description, with the object that it belongs to, or without one where only the section was pasted. */
export function readEventSection(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
  described?: Involved,
): number | undefined {
  if (!isSectionStart(lines, at)) return undefined;
  let next = at;
  if (EVENTS.test(lines[next]?.text ?? '')) next += 1;
  if (/<none>\s*$/.test(lines[at]?.text ?? '')) return next;
  while (next < lines.length && isBlank(lines[next])) next += 1;

  const header = lines[next]?.text ?? '';
  const isOld = OLD_HEADER.test(header);
  if (isOld || TODAYS_HEADER.test(header)) next += 1;
  if (/^\s*-{2,}[\s-]*$/.test(lines[next]?.text ?? '')) next += 1;
  const messageAt = TODAYS_HEADER.test(header) ? header.indexOf('Message') : undefined;
  return readEventLines(
    lines,
    next,
    (text) => (isOld ? oldDescribedRow(text) : (describedRow(text, messageAt) ?? oldDescribedRow(text))),
    isEnd,
    (row, line) => emitEvent(context, row, line, described ?? commandsObject(context)),
  );
}

function isSectionStart(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (TODAYS_HEADER.test(text) || OLD_HEADER.test(text)) return true;
  if (!EVENTS.test(text)) return false;
  if (/<none>\s*$/.test(text)) return true;
  let next = at + 1;
  while (next < lines.length && next < at + 3 && isBlank(lines[next])) next += 1;
  const following = lines[next]?.text ?? '';
  return isSectionStart(lines, next) || anyRow(following) !== undefined || isEllipsis(following);
}

/** Rows of events without any heading: the tail of a description, or the output of a command that was piped through grep. */
export const readLooseEvents = (
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined => {
  if (!anyRow(lines[at]?.text ?? '')) return undefined;
  return readEventLines(lines, at, anyRow, isEnd, (row, line) =>
    emitEvent(context, row, line, commandsObject(context)),
  );
};

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

/** `kubectl describe pod web-0 | tail`: what the events are about stands in the command alone. */
function commandsObject({ command, namespace, place }: Context): Involved | undefined {
  const [name, ...others] = plainNames(command);
  const kind = (command?.kinds.length === 1 ? command.kinds[0] : undefined) ?? place.kind;
  const where = namespace ? { namespace } : {};
  if (command?.verb === 'describe' && kind && command.names.length > 0)
    return { kind: kind.kind, name: others.length === 0 ? (name ?? '') : '', ...where };
  if (kind && kind.kind !== 'Event') return { kind: kind.kind, name: '', ...where };
  return namespace ? { kind: 'Pod', name: '', ...where } : undefined;
}
