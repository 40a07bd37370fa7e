import * as z from 'zod';
import { inShort, objectRef } from './schema.ts';

/** The schema of `casefile diff --format json`, version 1; `schema/comparison.schema.json` is generated from it. */
const side = z.strictObject({
  name: z.string(),
  type: z.enum(['bundle', 'report']),
  cluster: z.string().optional(),
  capturedAt: z.string().optional().describe('RFC 3339, UTC'),
  truncated: z.boolean(),
});

const told = inShort.extend({
  subject: objectRef,
  affected: z.int().nonnegative().describe('how many objects'),
});

const diagnosisChange = z.strictObject({
  status: z
    .enum(['new', 'still', 'unchecked', 'over', 'gone'])
    .describe('unchecked: the second side lacks what it takes to tell; over: seen as past in the second'),
  before: told.optional(),
  after: told.optional(),
  note: z.string().optional().describe('what the status must not be taken for'),
});

const fieldChange = z.strictObject({
  path: z.string(),
  area: z.enum(['image', 'replicas', 'spec', 'data', 'metadata', 'condition', 'status']),
  before: z.string().optional().describe('redacted; absent where the field was not set'),
  after: z.string().optional(),
});

const objectChange = z.strictObject({
  object: objectRef,
  fields: z.array(fieldChange),
  more: z.int().nonnegative().describe('further fields of this object'),
  diagnoses: z.array(z.string()).optional().describe('ids of new diagnoses that this object has part in'),
});

const objectsCompared = z.strictObject({
  compared: z.literal(true),
  added: z.array(objectRef),
  removed: z.array(objectRef),
  changed: z.array(objectChange),
  replaced: z
    .array(z.strictObject({ kind: z.string(), owner: objectRef, added: z.int(), removed: z.int() }))
    .describe('pods and the like, whose names change with every rollout'),
  unseen: z
    .array(
      z.strictObject({
        kind: z.string(),
        namespace: z.string().optional(),
        in: z.enum(['before', 'after']).describe('the side that has these objects; the other did not list them all'),
        count: z.int(),
      }),
    )
    .describe('whether these came or went cannot be told'),
  same: z.int().nonnegative(),
});

export const comparisonSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('casefile'), version: z.string() }),
  before: side,
  after: side,
  caveats: z.array(z.string()),
  diagnoses: z.array(diagnosisChange),
  findings: z.strictObject({ new: z.array(told), gone: z.array(told), still: z.int().nonnegative() }),
  objects: z.union([objectsCompared, z.strictObject({ compared: z.literal(false), why: z.string() })]),
});

/** What differs between two captures; every renderer of `diff` is a pure function of it. */
export type Comparison = z.infer<typeof comparisonSchema>;
export type ComparisonSide = z.infer<typeof side>;
export type Told = z.infer<typeof told>;
export type DiagnosisChange = z.infer<typeof diagnosisChange>;
export type ObjectsCompared = z.infer<typeof objectsCompared>;
export type ObjectChange = z.infer<typeof objectChange>;
export type FieldChange = z.infer<typeof fieldChange>;
