import { AGE } from '../age.ts';
import type { Context } from '../context.ts';
import { type ResourceKind, resourceOfKind } from '../kinds.ts';
import { isEllipsis, type Line } from '../lines.ts';
import { type Cells, cellsInOrder } from './columns.ts';
import { columnsOfKind } from './layouts.ts';
import { addRow, emitRows, type Row, type RowsByObject, rowOfCells, rowOfName } from './row.ts';

const POD = new RegExp(
  String.raw`^\s*(?:([a-z0-9][a-z0-9-]{0,62})\s+)?([a-z0-9][a-z0-9.-]{0,252})\s+(\d{1,3}/\d{1,3})\s+([A-Z][\w:/]{2,60})\s+(\d{1,9}(?: \(.{1,20} ago\))?)\s+(${AGE})(?:\s+(\S+)\s+(\S+)(?:\s+\S+){0,2})?\s*$`,
);
const NODE = new RegExp(
  String.raw`^\s*([a-z0-9][a-z0-9.-]{0,252})\s+((?:Not)?Ready(?:,SchedulingDisabled)?)\s+(\S+)\s+(${AGE})\s+(v\d+\.\d+\.\S+)(?:\s.*)?$`,
);

/** True for the row of a pod or of a node, told by its shape alone. */
export function isLooseRow(text: string): boolean {
  return text.length < 2000 && (POD.test(text) || NODE.test(text));
}

/** Reads rows without a header: piped through grep, or pasted without it. */
export function readLooseRows(lines: readonly Line[], at: number, context: Context): number | undefined {
  if (!looseRowOf(lines[at], context)) return undefined;
  const rows: RowsByObject = new Map();
  let next = at;
  for (; next < lines.length; next += 1) {
    const row = looseRowOf(lines[next], context);
    if (row) addRow(rows, row);
    else if (!isEllipsis(lines[next]?.text ?? '')) break;
  }
  emitRows(context, rows);
  // Names alone are a whole list; a table without its header is one that somebody cut.
  if (context.command?.output !== 'name') context.seen.cut = true;
  return next;
}

function looseRowOf(line: Line | undefined, context: Context): Row | undefined {
  if (!line || line.text.length >= 2000) return undefined;
  if (context.command?.output === 'name') return rowOfName(line.text, line.number);
  return rowOfShape(line) ?? rowOfLayout(line, context);
}

function rowOfShape({ text, number }: Line): Row | undefined {
  const pod = POD.exec(text);
  if (pod) {
    const [, NAMESPACE, NAME, READY, STATUS, RESTARTS, age, IP, NODE] = pod;
    const cells = setCells({ NAMESPACE, NAME, READY, STATUS, RESTARTS, AGE: age, IP, NODE });
    return rowOfCells(cells, number, resourceOfKind('Pod'));
  }
  const node = NODE.exec(text);
  if (!node) return undefined;
  const [, NAME, STATUS, ROLES, age, VERSION] = node;
  return rowOfCells(setCells({ NAME, STATUS, ROLES, AGE: age, VERSION }), number, resourceOfKind('Node'));
}

/** A row of the kind that the command asked for, as long as it has as many cells as the kind's table. */
function rowOfLayout({ text, number }: Line, { command, place }: Context): Row | undefined {
  const resource: ResourceKind | undefined = command ? singleKind(command) : place.kind;
  if (!resource) return undefined;
  const cells = text.trim().split(/\s{2,}|\t/);
  const columns = columnsOfKind(resource.kind, cells.length, command?.allNamespaces === true);
  // Without an AGE nothing tells that the cells are in their places.
  if (!columns?.some(({ name }) => name === 'AGE')) return undefined;
  return rowOfCells(cellsInOrder(cells, columns), number, resource);
}

function singleKind(command: NonNullable<Context['command']>): ResourceKind | undefined {
  return command.verb === 'get' && command.kinds.length === 1 ? command.kinds[0] : undefined;
}

function setCells(cells: Record<string, string | undefined>): Cells {
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== undefined && cell[1] !== '<none>'),
  );
}
