import type { TemplateFiles } from '../../report/html.ts';
import { renderHtml } from '../../report/html.ts';
import { renderJson } from '../../report/json.ts';
import { renderJunit } from '../../report/junit.ts';
import type { MarkdownSection } from '../../report/markdown.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { renderSarif } from '../../report/sarif.ts';
import { renderTroubleshoot } from '../../report/troubleshoot.ts';
import type { Report, Severity } from '../../report-format/report.ts';
import type { Format } from '../outputs.ts';
import { templateFiles } from '../template-files.ts';
import { shownFrom } from './shown-from.ts';

/** What decides how a report for people looks. */
export type Look = {
  minSeverity: Severity;
  timeZone?: string | undefined;
  sections?: readonly MarkdownSection[] | undefined;
  mdMax?: number | undefined;
  templates?: TemplateFiles | undefined;
};

const DATA: Record<Exclude<Format, 'html' | 'md'>, (report: Report) => string> = {
  json: renderJson,
  sarif: (report) => renderSarif(report),
  junit: renderJunit,
  troubleshoot: renderTroubleshoot,
};

/** A report in a format. Data formats hold everything; what people read leaves out what `minSeverity` hides. */
export function rendered(format: Format, report: Report, look: Look): string {
  if (format !== 'html' && format !== 'md') return DATA[format](report);
  const shown = { ...shownFrom(report, look.minSeverity), timeZone: look.timeZone };
  if (format === 'html') return renderHtml(shown, look.templates ?? templateFiles());
  return renderMarkdown(shown, {
    ...(look.sections ? { sections: look.sections } : {}),
    ...(look.mdMax ? { maxBytes: look.mdMax } : {}),
  });
}
