import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { openBundle } from '../analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../analyze/bundle/source.ts';
import { analyze } from '../analyze/index.ts';
import { CasefileError } from '../errors.ts';
import { renderHtml } from '../report/html.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { Report, Severity } from '../report-format/report.ts';
import { atLeast, SEVERITIES } from '../report-format/report.ts';
import { VERSION } from '../report-format/version.ts';
import { bundleFrom } from './bundle-argument.ts';
import { EMBEDDED } from './embedded.ts';
import { exitCodeOf } from './exit-code.ts';
import { explainRule } from './explain-rule.ts';
import type { Output } from './outputs.ts';
import { pairOutputs, stemOf } from './outputs.ts';
import { createProgress } from './progress.ts';
import { selectRules } from './rule-selection.ts';

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

export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('Diagnose a bundle: the root cause first, the lines that prove it, what it broke, what to do.')
    .argument('<bundle...>', 'archive, folder, file, or - for standard input')
    .option('--format <format>', 'html, md or json; pairs up with -o in order', collect, [])
    .option('-o, --output <file>', 'where the report goes, - for standard output; repeatable', collect, [])
    .option('--together', 'read several files as one bundle')
    .option('--rules <dir>', 'add a rule pack of your own; repeatable', collect, [])
    .option('--no-builtin-rules', 'leave the built-in rules out')
    .option('--only <ids>', 'run only these rules', ids, [])
    .option('--skip <ids>', 'do not run these rules', ids, [])
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
    .option('--no-color', 'no colours in the summary')
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
  casefile analyze ./outputs-from-the-customer --format md
  kubectl describe pod web-0 | casefile analyze - --format md
`;

async function analyzeBundles(bundles: string[], flags: AnalyzeFlags): Promise<number> {
  if (bundles.length > 1 && !flags.together) {
    throw new CasefileError('USAGE', 'several bundles were given', {
      hint: 'Analyse them one by one, or add --together to read the files as one bundle.',
    });
  }
  const source = await bundleFrom(bundles);
  if (flags.explain !== undefined) {
    process.stdout.write(await explainRule(source, await selectRules(flags), flags.explain));
    return 0;
  }
  const outputs = pairOutputs(flags.format, flags.output, `${stemOf(source.name)}.report.html`);
  const report = await reportOn(source, flags);
  if (!holdsAnything(report)) throw nothingIn(source.name, report);

  for (const output of outputs) await write(output, report, flags.minSeverity);
  const onStdout = outputs.some(({ file }) => file === undefined);
  if (!flags.quiet && !onStdout) printSummary(report, outputs, flags);
  return exitCodeOf(report, { failOn: flags.failOn, strict: flags.strict ?? false });
}

async function reportOn(source: BundleSource, flags: AnalyzeFlags): Promise<Report> {
  const started = performance.now();
  const { maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth } = flags;
  const limits = Object.entries({ maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth });
  const opened = openBundle(source, Object.fromEntries(limits.filter(([, limit]) => limit !== undefined)));
  const progress = createProgress(process.stderr, !flags.quiet);
  const report = await analyze(opened.entries, await selectRules(flags), {
    name: source.name,
    version: VERSION,
    onProgress: ({ entries, path }) => progress.show(`reading ${entries}: ${path}`),
  });
  progress.done();
  const { sha256, bytes, truncated } = opened.summary();
  return {
    ...report,
    bundle: { ...report.bundle, sha256, bytes, truncated: report.bundle.truncated || truncated },
    stats: { ...report.stats, durationMs: Math.round(performance.now() - started) },
  };
}

/** An object, an event, a log or any text of a command is enough. */
function holdsAnything({ inventory, stats, timeline }: Report): boolean {
  const objects = Object.keys(inventory.objects).length;
  return objects > 0 || inventory.logs.streams > 0 || stats.bytesScanned > 0 || timeline.length > 0;
}

function nothingIn(name: string, { coverage, bundle }: Report): CasefileError {
  const gaps = coverage.gaps.slice(0, 3).map(({ file, what, why }) => `${file ?? what}: ${why}`);
  const unread = coverage.unread.length > 0 ? [`not recognised: ${coverage.unread.slice(0, 5).join(', ')}`] : [];
  const seen = [`It has ${bundle.entries} files; none is an object, an event, a log or the text of a command.`];
  return new CasefileError('NOTHING_TO_ANALYZE', `there is nothing to analyse in ${name}`, {
    detail: [...seen, ...gaps, ...unread].join('\n  '),
  });
}

function rendered(format: Output['format'], report: Report): string {
  if (format === 'json') return renderJson(report);
  return format === 'md'
    ? renderMarkdown(report)
    : renderHtml(report, EMBEDDED ? embeddedTemplates(EMBEDDED) : undefined);
}

/** The templates of a single-file build, by the names that they have in their folder. */
function embeddedTemplates(files: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(files).filter(([name]) => name.startsWith('templates/'));
  return Object.fromEntries(own.map(([name, text]) => [name.slice('templates/'.length), text]));
}

/** Data formats hold everything; what people read may leave out what is less severe than they asked for. */
function shownFrom(report: Report, minSeverity: Severity): Report {
  if (minSeverity === 'info') return report;
  const findings = report.findings.filter(({ severity }) => atLeast(severity, minSeverity));
  const diagnoses = report.diagnoses.filter(({ severity }) => atLeast(severity, minSeverity));
  const needed = new Set(diagnoses.flatMap(({ chain }) => chain));
  const kept = report.findings.filter((finding) => findings.includes(finding) || needed.has(finding.id));
  return { ...report, diagnoses, findings: kept };
}

async function write({ format, file }: Output, report: Report, minSeverity: Severity): Promise<void> {
  const text = rendered(format, format === 'json' ? report : shownFrom(report, minSeverity));
  if (file === undefined) {
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    });
    return;
  }
  await writeFile(file, text).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CasefileError('OUTPUT_NOT_WRITABLE', `${file} cannot be written`, { detail: why, cause });
  });
}

function printSummary(report: Report, outputs: Output[], flags: AnalyzeFlags): void {
  const { stdout } = process;
  const color = flags.color && stdout.isTTY === true && !process.env.NO_COLOR;
  const hidden = report.findings.length - shownFrom(report, flags.minSeverity).findings.length;
  stdout.write(renderTerminal(shownFrom(report, flags.minSeverity), { width: stdout.columns ?? 100, color }));
  if (hidden > 0) stdout.write(`${hidden} less severe findings are not shown (--min-severity ${flags.minSeverity}).\n`);
  for (const { file } of outputs) if (file !== undefined) stdout.write(`Report: ${file}\n`);
}

function collect(value: string, known: string[]): string[] {
  return [...known, value];
}

function ids(value: string, known: string[]): string[] {
  return [...known, ...value.split(',').map((id) => id.trim())].filter((id) => id !== '');
}

function severity(value: string): Severity {
  const found = SEVERITIES.find((candidate) => candidate === value);
  if (!found) throw new InvalidArgumentError(`Severities: ${SEVERITIES.join(', ')}.`);
  return found;
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number <= 0) throw new InvalidArgumentError('Expected a whole number above 0.');
  return number;
}
