import { Command } from 'commander';
import { CasefileError } from '../errors.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { Report } from '../report-format/report.ts';
import type { AnalyzeFlags } from './analyze/flags.ts';
import { limitsOf, lookOf } from './analyze/flags.ts';
import { baselineFrom, withReaderOptions } from './analyze/reader-options.ts';
import { rendered } from './analyze/render.ts';
import { reportOn } from './analyze/report-on.ts';
import { namesFolder } from './analyze/several-outputs.ts';
import { shownFrom } from './analyze/shown-from.ts';
import { bundleFrom, bundlesNamed } from './bundle-argument.ts';
import { exitCodeOf } from './exit-code.ts';
import { commaSeparated, positive, repeatable, severity } from './flag-values.ts';
import type { Output } from './outputs.ts';
import { pairOutputs, stemOf } from './outputs.ts';
import { selectRules } from './rule-selection.ts';
import { writeText } from './write-text.ts';

export function analyzeCommand(): Command {
  const command = new Command('analyze')
    .description('Diagnose a bundle: the root cause first, the lines that prove it, what it broke, what to do.')
    .argument('<bundle...>', 'archive, folder, file, or - for standard input; several give a report each')
    .addOption(
      repeatable('--format <format>', 'html, md, json, sarif, junit or troubleshoot; pairs up with -o in order'),
    )
    .addOption(
      repeatable('-o, --output <file>', 'where the report goes, - for standard output; of several bundles a folder'),
    )
    .option('--together', 'read several files as one bundle')
    .option('--jobs <n>', 'bundles analysed at once (default: by their number and size)', positive)
    .addOption(repeatable('--rules <dir>', 'add a rule pack of your own; repeatable'))
    .option('--no-builtin-rules', 'leave the built-in rules out')
    .addOption(repeatable('--only <ids>', 'run only these rules', commaSeparated))
    .addOption(repeatable('--skip <ids>', 'do not run these rules', commaSeparated))
    .addOption(repeatable('--namespace <ns>', 'only what lies or takes effect there, with its causes; repeatable'))
    .option('--explain <rule>', 'why this rule found something here, or nothing, and what came near')
    .option('--min-severity <severity>', 'what html, md and the terminal show', severity, 'info')
    .option('--fail-on <severity>', 'exit with 1 when a present finding is this bad or worse', severity)
    .option('--strict', 'exit with 4 when the bundle is incomplete')
    .option('--max-bytes <n>', 'bytes read and inflated at most', positive)
    .option('--max-entries <n>', 'files in the bundle at most', positive)
    .option('--max-entry-bytes <n>', 'bytes of a single file at most', positive)
    .option('--max-ratio <n>', 'inflated bytes per byte of the bundle at most', positive)
    .option('--max-depth <n>', 'archives within archives at most', positive)
    .option('--quiet', 'no summary and no progress')
    .option('--verbose', 'what the analysis cost, at its end')
    .option('--no-color', 'no colours in the summary');
  return withReaderOptions(command)
    .addHelpText('after', HELP)
    .action(async (bundles: string[], flags: AnalyzeFlags) => {
      process.exitCode = await analyzeBundles(bundles, flags);
    });
}

const HELP = `
Exit codes: 0 analysed, whatever was found; 1 a finding at or above --fail-on; 2 wrong usage or a broken rule pack;
3 it cannot be opened or holds nothing to analyse; 4 incomplete, with --strict; 5 the output cannot be written.

Examples:
  casefile analyze bundle.tar.gz                          bundle.report.html, and a summary here
  casefile analyze bundle.tar.gz -o report.md -o report.json
  casefile analyze bundle.tar.gz -o report.sarif -o junit.xml --fail-on error
  casefile analyze bundle.tar.gz --format troubleshoot -o analysis.json
  casefile analyze ./outputs-from-the-customer --format md
  casefile analyze ./inbox -o ./reports                   a folder of archives: a report each, and reports/index.html
  casefile analyze site-*.tar.gz --format json            a line of JSON for each bundle
  casefile analyze bundle.tar.gz.001                      a split bundle, its other pieces beside it
  casefile analyze describe.txt web.log --together        several files that are one bundle
  kubectl describe pod web-0 | casefile analyze - --format md
`;

async function analyzeBundles(given: string[], flags: AnalyzeFlags): Promise<number> {
  const bundles = flags.together ? given : await bundlesNamed(given);
  const { format = [], output = [] } = flags;
  const several = !flags.together && (bundles.length > 1 || output.some(namesFolder));
  if (several && flags.explain === undefined) {
    const { analyzeSeveral } = await import('./analyze/several.ts');
    return analyzeSeveral(bundles, flags);
  }
  if (several) throw new CasefileError('USAGE', '--explain looks into one bundle');

  const source = await bundleFrom(bundles);
  if (flags.explain !== undefined) {
    const { explainRule } = await import('./explain-rule.ts');
    process.stdout.write(await explainRule(source, await selectRules(flags), flags.explain));
    return 0;
  }
  const outputs = pairOutputs(format, output, `${stemOf(source.name)}.report.html`);
  // What the flags name is read first: a wrong one should not cost the time of an analysis.
  const look = await lookOf(flags);
  const { report } = await reportOn(source, {
    rules: () => selectRules(flags),
    limits: limitsOf(flags),
    quiet: flags.quiet ?? false,
    baseline: await baselineFrom(flags.baseline),
    namespaces: flags.namespace,
  });

  if (flags.verbose) process.stderr.write(costOf(report));
  for (const { format, file } of outputs) await writeText(await rendered(format, report, look), file);
  const onStdout = outputs.some(({ file }) => file === undefined);
  if (!flags.quiet && !onStdout) printSummary(report, outputs, flags);
  return exitCodeOf(report, { failOn: flags.failOn, strict: flags.strict ?? false });
}

function costOf({ stats, bundle }: Report): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const peak = process.resourceUsage().maxRSS * 1024;
  return [
    `${bundle.format} · ${bundle.entries} entries, ${megabytes(bundle.bytes)}`,
    `${megabytes(stats.bytesScanned)} of text in ${stats.linesScanned} lines, ${stats.rules} rules`,
    `${(stats.durationMs / 1000).toFixed(2)} s, ${megabytes(peak)} of memory at most\n`,
  ].join('\n');
}

function printSummary(report: Report, outputs: Output[], flags: AnalyzeFlags): void {
  const { stdout } = process;
  const color = flags.color && stdout.isTTY === true && !process.env.NO_COLOR;
  const shown = { ...shownFrom(report, flags.minSeverity), timeZone: flags.timeZone };
  const { hidden = 0 } = shown;
  stdout.write(renderTerminal(shown, { width: stdout.columns ?? 100, color }));
  if (hidden > 0) stdout.write(`${hidden} less severe findings are not shown (--min-severity ${flags.minSeverity}).\n`);
  for (const { file } of outputs) if (file !== undefined) stdout.write(`Report: ${file}\n`);
}
