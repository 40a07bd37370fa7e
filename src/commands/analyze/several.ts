import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { overviewOf } from '../../overview/overview.ts';
import { overviewTerminal } from '../../report/overview/terminal.ts';
import { createProgress } from '../progress.ts';
import { selectRules } from '../rule-selection.ts';
import type { AnalyzeFlags } from './flags.ts';
import { lookOf } from './flags.ts';
import { baselineFrom } from './reader-options.ts';
import { withScratchFolder } from './scratch-folder.ts';
import type { NamedBundle } from './several-outputs.ts';
import { nameBundles, pairFolders } from './several-outputs.ts';
import type { Analysed } from './several-reports.ts';
import { resultsOf, writeReports } from './several-reports.ts';
import { runJobs } from './workers.ts';

/** Worst first, as the contract has it. */
const WORST_FIRST = [2, 3, 5, 1, 4, 0];

/** Each process takes up to a gigabyte, and a machine has other work. */
const MAX_PROCESSES = 8;
/** What a process must have to do to pay for its start of about a second, in small bundles or in MiB of archives. */
const WORTH_A_PROCESS = 25;
const MIB = 1024 * 1024;

/**
 * Analyses several bundles: a report each, and a table over all. One that cannot be analysed stands in the table with the
 * reason. The result is the worst exit code.
 * @throws CasefileError where flags, rules, templates or the baseline are wrong, or an output cannot be written.
 */
export async function analyzeSeveral(paths: readonly string[], flags: AnalyzeFlags): Promise<number> {
  const outputs = pairFolders(flags.format ?? [], flags.output ?? []);
  // What every bundle would fail with is said once, before the first is read.
  const look = await lookOf(flags);
  await selectRules(flags);
  await baselineFrom(flags.baseline);

  const bundles = nameBundles(paths, ['index']);
  return withScratchFolder(async (scratch) => {
    const analysed = await analyseAll(bundles, scratch, flags);
    const written = await writeReports(analysed, outputs, look);
    for (const { result } of analysed) if (result.failure) process.stderr.write(result.failure.text);
    const onStdout = outputs.some(({ folder }) => folder === undefined);
    if (!flags.quiet && !onStdout) printTable(analysed, written, flags);
    return worstOf(analysed.map(({ result }) => result.exitCode));
  });
}

/** Every bundle with what became of it, in order; the reports lie in `scratch`. */
async function analyseAll(bundles: readonly NamedBundle[], scratch: string, flags: AnalyzeFlags): Promise<Analysed[]> {
  const reportFileOf = (index: number) => path.join(scratch, `${index}.json`);
  const jobs = bundles.map(({ path: file }, index) => ({ path: file, reportFile: reportFileOf(index), flags }));
  const progress = createProgress(process.stderr, !flags.quiet);
  let done = 0;
  const results = await runJobs(jobs, await processesFor(bundles, flags.jobs), (job) => {
    done += 1;
    progress.show(`analysed ${done} of ${jobs.length}: ${job.path}`);
  });
  progress.done();
  return results.flatMap((result, index): Analysed[] => {
    const bundle = bundles[index];
    return bundle ? [{ bundle, reportFile: reportFileOf(index), result }] : [];
  });
}

async function processesFor(bundles: readonly NamedBundle[], asked: number | undefined): Promise<number> {
  // Standard input is this process's own.
  if (bundles.some(({ path: file }) => file === '-')) return 1;
  if (asked !== undefined) return asked;
  let bytes = 0;
  for (const { path: file } of bundles) {
    bytes += await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
  }
  const worth = Math.floor((bundles.length + bytes / MIB) / WORTH_A_PROCESS);
  return Math.min(availableParallelism(), MAX_PROCESSES, worth);
}

function printTable(analysed: readonly Analysed[], written: readonly string[], { color }: AnalyzeFlags): void {
  const { stdout } = process;
  const options = { width: stdout.columns ?? 120, color: color && stdout.isTTY === true && !process.env.NO_COLOR };
  stdout.write(overviewTerminal(overviewOf(resultsOf(analysed)), options));
  for (const line of written) stdout.write(`${line}\n`);
}

function worstOf(codes: readonly number[]): number {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? 0;
}
