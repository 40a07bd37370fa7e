import { expandTabs } from '../lines.ts';

export type Column = { name: string; start: number };

/** A header that was cut at double spaces, or one whose white space was collapsed on its way here. */
export type Header = { columns: Column[]; collapsed: boolean };

/** The cells of a row by heading; empty ones and `<none>` are left out. */
export type Cells = Record<string, string>;

const HEADING = /^[A-Z][A-Z0-9()/%_.#\- ]*(?:\((?:cores|bytes)\))?$/;
const FIRST = /^\s*(?:NAMESPACE|NAME|LAST ?SEEN|FIRST ?SEEN|TYPE|GROUP|KIND|CONDITION|POD)(?:\s|$)/;
const TWO_WORDS =
  /(?:NOMINATED NODE|READINESS GATES|ACCESS MODES|RECLAIM POLICY|LAST SEEN|FIRST SEEN|NODE SELECTOR|LAST SCHEDULE|MIN AVAILABLE|MAX UNAVAILABLE|ALLOWED DISRUPTIONS|SYNC STATUS|HEALTH STATUS|CREATED AT|LAST TRANSITION)/g;

/** The columns of a line of headings; undefined for any other line. */
export function headerOf(text: string): Header | undefined {
  if (!FIRST.test(text) || text.length > 2000) return undefined;
  const shown = expandTabs(text);
  const columns = wordsAt(shown);
  if (columns.length < 2) return collapsedHeader(shown);
  return columns.every(({ name }) => HEADING.test(name)) ? { columns, collapsed: false } : undefined;
}

/** Cells that two or more spaces separate, with where each begins. */
function wordsAt(shown: string): Column[] {
  return [...shown.matchAll(/\S+(?: \S+)*/g)].map((match) => ({ name: match[0], start: match.index }));
}

function collapsedHeader(shown: string): Header | undefined {
  const names = shown
    .trim()
    .replace(TWO_WORDS, (words) => words.replace(' ', '\u00a0'))
    .split(' ')
    .map((name) => name.replace('\u00a0', ' '));
  if (names.length < 3 || !names.every((name) => HEADING.test(name))) return undefined;
  return { columns: names.map((name) => ({ name, start: -1 })), collapsed: true };
}

/** Headings whose cells have a shape of their own, by which a wrong cut shows. */
const SHAPES: Record<string, RegExp> = {
  AGE: /^(?:<\w+>|(?:\d+[ydhms])+|\d{4}-\S+)$/,
  RESTARTS: /^\d+(?: \(.* ago\))?$/,
  'LAST SEEN': /^(?:<\w+>|\d\w*(?: \(x\d+ over .*\))?)$/,
};

/**
 * Cuts a row at the columns of its header. Rows of a watch are as wide as they please, and pasted ones may be shifted:
 * those are cut at their own double spaces, as long as no cell is empty. Undefined for a line that is no row.
 */
export function cellsOf(text: string, header: Header): Cells | undefined {
  const row = expandTabs(text);
  const { columns } = header;
  if (header.collapsed) return cellsInOrder(spacedCells(row, columns.length), columns);
  return cellsInOrder(alignedCells(row, columns), columns) ?? cellsInOrder(ownCells(row, columns.length), columns);
}

function alignedCells(row: string, columns: Column[]): string[] | undefined {
  const wide = /[\ud800-\udfff]/.test(row);
  const chars = wide ? Array.from(row) : row;
  const slice = (from: number, to?: number) => {
    const part = chars.slice(from, to);
    return (typeof part === 'string' ? part : part.join('')).trim();
  };
  for (const { start } of columns) if (start > 0 && start < chars.length && chars[start - 1] !== ' ') return undefined;
  return columns.map(({ start }, index) => slice(index === 0 ? 0 : start, columns[index + 1]?.start));
}

function ownCells(row: string, count: number): string[] | undefined {
  const cells = row.trim().split(/ {2,}/);
  return cells.length === count ? cells : spacedCells(row, count);
}

/** Single spaces separate everything, apart from those within brackets. */
function spacedCells(row: string, count: number): string[] | undefined {
  const cells = row.trim().match(/\S+(?: \([^()]*\))?/g) ?? [];
  return cells.length === count ? cells : undefined;
}

/** Cells by heading, one after another; undefined where one of them has the wrong shape for its heading. */
export function cellsInOrder(cells: string[] | undefined, columns: Column[]): Cells | undefined {
  if (!cells) return undefined;
  const named: Cells = {};
  for (const [index, { name }] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '' || cell === '<none>' || cell === '<unset>') continue;
    if (SHAPES[name] && !SHAPES[name].test(cell)) return undefined;
    named[name] = cell;
  }
  return Object.keys(named).length > 0 ? named : undefined;
}
