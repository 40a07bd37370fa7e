import { isComplaint } from '../complaints.ts';
import type { Context } from '../context.ts';
import { isBlank, isEllipsis, type Line } from '../lines.ts';
import { cellsOf, headerOf } from './columns.ts';
import { isEventTable, readEventList } from './event-list.ts';
import { kindOfTable } from './layouts.ts';
import { addRow, emitRows, type RowsByObject, rowOfCells } from './row.ts';

/** Reads a table with its header; undefined where none begins, or where its kind cannot be told. */
export function readTable(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  const heading = lines[at]?.text ?? '';
  const header = headerOf(heading);
  if (!header) return undefined;
  if (isEventTable(header)) return readEventList(lines, at + 1, header, context, isEnd);
  const headings = new Set(header.columns.map(({ name }) => name));
  // Argo CD's list of resources names what should be there, not what is.
  if (!headings.has('NAME') || (headings.has('GROUP') && headings.has('KIND'))) return undefined;
  const resource = kindOfTable(header, context);

  const rows: RowsByObject = new Map();
  let next = at + 1;
  for (; next < lines.length; next += 1) {
    const line = lines[next] as Line;
    if (isBlank(line)) break;
    // `kubectl get -w` prints its header again.
    if (line.text.trim() === heading.trim()) continue;
    if (isEllipsis(line.text)) {
      context.seen.cut = true;
      continue;
    }
    // A row may look like another beginning (a pod's has a shape of its own), so only what is no row ends the table.
    const row = beginsElse(line.text) ? undefined : rowOfCells(cellsOf(line.text, header), line.number, resource);
    if (!row) break;
    addRow(rows, row);
  }
  if (rows.size === 0 && !resource) return undefined;
  emitRows(context, rows);
  if (resource) context.seen.kinds.add(resource.kind);
  if (headings.has('NAMESPACE')) context.seen.namespaces = true;
  return next;
}

function beginsElse(text: string): boolean {
  return headerOf(text) !== undefined || isComplaint(text);
}
