import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { CasefileError } from '../../errors.ts';
import type { MarkdownSection } from '../../report/markdown.ts';
import { MARKDOWN_SECTIONS } from '../../report/markdown.ts';
import { isTimeZone } from '../../report/view/time.ts';
import type { Report } from '../../report-format/report.ts';
import { positive, repeatable } from '../flag-values.ts';

/** What a reader of reports may choose: what counts as known, in whose time, which part, how long, in which dress. */
export type ReaderFlags = {
  baseline?: string;
  timeZone?: string;
  section?: MarkdownSection[];
  mdMax?: number;
  template?: string;
};

export function withReaderOptions(command: Command): Command {
  return command
    .option('--baseline <report.json>', 'what this earlier report has is known; --fail-on ignores it')
    .option('--time-zone <zone>', 'a local time beside UTC, e.g. Europe/Berlin', timeZone)
    .addOption(
      repeatable(
        '--section <name>',
        `only this part of the Markdown, repeatable: ${MARKDOWN_SECTIONS.join(', ')}`,
        section,
      ),
    )
    .option('--md-max <bytes>', 'length of the Markdown at most (default: 60000)', positive)
    .option('--template <dir>', 'templates of your own for the HTML');
}

function section(value: string): MarkdownSection {
  const found = MARKDOWN_SECTIONS.find((name) => name === value);
  if (!found) throw new InvalidArgumentError(`Sections: ${MARKDOWN_SECTIONS.join(', ')}.`);
  return found;
}

function timeZone(value: string): string {
  if (!isTimeZone(value))
    throw new InvalidArgumentError('Expected a name such as UTC, Europe/Berlin or America/New_York.');
  return value;
}

/** The report that `--baseline` names. @throws CasefileError NOT_FOUND, NOT_A_REPORT. */
export async function baselineFrom(file: string | undefined): Promise<Report | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CasefileError('NOT_FOUND', `the baseline ${file} cannot be read`, {
      hint: 'It is a report that `casefile analyze <bundle> -o report.json` wrote.',
      cause,
    });
  });
  const { readReport } = await import('../../report-format/read-report.ts');
  return readReport(text, path.basename(file));
}
