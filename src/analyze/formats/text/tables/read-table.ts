import type { JsonObject } from '../../kube-object.ts';
import { ageOf } from '../age.ts';
import { isComplaint } from '../complaints.ts';
import { type Context, type Described, emitObject } from '../context.ts';
import { kindOfWord, type ResourceKind } from '../kinds.ts';
import { isBlank, isEllipsis, type Line } from '../lines.ts';
import { type Cells, cellsOf, headerOf } from './columns.ts';
import { isEventTable, readEventList } from './event-list.ts';
import { kindOfTable } from './kind-of.ts';
import { ROWS } from './rows.ts';

type Row = { resource: ResourceKind; name: string; namespace?: string; cells: Cells; line: number };

const NAME = /^[A-Za-z0-9][\w.:@-]{0,252}$/;

/** Reads a table with its header; undefined where none begins, or where its kind cannot be told. */
export function readTable(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  const header = headerOf(lines[at]?.text ?? '');
  if (!header) return undefined;
  if (isEventTable(header)) return readEventList(lines, at + 1, header, context, isEnd);
  if (!header.columns.some(({ name }) => name === 'NAME')) return undefined;
  const resource = kindOfTable(header, context);

  const rows = new Map<string, Row>();
  let next = at + 1;
  for (; next < lines.length; next += 1) {
    const line = lines[next] as Line;
    if (isBlank(line)) break;
    if (sameHeader(line.text, lines[at]?.text)) continue;
    if (isEllipsis(line.text)) {
      context.seen.cut = true;
      continue;
    }
    // Rows look like other beginnings (a pod's row has a shape of its own), so only what is no row can end the table.
    const row = beginsElse(line.text) ? undefined : rowOf(cellsOf(line.text, header), line.number, resource);
    if (!row) break;
    // In a watch the last row of an object is its state; it keeps its place.
    rows.set(`${row.resource.kind}/${row.namespace ?? ''}/${row.name}`, row);
  }
  if (rows.size === 0 && !resource) return undefined;
  for (const row of rows.values()) emitRow(context, row);
  if (resource) context.seen.kinds.add(resource.kind);
  return next;
}

/** `kubectl get -w` and `watch` print the header again. */
function sameHeader(text: string, header: string | undefined): boolean {
  return text.trim() === header?.trim();
}

function beginsElse(text: string): boolean {
  return headerOf(text) !== undefined || isComplaint(text);
}

function rowOf(cells: Cells | undefined, line: number, resource: ResourceKind | undefined): Row | undefined {
  const cell = cells?.NAME;
  if (!cells || !cell || Object.keys(cells).length < 2) return undefined;
  // `kubectl get all` and lists of several kinds print `pod/web-0`.
  const slash = cell.indexOf('/');
  const own = slash > 0 ? kindOfWord(cell.slice(0, slash)) : undefined;
  const name = slash > 0 ? cell.slice(slash + 1) : cell;
  const kind = own ?? resource;
  if (!kind || !NAME.test(name)) return undefined;
  return { resource: kind, name, cells, line, ...(cells.NAMESPACE ? { namespace: cells.NAMESPACE } : {}) };
}

export function emitRow(context: Context, { resource, name, namespace, cells, line }: Row): void {
  const parts: Described = ROWS[resource.kind]?.(cells) ?? {};
  const tableAge = ageOf(cells.AGE)?.seconds;
  const status: JsonObject = { ...parts.status, ...(tableAge === undefined ? {} : { tableAge }) };
  emitObject(context, resource, 'table', line, { name, namespace }, { ...parts, status });
}
