import type { Comparison } from '../../report-format/comparison.ts';
import { shortenMiddle } from '../readable.ts';
import { columnsOf, joinBlocks, type TerminalOptions } from '../terminal/layout.ts';
import { type Paint, paintWith } from '../terminal/paint.ts';
import { wrap } from '../terminal/wrap.ts';
import type { ComparisonView, ObjectsView } from '../view/comparison.ts';
import { comparisonView } from '../view/comparison.ts';

const MAX_OBJECTS = 15;
const MAX_FIELDS = 6;
const MAX_NAMES = 8;

/** What differs between two captures, for a terminal. */
export function comparisonTerminal(
  comparison: Comparison,
  { width = 80, color = false }: TerminalOptions = {},
): string {
  const columns = columnsOf(width, 120);
  const paint = paintWith(color);
  const view = comparisonView(comparison);
  return joinBlocks([
    wrap(view.headline, columns).map(paint.bold),
    view.sides.flatMap(({ label, text }) => wrap(`${label.padEnd(7)} ${text}`, columns)).map(paint.dim),
    view.caveats.flatMap((text) => wrap(text, columns)),
    ...view.groups.map((group) => groupBlock(group, columns, paint)),
    wrap(`${view.findings.text}.`, columns).map(paint.dim),
    objectBlock(view.objects, columns, paint),
  ]);
}

function groupBlock({ words, rows, more }: ComparisonView['groups'][number], columns: number, paint: Paint): string[] {
  const indented = (text: string) => wrap(text, columns - 11).map((line) => paint.dim(`${' '.repeat(11)}${line}`));
  return [
    paint.bold(words),
    ...rows.flatMap(({ severity, title, object, changes, note }) => [
      `  ${paint.severity(severity, severity.padEnd(8))} ${shortenMiddle(title, columns - 11)}`,
      ...indented(object),
      ...changes.flatMap(indented),
      ...(note ? indented(note) : []),
    ]),
    ...andMore(more, paint),
  ];
}

function objectBlock(objects: ComparisonView['objects'], columns: number, paint: Paint): string[] {
  if (!objects.compared) return wrap(objects.why, columns);
  const { text, changed, added, removed, replaced, unseen } = objects;
  return [
    paint.bold('Objects'),
    ...wrap(text, columns - 2).map((line) => `  ${line}`),
    ...changed.items.slice(0, MAX_OBJECTS).flatMap((object) => changedLines(object, columns, paint)),
    ...andMore(Math.max(0, changed.items.length - MAX_OBJECTS) + changed.more, paint),
    ...names('Added', added, columns, paint),
    ...names('Removed', removed, columns, paint),
    ...names('Replaced', replaced, columns, paint),
    ...names('Cannot be told', unseen, columns, paint),
  ];
}

type Changed = Extract<ObjectsView, { compared: true }>['changed']['items'][number];

function changedLines({ object, fields, more, partOfNew }: Changed, columns: number, paint: Paint): string[] {
  const lines = fields
    .slice(0, MAX_FIELDS)
    .flatMap(({ path, before, after }) => [
      `    ${paint.dim(shortenMiddle(path, columns - 4))}`,
      `      ${shortenMiddle(before ?? '(not set)', columns - 6)}`,
      `   ${paint.dim('\u2192')}  ${shortenMiddle(after ?? '(not set)', columns - 6)}`,
    ]);
  const mark = partOfNew ? paint.severity('warning', '  part of a new diagnosis') : '';
  return [
    `  ${paint.bold(shortenMiddle(object, columns - 2))}${mark}`,
    ...lines,
    ...andMore(Math.max(0, fields.length - MAX_FIELDS) + more, paint),
  ];
}

function names(title: string, list: { items: string[]; more: number }, columns: number, paint: Paint): string[] {
  if (list.items.length === 0) return [];
  return [
    paint.bold(`  ${title}`),
    ...list.items.slice(0, MAX_NAMES).map((name) => `    ${shortenMiddle(name, columns - 4)}`),
    ...andMore(Math.max(0, list.items.length - MAX_NAMES) + list.more, paint),
  ];
}

function andMore(count: number, paint: Paint): string[] {
  return count > 0 ? [paint.dim(`    and ${count.toLocaleString('en-US')} more`)] : [];
}
