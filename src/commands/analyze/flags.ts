import type { Severity } from '../../report-format/report.ts';

/** The options of `casefile analyze` as commander reads them: plain data, which another process can be given. */
export type AnalyzeFlags = {
  format: string[];
  output: string[];
  together?: boolean;
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
  maxBytes?: number;
  maxEntries?: number;
  maxEntryBytes?: number;
  maxRatio?: number;
  maxDepth?: number;
};
