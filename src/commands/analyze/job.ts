import { writeFile } from 'node:fs/promises';
import type { Digest } from '../../overview/digest.ts';
import { digestOf } from '../../overview/digest.ts';
import { bundleFrom } from '../bundle-argument.ts';
import { exitCodeOf } from '../exit-code.ts';
import type { Failure } from '../failure.ts';
import { failureOf } from '../failure.ts';
import { selectRules } from '../rule-selection.ts';
import type { AnalyzeFlags } from './flags.ts';
import { limitsOf } from './flags.ts';
import { baselineFrom } from './reader-options.ts';
import { reportOn } from './report-on.ts';

/** One bundle of several: plain data, since another process may do it. The report goes to the file `reportFile`. */
export type Job = { path: string; reportFile: string; flags: AnalyzeFlags };

export type JobResult =
  | { exitCode: number; digest: Digest; failure?: undefined }
  | { exitCode: number; digest?: undefined; failure: Failure };

/** Analyses one bundle. Nothing is thrown: what is wrong with it must not stop the others. */
export async function runJob({ path, reportFile, flags }: Job): Promise<JobResult> {
  try {
    const { report } = await reportOn(await bundleFrom([path]), {
      rules: await selectRules(flags),
      limits: limitsOf(flags),
      quiet: true,
      baseline: await baselineFrom(flags.baseline),
      namespaces: flags.namespace,
    });
    await writeFile(reportFile, JSON.stringify(report));
    const exitCode = exitCodeOf(report, { failOn: flags.failOn, strict: flags.strict ?? false });
    return { exitCode, digest: digestOf(report) };
  } catch (error) {
    const failure = failureOf(error);
    return { exitCode: failure.exitCode, failure };
  }
}
