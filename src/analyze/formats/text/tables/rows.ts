import type { Described } from '../context.ts';
import type { Cells } from './columns.ts';
import { podRow } from './pods.ts';

/** How a row of each kind is read. Kinds without an entry give their name and their age alone. */
export const ROWS: Record<string, (cells: Cells) => Described> = {
  Pod: podRow,
};
