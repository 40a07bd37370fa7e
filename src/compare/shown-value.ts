import type { Json } from '../analyze/formats/kube-object.ts';

const MAX_VALUE = 400;
const MAX_LINES = 4;

/** Both values of a field as text: cut, and of texts with several lines only those that differ. */
export function shownPair(before: Json | undefined, after: Json | undefined): { before?: string; after?: string } {
  const lines = differingLines(before, after);
  const [from, to] = lines ?? [shown(before), shown(after)];
  return { ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) };
}

function shown(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === '') return '""';
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Between the lines that both begin and end with lies what changed. */
function differingLines(before: Json | undefined, after: Json | undefined): [string, string] | undefined {
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  if (!before.includes('\n') && !after.includes('\n')) return undefined;
  const [from, to] = [before.split('\n'), after.split('\n')];
  const shortest = Math.min(from.length, to.length);
  let start = 0;
  while (start < shortest && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < shortest - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  return [stretch(from, start, end), stretch(to, start, end)];
}

function stretch(lines: readonly string[], start: number, end: number): string {
  const own = lines.slice(start, lines.length - end);
  const more = own.length > MAX_LINES ? ` (and ${own.length - MAX_LINES} more lines)` : '';
  return cut(`line ${start + 1}: ${own.slice(0, MAX_LINES).join(' | ') || '(none)'}${more}`);
}

function cut(text: string): string {
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}\u2026` : text;
}
