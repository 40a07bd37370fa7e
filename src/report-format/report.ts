import type * as z from 'zod';
import type { reportSchema } from './schema.ts';

/** The whole result of an analysis; every renderer is a pure function of it. */
export type Report = z.infer<typeof reportSchema>;

export type Severity = Report['findings'][number]['severity'];
export type Confidence = Report['findings'][number]['confidence'];
export type Finding = Report['findings'][number];
export type Evidence = Finding['evidence'][number];
export type Diagnosis = Report['diagnoses'][number];
export type Step = Diagnosis['steps'][number];
export type Outcome = Report['outcomes'][number];
export type Gap = Report['coverage']['gaps'][number];
export type ObjectRef = Diagnosis['affected'][number];
export type ApplicationCard = Report['applications'][number];

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

/** Surest first. */
export const CONFIDENCES: readonly Confidence[] = ['confirmed', 'likely', 'possible'];

/** True where `severity` is as bad as `threshold` or worse. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
