import * as z from 'zod';
import type { Report } from '../report-format/report.ts';
import { reportSchema } from '../report-format/schema.ts';

/** The report as JSON: keys in the order of the schema, those of maps sorted, two spaces, a newline at the end. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(inSchemaOrder(report, reportSchema), null, 2)}\n`;
}

/** The same on a single line, for JSON Lines. */
export function renderJsonLine(report: Report): string {
  return `${JSON.stringify(inSchemaOrder(report, reportSchema))}\n`;
}

function inSchemaOrder(value: unknown, schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return inSchemaOrder(value, schema.unwrap());
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => inSchemaOrder(item, schema.element));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = new Map(Object.entries(value));
  if (schema instanceof z.ZodRecord) return Object.fromEntries([...entries].sort(byKey));
  if (!(schema instanceof z.ZodObject)) return value;
  // Object.fromEntries also makes an own key of `__proto__`, which an assignment would not.
  const known = Object.keys(schema.shape).filter((key) => entries.get(key) !== undefined);
  return Object.fromEntries(known.map((key) => [key, inSchemaOrder(entries.get(key), schema.shape[key])]));
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
