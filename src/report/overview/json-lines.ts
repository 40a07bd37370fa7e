import type { Overview } from '../../report-format/overview.ts';

/** A line of JSON for each bundle, in their order. */
export function overviewJsonLines({ rows }: Overview): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
