import type { JsonObject } from '../../kube-object.ts';
import { ageOf } from '../age.ts';
import { type Context, emitObject } from '../context.ts';
import { selectorOf } from '../describe/metadata.ts';
import { kindOfWord, type ResourceKind, resourceOfKind } from '../kinds.ts';
import type { Cells } from './columns.ts';
import { partsOfRow } from './rows.ts';

/** A row of a table whose kind and name are known. */
export type Row = { resource: ResourceKind; name: string; namespace?: string; cells: Cells; line: number };

const NAME = /^[A-Za-z0-9][\w.:@-]{0,252}$/;

/** The row that these cells are; undefined where they have no name, or no kind. */
export function rowOfCells(
  cells: Cells | undefined,
  line: number,
  resource: ResourceKind | undefined,
): Row | undefined {
  if (!cells?.NAME || Object.keys(cells).length < 2) return undefined;
  if (resource?.kind === 'Application' && cells.CLUSTER) return applicationOfList(cells, line, resource);
  // `kubectl get all` and lists of several kinds print `pod/web-0`; the default StorageClass is marked beside its name.
  const isDefault = / \(default\)$/.test(cells.NAME);
  const cell = cells.NAME.replace(/ \(default\)$/, '');
  const slash = cell.indexOf('/');
  const kind = (slash > 0 ? kindOfWord(cell.slice(0, slash)) : undefined) ?? resource;
  const name = cell.slice(slash + 1);
  if (!kind || !NAME.test(name) || !fitsKind(kind, cells)) return undefined;
  return {
    resource: kind,
    name,
    cells: isDefault ? { ...cells, DEFAULT: 'true' } : cells,
    line,
    ...(cells.NAMESPACE ? { namespace: cells.NAMESPACE } : {}),
  };
}

/** Headings that custom resources have as well; the cells below them tell which kind it is. */
function fitsKind({ kind }: ResourceKind, { READY, STATUS }: Cells): boolean {
  if (kind === 'Namespace') return STATUS === undefined || /^(?:Active|Terminating)$/.test(STATUS);
  return kind !== 'StatefulSet' || READY === undefined || /^\d+\/\d+$/.test(READY);
}

/** `argocd app list` prints `argocd/web`; NAMESPACE is where the application deploys to. */
function applicationOfList(cells: Cells, line: number, resource: ResourceKind): Row | undefined {
  const [first = '', second] = (cells.NAME ?? '').split('/');
  const name = second ?? first;
  if (!NAME.test(name)) return undefined;
  return { resource, name, cells, line, ...(second === undefined ? {} : { namespace: first }) };
}

function emitRow(context: Context, { resource, name, namespace, cells, line }: Row): void {
  const parts = partsOfRow(resource.kind, cells);
  const tableAge = ageOf(cells.AGE)?.seconds;
  const status: JsonObject = { ...parts.status, ...(tableAge === undefined ? {} : { tableAge }) };
  const labels = selectorOf(cells.LABELS);
  const metadata = { ...parts.metadata, ...(labels ? { labels } : {}) };
  emitObject(context, resource, 'table', line, { name, namespace }, { ...parts, metadata, status });
}

/** Of a watch the last row of each object counts; it keeps the place of the first. */
export type RowsByObject = Map<string, Row>;

export function addRow(rows: RowsByObject, row: Row): void {
  rows.set(`${row.resource.kind}/${row.namespace ?? ''}/${row.name}`, row);
}

export function emitRows(context: Context, rows: RowsByObject): void {
  for (const row of rows.values()) emitRow(context, row);
}

/** A row that tells nothing but the object's name: `secret/web`. */
export function rowOfName(text: string, line: number): Row | undefined {
  const match = /^\s*([a-z][a-z0-9.-]{1,252})\/([a-z0-9][\w.:-]{0,252})\s*$/.exec(text);
  const known = match?.[1] ? kindOfWord(match[1]) : undefined;
  return known && match?.[2] ? { resource: resourceOfKind(known.kind), name: match[2], cells: {}, line } : undefined;
}
