import * as z from 'zod';
import { CasefileError } from '../errors.ts';
import type { Report } from './report.ts';
import { reportSchema } from './schema.ts';

/**
 * A report from its JSON. Fields that a later release of version 1 added are dropped.
 * @throws CasefileError NOT_A_REPORT.
 */
export function readReport(text: string, name: string): Report {
  const parsed = reportSchema.safeParse(knownFields(parsedJson(text, name), reportSchema));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CasefileError('NOT_A_REPORT', `${name} is not a report of casefile`, {
    detail: `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'does not fit the schema'}`,
  });
}

/** True for what `analyze --format json` writes, whatever else of it may be wrong; a bundle's manifest is none. */
export function looksLikeReport(text: string): boolean {
  const head = text.slice(0, 2000);
  return (
    /^\s*\{/.test(head) &&
    /"schemaVersion"/.test(head) &&
    /"tool"/.test(head) &&
    /"sha256"/.test(head) &&
    /"scope"/.test(head)
  );
}

function parsedJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CasefileError('NOT_A_REPORT', `${name} is not a report of casefile`, { detail: why, cause });
  }
}

/** The value without the keys that its schema does not know. */
function knownFields(value: unknown, schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return knownFields(value, schema.unwrap());
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => knownFields(item, schema.element));
  }
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([key]) => Object.hasOwn(schema.shape, key));
  return Object.fromEntries(known.map(([key, item]) => [key, knownFields(item, schema.shape[key])]));
}
