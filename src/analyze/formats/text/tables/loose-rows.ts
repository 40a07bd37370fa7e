import type { Context } from '../context.ts';
import { type ResourceKind, resourceOfKind } from '../kinds.ts';
import { isBlank, isEllipsis, type Line } from '../lines.ts';
import type { Cells } from './columns.ts';
import { emitRow } from './read-table.ts';

const AGE = String.raw`(?:<\w+>|(?:\d{1,6}[ydhms]){1,3})`;
const POD = new RegExp(
  String.raw`^\s*(?:([a-z0-9][a-z0-9-]{0,62})\s+)?([a-z0-9][a-z0-9.-]{0,252})\s+(\d{1,3}/\d{1,3})\s+([A-Z][\w:/]{2,60})\s+(\d{1,9}(?: \(.{1,20} ago\))?)\s+(${AGE})(?:\s+(\S+)\s+(\S+)(?:\s+\S+){0,2})?\s*$`,
);
const NODE = new RegExp(
  String.raw`^\s*([a-z0-9][a-z0-9.-]{0,252})\s+((?:Not)?Ready(?:,SchedulingDisabled)?)\s+(\S+)\s+(${AGE})\s+(v\d+\.\d+\.\S+)(?:\s.*)?$`,
);

type LooseRow = { resource: ResourceKind; cells: Cells };

/** The row of a pod or of a node without its header, told by its shape; undefined for any other line. */
export function looseRowOf(text: string): LooseRow | undefined {
  const pod = POD.exec(text);
  if (pod) {
    const [, namespace, name = '', ready = '', status = '', restarts = '', age = '', ip, node] = pod;
    const cells = {
      NAMESPACE: namespace,
      NAME: name,
      READY: ready,
      STATUS: status,
      RESTARTS: restarts,
      AGE: age,
      IP: ip,
      NODE: node,
    };
    return { resource: resourceOfKind('Pod'), cells: setCells(cells) };
  }
  const node = NODE.exec(text);
  if (!node) return undefined;
  const [, name = '', status = '', roles = '', age = '', version = ''] = node;
  return {
    resource: resourceOfKind('Node'),
    cells: setCells({ NAME: name, STATUS: status, ROLES: roles, AGE: age, VERSION: version }),
  };
}

function setCells(cells: Record<string, string | undefined>): Cells {
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== undefined && cell[1] !== '<none>'),
  );
}

/** Reads rows without a header: piped through grep, or pasted without it. */
export function readLooseRows(lines: readonly Line[], at: number, context: Context): number | undefined {
  if (!looseRowOf(lines[at]?.text ?? '')) return undefined;
  const rows = new Map<string, () => void>();
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] as Line;
    const row = looseRowOf(line.text);
    if (!row && !isEllipsis(line.text)) break;
    const name = row?.cells.NAME;
    if (!row || !name || isBlank(line)) continue;
    const namespace = row.cells.NAMESPACE;
    rows.set(`${row.resource.kind}/${namespace ?? ''}/${name}`, () =>
      emitRow(context, { ...row, name, line: line.number, ...(namespace ? { namespace } : {}) }),
    );
  }
  for (const emit of rows.values()) emit();
  context.seen.cut = true;
  return next;
}
