import { renderHtml } from '../../report/html.ts';
import { renderJson } from '../../report/json.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import type { Report, Severity } from '../../report-format/report.ts';
import { atLeast } from '../../report-format/report.ts';
import { EMBEDDED } from '../embedded.ts';
import type { Format } from '../outputs.ts';
import type { AnalyzeFlags } from './flags.ts';

/** The report in a format. Data formats hold everything; what people read leaves out what `--min-severity` hides. */
export function renderReport(format: Format, report: Report, { minSeverity }: AnalyzeFlags): string {
  return RENDERERS[format](DATA_FORMATS.includes(format) ? report : shownFrom(report, minSeverity));
}

const DATA_FORMATS: readonly Format[] = ['json'];

const RENDERERS: Record<Format, (report: Report) => string> = {
  html: (report) => renderHtml(report, EMBEDDED ? embeddedTemplates(EMBEDDED) : undefined),
  md: (report) => renderMarkdown(report),
  json: renderJson,
};

/** What is less severe than asked for is left out, but for what a diagnosis that stays needs. */
export function shownFrom(report: Report, minSeverity: Severity): Report {
  if (minSeverity === 'info') return report;
  const findings = report.findings.filter(({ severity }) => atLeast(severity, minSeverity));
  const diagnoses = report.diagnoses.filter(({ severity }) => atLeast(severity, minSeverity));
  const needed = new Set(diagnoses.flatMap(({ chain }) => chain));
  const kept = report.findings.filter((finding) => findings.includes(finding) || needed.has(finding.id));
  return { ...report, diagnoses, findings: kept };
}

/** The templates of a single-file build, by the names that they have in their folder. */
function embeddedTemplates(files: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(files).filter(([name]) => name.startsWith('templates/'));
  return Object.fromEntries(own.map(([name, text]) => [name.slice('templates/'.length), text]));
}
