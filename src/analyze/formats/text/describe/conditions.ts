import type { JsonObject } from '../../kube-object.ts';
import { expandTabs, isBlank, type Line } from '../lines.ts';
import { timeOf } from './times.ts';
import { type Field, setValue } from './tree.ts';

/**
 * The table under `Conditions:` (and under other sections with headings): one object per row, fields in the API's names
 * (`LastTransitionTime` → `lastTransitionTime`), times in UTC.
 */
export function conditionsOf(section: Field | undefined): JsonObject[] | undefined {
  const rows = sectionRows(section?.below ?? []);
  const conditions = rows.flatMap((row): JsonObject[] => {
    const condition: JsonObject = {};
    for (const [heading, cell] of Object.entries(row)) {
      const name = heading.charAt(0).toLowerCase() + heading.slice(1);
      const value = /Time$/.test(heading) ? timeOf(cell) : setValue(cell);
      if (value !== undefined) condition[name] = value;
    }
    return typeof condition.type === 'string' ? [condition] : [];
  });
  return conditions.length > 0 ? conditions : undefined;
}

/** The rows of a table inside a description by their headings; a line of dashes may stand under these. */
export function sectionRows(below: readonly Line[]): Record<string, string>[] {
  const lines = below.filter((line) => !isBlank(line)).map(({ text }) => expandTabs(text));
  const [header, ...rows] = lines;
  if (header === undefined) return [];
  const columns = [...header.matchAll(/\S+(?: \S+)*/g)].map((match) => ({ name: match[0], start: match.index }));
  return rows.filter((row) => !/^[\s-]+$/.test(row)).map((row) => rowOf(row, columns));
}

function rowOf(row: string, columns: { name: string; start: number }[]): Record<string, string> {
  const aligned = columns.every(({ start }) => start >= row.length || start === 0 || row[start - 1] === ' ');
  const own = row.trim().split(/\s{2,}/);
  const cells = columns.map(({ name, start }, index) => {
    const cell = aligned ? row.slice(start, columns[index + 1]?.start).trim() : (own[index] ?? '');
    return [name, cell] as const;
  });
  return Object.fromEntries(cells);
}
