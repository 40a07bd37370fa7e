import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CasefileError } from '../../errors.ts';
import { escalationAcross, withEscalation } from '../../overview/escalate.ts';
import type { Result } from '../../overview/overview.ts';
import { overviewOf } from '../../overview/overview.ts';
import { renderJsonLine } from '../../report/json.ts';
import { overviewHtml } from '../../report/overview/html.ts';
import { overviewJsonLines } from '../../report/overview/json-lines.ts';
import { renderSarif } from '../../report/sarif.ts';
import type { Report } from '../../report-format/report.ts';
import { VERSION } from '../../report-format/version.ts';
import type { Format } from '../outputs.ts';
import { templateFiles } from '../template-files.ts';
import { writeText } from '../write-text.ts';
import type { JobResult } from './job.ts';
import type { Look } from './render.ts';
import { rendered } from './render.ts';
import type { FolderOutput, NamedBundle } from './several-outputs.ts';
import { reportName } from './several-outputs.ts';

/** A bundle with what became of it; its report lies in `reportFile`, so that only one is in memory at a time. */
export type Analysed = { bundle: NamedBundle; reportFile: string; result: JobResult };

/** What the table is made of; with a format, each row names its report in that format. */
export function resultsOf(analysed: readonly Analysed[], format?: Format): Result[] {
  return analysed.map(({ bundle, result: { exitCode, digest, failure } }): Result => {
    const head = { bundle: bundle.name, exitCode };
    if (!digest) return { ...head, error: { code: failure.code, message: failure.message } };
    return { ...head, ...(format ? { report: reportName(bundle, format) } : {}), digest };
  });
}

/** Writes the reports and an index of them into each folder. The result says in lines what went where. */
export async function writeReports(
  analysed: readonly Analysed[],
  outputs: readonly FolderOutput[],
  look: Look,
): Promise<string[]> {
  const folders = [...new Set(outputs.flatMap(({ folder }) => folder ?? []))];
  for (const folder of folders) await makeFolder(folder);

  const reasons = escalationAcross(resultsOf(analysed));
  const onStdout = outputs.find(({ folder }) => folder === undefined)?.format;
  const runs: Report[] = [];
  for (const { bundle, reportFile, result } of analysed) {
    if (result.failure) {
      if (onStdout === 'json') await writeText(failureLine(bundle, result.failure), undefined);
      continue;
    }
    const report = withEscalation(JSON.parse(await readFile(reportFile, 'utf8')) as Report, reasons.get(bundle.name));
    for (const { format, folder } of outputs) {
      if (folder !== undefined) {
        await writeText(await rendered(format, report, look), path.join(folder, reportName(bundle, format)));
      }
    }
    if (onStdout === 'json') await writeText(renderJsonLine(report), undefined);
    if (onStdout === 'sarif') runs.push(report);
  }
  if (onStdout === 'sarif') await writeText(renderSarif(...runs), undefined);

  const count = analysed.filter(({ result }) => !result.failure).length;
  const lines: string[] = [];
  for (const folder of folders) lines.push(await writeIndex(folder, analysed, outputs, count));
  return lines;
}

/** The working directory is nobody's folder of reports: no `index.html` of someone else's is replaced there. */
async function writeIndex(
  folder: string,
  analysed: readonly Analysed[],
  outputs: readonly FolderOutput[],
  count: number,
): Promise<string> {
  const format = outputs.find((output) => output.folder === folder)?.format;
  const overview = overviewOf(resultsOf(analysed, format));
  const isHere = path.resolve(folder) === process.cwd();
  const page = path.join(folder, isHere ? 'index.report.html' : 'index.html');
  await writeText(overviewHtml(overview, templateFiles()), page);
  await writeText(overviewJsonLines(overview), page.replace(/html$/, 'jsonl'));
  return `${count} ${count === 1 ? 'report' : 'reports'} in ${folder}, with ${page} over all`;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CasefileError('OUTPUT_NOT_WRITABLE', `${folder} cannot be made`, { detail: why, cause });
  });
}

/** A line in the place of a report: a bundle that is missing from the output could be taken for a healthy one. */
function failureLine({ name }: NamedBundle, { code, message }: { code: string; message: string }): string {
  const tool = { name: 'casefile', version: VERSION };
  return `${JSON.stringify({ schemaVersion: 1, tool, bundle: { name }, error: { code, message } })}\n`;
}
