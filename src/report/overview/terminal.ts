import type { Overview } from '../../report-format/overview.ts';
import { shortenMiddle } from '../readable.ts';
import { columnsOf, joinBlocks, type TerminalOptions } from '../terminal/layout.ts';
import { type Paint, paintWith } from '../terminal/paint.ts';
import { wrap } from '../terminal/wrap.ts';
import type { OverviewRowView, SharedView } from '../view/overview.ts';
import { overviewView } from '../view/overview.ts';

const MAX_BUNDLE = 30;
const MAX_CLUSTER = 18;
/** Less room than this for the diagnosis, and a row gets two lines. */
const MIN_DIAGNOSIS = 32;
const MAX_SHARED = 10;

/** The table over several bundles for a terminal: as wide as it is, every bundle in the order given. */
export function overviewTerminal(overview: Overview, { width = 80, color = false }: TerminalOptions = {}): string {
  const columns = columnsOf(width, 180);
  const paint = paintWith(color);
  const { headline, rows, shared } = overviewView(overview);
  return joinBlocks([
    wrap(headline, columns).map(paint.bold),
    tableOf(rows, columns, paint),
    shared.length > 0 ? sharedBlock(shared, columns, paint) : [],
  ]);
}

type Cells = { bundle: string; cluster: string; captured: string; confidence: string; same: string };

const HEADINGS: Cells = {
  bundle: 'bundle',
  cluster: 'cluster',
  captured: 'captured',
  confidence: 'confidence',
  same: 'same',
};
const BEFORE: readonly (keyof Cells)[] = ['bundle', 'cluster', 'captured'];
const AFTER: readonly (keyof Cells)[] = ['confidence', 'same'];

function tableOf(rows: readonly OverviewRowView[], columns: number, paint: Paint): string[] {
  const cells = rows.map(cellsOf);
  // A column in which no bundle has anything is left out.
  const shown = (name: keyof Cells) => cells.some((row) => row[name] !== '');
  const [before, after] = [BEFORE.filter(shown), AFTER.filter(shown)];
  const width = (name: keyof Cells) => Math.max(...[HEADINGS, ...cells].map((row) => row[name].length));
  const room = columns - [...before, ...after].reduce((sum, name) => sum + width(name) + 2, 0);
  if (room < MIN_DIAGNOSIS) return rows.flatMap((row, index) => stacked(row, cells[index] ?? HEADINGS, columns, paint));

  const line = (row: Cells, diagnosis: string) =>
    [
      ...before.map((name) => row[name].padEnd(width(name))),
      diagnosis,
      ...after.map((name) => row[name].padEnd(width(name))),
    ]
      .join('  ')
      .trimEnd();
  return [
    paint.dim(line(HEADINGS, 'first diagnosis'.padEnd(room))),
    ...rows.map((row, index) => line(cells[index] ?? HEADINGS, diagnosisCell(row, room, paint))),
  ];
}

function cellsOf({ bundle, cluster, captured, confidence, group }: OverviewRowView): Cells {
  return {
    bundle: shortenMiddle(bundle, MAX_BUNDLE),
    cluster: shortenMiddle(cluster ?? '', MAX_CLUSTER),
    captured: captured?.replace(/ UTC$/, '') ?? '',
    confidence: confidence ?? '',
    same: group ?? '',
  };
}

/** Padded before it is painted: colours take no room. */
function diagnosisCell(row: OverviewRowView, room: number, paint: Paint): string {
  const mark = markOf(row).padEnd(9);
  return `${row.severity ? paint.severity(row.severity, mark) : mark}${cut(saidOf(row), room - mark.length).padEnd(room - mark.length)}`;
}

function markOf({ severity, failed }: OverviewRowView): string {
  return severity ?? (failed ? 'failed' : '-');
}

/** Where there is no diagnosis, what was not checked has to be said with it. */
function saidOf({ severity, text, notes }: OverviewRowView): string {
  return severity ? text : [text, ...notes].join('; ');
}

function stacked(row: OverviewRowView, cells: Cells, columns: number, paint: Paint): string[] {
  const { bundle, cluster, captured, confidence, same } = cells;
  const facts = [cluster, captured, confidence, same && `same: ${same}`].filter(Boolean);
  return [
    paint.bold(cut(bundle, columns)),
    ...(facts.length > 0 ? wrap(facts.join(', '), columns - 2).map((line) => paint.dim(`  ${line}`)) : []),
    ...wrap(`${markOf(row)}: ${saidOf(row)}`, columns - 2).map((line) => `  ${line}`),
  ];
}

function sharedBlock(shared: readonly SharedView[], columns: number, paint: Paint): string[] {
  const indent = ' '.repeat(5);
  const more = shared.length - MAX_SHARED;
  return [
    paint.bold('Seen in several bundles'),
    ...shared
      .slice(0, MAX_SHARED)
      .flatMap(({ label, severity, title, where, bundles }) => [
        `  ${label.padEnd(2)} ${paint.severity(severity, severity)} ${cut(title, columns - 6 - severity.length)}`,
        ...wrap(`${where}: ${bundles}`, columns - indent.length).map((line) => paint.dim(`${indent}${line}`)),
      ]),
    ...(more > 0 ? [paint.dim(`  and ${more} more`)] : []),
  ];
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}\u2026`;
}
