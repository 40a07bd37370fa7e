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

/**
 * One bundle of several: plain data, since another process may do it. The report goes to the file `reportFile`. The flags
 * are those of the command line, the same for all.
 */
export type Job = { path: string; reportFile: string; flags: AnalyzeFlags };

export type JobResult =
  | { exitCode: number; digest: Digest; failure?: undefined }
  | { exitCode: number; digest?: undefined; failure: Failure };

/**
 * Analyses one bundle after the other; what their flags name is read once. Nothing is thrown: what is wrong with a bundle
 * must not stop the others.
 */
export function createJobRunner(): (job: Job) => Promise<JobResult> {
  let given: ReturnType<typeof givenBy> | undefined;
  return async ({ path, reportFile, flags }) => {
    try {
      given ??= givenBy(flags);
      const { rules, ...others } = await given;
      const { report } = await reportOn(await bundleFrom([path]), { rules: () => rules, ...others, quiet: true });
      await writeFile(reportFile, JSON.stringify(report));
      const exitCode = exitCodeOf(report, { failOn: flags.failOn, strict: flags.strict ?? false });
      return { exitCode, digest: digestOf(report) };
    } catch (error) {
      const failure = failureOf(error);
      return { exitCode: failure.exitCode, failure };
    }
  };
}

async function givenBy(flags: AnalyzeFlags) {
  return {
    rules: await selectRules(flags),
    limits: limitsOf(flags),
    baseline: await baselineFrom(flags.baseline),
    namespaces: flags.namespace,
  };
}
