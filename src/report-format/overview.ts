import * as z from 'zod';
import { inShort } from './schema.ts';

/** The schema of a line of `index.jsonl`, version 1: one bundle of several that were analysed together. */
export const overviewRowSchema = z.strictObject({
  schemaVersion: z.literal(1),
  bundle: z.string().describe('name of the bundle; its path where several have the same name'),
  report: z.string().optional().describe('the report to open, relative to this file'),
  exitCode: z.int().describe('what analysing this bundle alone would have ended with'),
  error: z
    .strictObject({ code: z.string(), message: z.string() })
    .optional()
    .describe('why there is no report; everything below is then absent'),
  cluster: z.string().optional(),
  capturedAt: z.string().optional().describe('RFC 3339, UTC'),
  truncated: z.boolean().optional(),
  uncheckedRules: z.int().nonnegative().optional().describe('rules that lacked what they need'),
  findings: z.int().nonnegative().optional().describe('how many'),
  diagnoses: z.int().nonnegative().optional().describe('how many'),
  first: inShort.extend({ known: z.boolean().optional() }).optional().describe('the most likely root cause'),
  group: z.string().optional().describe('bundles with the same first diagnosis have the same letter'),
  sameAs: z
    .array(z.string())
    .optional()
    .describe('the other bundles in which the first diagnosis is found, at any rank'),
});

/** One bundle in the table over all. */
export type OverviewRow = z.infer<typeof overviewRowSchema>;

/** A cause that several bundles share. */
export type SharedCause = {
  label: string;
  fingerprint: string;
  title: string;
  severity: NonNullable<OverviewRow['first']>['severity'];
  bundles: string[];
  /** Environments that can be told apart; bundles that tell nothing of theirs are not counted. */
  environments: number;
};

/** The table over several bundles: a row each, in the order in which they were given, and what they have in common. */
export type Overview = { rows: OverviewRow[]; shared: SharedCause[] };
