import type { Report } from '../report-format/report.ts';
import type { Entry } from './bundle/entry.ts';
import type { ReadProgress } from './read.ts';
import { readBundle } from './read.ts';
import type { RuleSet } from './rules/rule.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

export type AnalyzeOptions = {
  /** The bundle's name, for the report. */
  name: string;
  version: string;
  onProgress?: ReadProgress;
};

/**
 * Diagnoses a bundle. Pure: no clock, environment, console or network. What only the caller can know stands empty in the
 * result: `bundle.sha256`, `bundle.bytes` and `stats.durationMs`.
 */
export async function analyze(entries: AsyncIterable<Entry>, rules: RuleSet, options: AnalyzeOptions): Promise<Report> {
  return (await analyzeWithSnapshot(entries, rules, options)).report;
}

/** As `analyze`, with the objects that the report was made from: what compares bundles needs both. */
export async function analyzeWithSnapshot(
  entries: AsyncIterable<Entry>,
  rules: RuleSet,
  options: AnalyzeOptions,
): Promise<{ report: Report; snapshot: Snapshot }> {
  // What judges is loaded while the thread that inflates is waited for.
  const judging = import('./judge.ts');
  const reading = await readBundle(entries, rules.needles, options);
  const { judge } = await judging;
  return judge(reading, rules, options);
}
