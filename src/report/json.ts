import reportSchema from '../../schema/report.schema.json' with { type: 'json' };
import type { Report } from '../report-format/report.ts';

/** What the order of keys is read from: the generated schema, since zod takes longer to load than a small analysis. */
type Schema = { properties?: Record<string, Schema>; items?: Schema; additionalProperties?: Schema | boolean };
const SCHEMA = reportSchema as unknown as Schema;

/** The report as JSON: keys in the order of the schema, those of maps sorted, two spaces, a newline at the end. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(inSchemaOrder(report, SCHEMA), null, 2)}\n`;
}

/** The same on a single line, for JSON Lines. */
export function renderJsonLine(report: Report): string {
  return `${JSON.stringify(inSchemaOrder(report, SCHEMA))}\n`;
}

function inSchemaOrder(value: unknown, schema: Schema | undefined): unknown {
  if (Array.isArray(value)) return schema?.items ? value.map((item) => inSchemaOrder(item, schema.items)) : value;
  if (typeof value !== 'object' || value === null || !schema) return value;
  const entries = new Map(Object.entries(value));
  const { properties, additionalProperties } = schema;
  if (!properties) return additionalProperties ? Object.fromEntries([...entries].sort(byKey)) : value;
  // Object.fromEntries also makes an own key of `__proto__`, which an assignment would not.
  const known = Object.keys(properties).filter((key) => entries.get(key) !== undefined);
  return Object.fromEntries(known.map((key) => [key, inSchemaOrder(entries.get(key), properties[key])]));
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
