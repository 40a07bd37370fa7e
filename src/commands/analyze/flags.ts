import type { Severity } from '../../report-format/report.ts';
import { templatesWith } from '../template-files.ts';
import type { ReaderFlags } from './reader-options.ts';
import type { Look } from './render.ts';
import type { Limits } from './report-on.ts';

/** The options of `casefile analyze` as they are read: plain data, which another process can be given. */
export type AnalyzeFlags = {
  format: string[];
  output: string[];
  together?: boolean;
  jobs?: number;
  rules: string[];
  builtinRules: boolean;
  only: string[];
  skip: string[];
  explain?: string;
  minSeverity: Severity;
  failOn?: Severity;
  strict?: boolean;
  quiet?: boolean;
  color: boolean;
} & Limits &
  ReaderFlags;

export function limitsOf({ maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth }: AnalyzeFlags): Limits {
  const given = Object.entries({ maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth });
  return Object.fromEntries(given.filter(([, limit]) => limit !== undefined));
}

/** @throws CasefileError NOT_FOUND, BROKEN_TEMPLATE. */
export function lookOf({ minSeverity, timeZone, section, mdMax, template }: AnalyzeFlags): Look {
  return { minSeverity, timeZone, sections: section, mdMax, templates: templatesWith(template) };
}
