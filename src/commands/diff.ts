import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import type { Captured } from '../compare/compare.ts';
import { compareCaptures } from '../compare/compare.ts';
import { CasefileError } from '../errors.ts';
import { createRedactor } from '../redact/redact.ts';
import { comparisonHtml } from '../report/comparison/html.ts';
import { comparisonMarkdown } from '../report/comparison/markdown.ts';
import { comparisonTerminal } from '../report/comparison/terminal.ts';
import type { Comparison } from '../report-format/comparison.ts';
import { looksLikeReport, readReport } from '../report-format/read-report.ts';
import { VERSION } from '../report-format/version.ts';
import { reportOn } from './analyze/report-on.ts';
import { bundleFrom } from './bundle-argument.ts';
import { repeatable } from './flag-values.ts';
import { selectRules } from './rule-selection.ts';
import { templateFiles } from './template-files.ts';
import { writeText } from './write-text.ts';

const FORMATS = ['terminal', 'md', 'html', 'json'] as const;
type Format = (typeof FORMATS)[number];
type DiffFlags = { format?: Format; output?: string; rules?: string[]; quiet?: boolean; color: boolean };

/** A larger file that begins like a report is read as a bundle, and fails as one. */
const MAX_REPORT_BYTES = 256 * 1024 * 1024;

export function diffCommand(): Command {
  return new Command('diff')
    .description('What differs between two captures: diagnoses that are new, still there or gone, and changed objects.')
    .argument('<before>', 'bundle, or report as JSON')
    .argument('<after>', 'bundle, or report as JSON')
    .addOption(
      new Option('--format <format>', 'how it is written (default: terminal, or by the extension of -o)').choices(
        FORMATS,
      ),
    )
    .option('-o, --output <file>', 'where it goes; standard output where left out')
    .addOption(repeatable('--rules <dir>', 'add a rule pack of your own; repeatable'))
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colours on the terminal')
    .addHelpText('after', HELP)
    .action(diff);
}

const HELP = `
Objects are compared where both are bundles. Versions of the server, heartbeats, leases and other noise are left out.

Examples:
  casefile diff monday.tar.gz tuesday.tar.gz
  casefile diff before-upgrade.json after-upgrade.json --format md
  casefile diff before.tar.gz after.tar.gz -o changes.html
`;

async function diff(before: string, after: string, flags: DiffFlags): Promise<void> {
  if (before === '-' && after === '-') throw new CasefileError('USAGE', 'standard input can only be read once');
  const format = flags.format ?? formatOf(flags.output);
  const [from, to] = [await capturedIn(before, flags), await capturedIn(after, flags)];
  // One redactor for both: equal secrets get equal marks, so a mark that differs is a secret that changed.
  const redactor = createRedactor({ marks: 'ordinal' });
  const comparison = compareCaptures(from, to, { version: VERSION, redact: (body) => redactor.object(body) });
  await writeText(rendered(comparison, format, flags), flags.output === '-' ? undefined : flags.output);
}

function formatOf(output: string | undefined): Format {
  if (output === undefined || output === '-') return 'terminal';
  const extension = path.extname(output).slice(1).toLowerCase();
  const found = FORMATS.find((format) => format === extension);
  if (found) return found;
  if (extension === 'txt') return 'terminal';
  throw new CasefileError('USAGE', `the format of ${output} cannot be told from its name`, {
    hint: `Add --format (${FORMATS.join(', ')}), or use one of the extensions .html, .md, .json, .txt.`,
  });
}

async function capturedIn(file: string, { rules, quiet }: DiffFlags): Promise<Captured> {
  const text = await reportText(file);
  if (text !== undefined) return { report: readReport(text, path.basename(file)), snapshot: undefined };
  return reportOn(await bundleFrom([file]), {
    rules: () => selectRules({ rules }),
    quiet: quiet ?? false,
  });
}

/** The text of a file that begins like a report; undefined for everything else. */
async function reportText(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  // What cannot be looked at is left to the reading of bundles, which says why.
  if (!found?.isFile() || found.size > MAX_REPORT_BYTES) return undefined;
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    if (!looksLikeReport(buffer.toString('utf8', 0, bytesRead))) return undefined;
  } finally {
    await handle.close();
  }
  return readFile(file, 'utf8');
}

function rendered(comparison: Comparison, format: Format, { color, output }: DiffFlags): string {
  if (format === 'json') return `${JSON.stringify(comparison, null, 2)}\n`;
  if (format === 'md') return comparisonMarkdown(comparison);
  if (format === 'html') return comparisonHtml(comparison, templateFiles());
  const { columns = 100, isTTY } = process.stdout;
  return comparisonTerminal(comparison, {
    width: columns,
    color: color && isTTY === true && !process.env.NO_COLOR && output === undefined,
  });
}
