import { renderHtml } from '../../report/html.ts';
import { renderJson } from '../../report/json.ts';
import { renderJunit } from '../../report/junit.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { renderSarif } from '../../report/sarif.ts';
import { renderTroubleshoot } from '../../report/troubleshoot.ts';
import type { Report, Severity } from '../../report-format/report.ts';
import type { Format } from '../outputs.ts';
import { templateFiles } from '../template-files.ts';
import { shownFrom } from './shown-from.ts';

const FOR_PEOPLE: Record<'html' | 'md', (report: Report) => string> = {
  html: (report) => renderHtml(report, templateFiles()),
  md: (report) => renderMarkdown(report),
};

const DATA: Record<Exclude<Format, 'html' | 'md'>, (report: Report) => string> = {
  json: renderJson,
  sarif: (report) => renderSarif(report),
  junit: renderJunit,
  troubleshoot: renderTroubleshoot,
};

/** A report in a format. Data formats hold everything; what people read leaves out what `minSeverity` hides. */
export function rendered(format: Format, report: Report, minSeverity: Severity): string {
  if (format === 'html' || format === 'md') return FOR_PEOPLE[format](shownFrom(report, minSeverity));
  return DATA[format](report);
}
