import { ageCounted, eventAgeOf } from '../age.ts';
import type { Context } from '../context.ts';
import { readEventLines } from '../events/event-lines.ts';
import { containerIn, type EventRow, involvedIn, listedRow, messageParts, reporterOf } from '../events/event-row.ts';
import { emitEvents } from '../events/involved.ts';
import { kindOfReference } from '../kinds.ts';
import type { Line } from '../lines.ts';
import { type Cells, cellsOf, type Header } from './columns.ts';

/** True for the headings of `kubectl get events`, of `kubectl events`, and of what kubectl printed up to 1.12. */
export function isEventTable({ columns }: Header): boolean {
  const names = columns.map(({ name }) => name);
  return names.includes('REASON') && names.includes('MESSAGE') && names.includes('TYPE');
}

/** Reads the rows under such headings; returns the index after the last one. */
export function readEventList(
  lines: readonly Line[],
  from: number,
  header: Header,
  context: Context,
  isEnd: (at: number) => boolean,
): number {
  context.seen.kinds.add('Event');
  const plain = header.columns.at(-1)?.name === 'MESSAGE' && !header.columns.some(({ name }) => name === 'SOURCE');
  // The plain layout tells its cells by their shape, which survives pasting; the others need their columns.
  const parse = (text: string) => (plain ? listedRow(text) : undefined) ?? rowOf(cellsOf(text, header));
  const { rows, next } = readEventLines(lines, from, parse, isEnd);
  emitEvents(context, rows);
  if (header.columns.some(({ name }) => name === 'NAMESPACE')) context.seen.namespaces = true;
  return next;
}

function rowOf(cells: Cells | undefined): EventRow | undefined {
  const type = cells?.TYPE;
  if (!cells || (type !== 'Normal' && type !== 'Warning') || !cells.REASON) return undefined;
  const last = cells['LAST SEEN'] ?? cells.LASTSEEN;
  const first = cells['FIRST SEEN'] ?? cells.FIRSTSEEN;
  const ages = eventAgeOf(last ?? '') ?? ageCounted(undefined, undefined, 1);
  const container = containerIn(cells.SUBOBJECT);
  return {
    type,
    reason: cells.REASON,
    ...ages,
    ...(first ? ageCounted(last, first, Number(cells.COUNT) || ages.count) : {}),
    ...reporterOf(cells.SOURCE),
    ...messageParts(cells.MESSAGE ?? ''),
    ...(container ? { container } : {}),
    ...objectOf(cells),
  };
}

function objectOf(cells: Cells): Pick<EventRow, 'object'> {
  if (cells.OBJECT) return involvedIn(cells.OBJECT, cells.NAMESPACE);
  if (!cells.KIND || !cells.NAME) return {};
  // An event is named after its object and a number: web-0.15f2c1a9d0e4b6c8.
  const object = { kind: kindOfReference(cells.KIND), name: cells.NAME.replace(/\.[0-9a-f]{12,20}$/, '') };
  return { object: cells.NAMESPACE ? { ...object, namespace: cells.NAMESPACE } : object };
}
