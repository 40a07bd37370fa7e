import type { Severity } from '../../report-format/report.ts';
import type { ReaderFlags } from './reader-options.ts';
import type { Look } from './render.ts';
import type { Limits } from './report-on.ts';

/** The options of `casefile analyze` as they are read: plain data, which another process can be given. */
export type AnalyzeFlags = {
  format?: string[];
  output?: string[];
  together?: boolean;
  jobs?: number;
  rules?: string[];
  builtinRules: boolean;
  only?: string[];
  skip?: string[];
  namespace?: string[];
  explain?: string;
  minSeverity: Severity;
  failOn?: Severity;
  strict?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  color: boolean;
} & Limits &
  ReaderFlags;

export function limitsOf({ maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth }: AnalyzeFlags): Limits {
  const given = Object.entries({ maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth });
  return Object.fromEntries(given.filter(([, limit]) => limit !== undefined));
}

/** @throws CasefileError NOT_FOUND, BROKEN_TEMPLATE. */
export async function lookOf({ minSeverity, timeZone, section, mdMax, template }: AnalyzeFlags): Promise<Look> {
  const look = { minSeverity, timeZone, sections: section, mdMax };
  if (template === undefined) return look;
  const { templatesWith } = await import('../template-files.ts');
  return { ...look, templates: templatesWith(template) };
}
