import type { TemplateFiles } from '../../report/html.ts';
import type { MarkdownSection } from '../../report/markdown.ts';
import type { Report, Severity } from '../../report-format/report.ts';
import type { Format } from '../outputs.ts';
import { shownFrom } from './shown-from.ts';

/** What decides how a report for people looks. */
export type Look = {
  minSeverity: Severity;
  timeZone?: string | undefined;
  sections?: readonly MarkdownSection[] | undefined;
  mdMax?: number | undefined;
  templates?: TemplateFiles | undefined;
};

/** Each is loaded when its format is wanted: the engine of the templates alone takes as long as a small analysis. */
const RENDERERS: Record<Format, () => Promise<(report: Report, look: Look) => string>> = {
  json: async () => (await import('../../report/json.ts')).renderJson,
  sarif: async () => {
    const { renderSarif } = await import('../../report/sarif.ts');
    return (report) => renderSarif(report);
  },
  junit: async () => (await import('../../report/junit.ts')).renderJunit,
  troubleshoot: async () => (await import('../../report/troubleshoot.ts')).renderTroubleshoot,
  html: async () => {
    const { renderHtml } = await import('../../report/html.ts');
    const { templateFiles } = await import('../template-files.ts');
    return (report, look) => renderHtml(shownIn(report, look), look.templates ?? templateFiles());
  },
  md: async () => {
    const { renderMarkdown } = await import('../../report/markdown.ts');
    return (report, look) =>
      renderMarkdown(shownIn(report, look), {
        ...(look.sections ? { sections: look.sections } : {}),
        ...(look.mdMax ? { maxBytes: look.mdMax } : {}),
      });
  },
};

/** A report in a format. Data formats hold everything; what people read leaves out what `minSeverity` hides. */
export async function rendered(format: Format, report: Report, look: Look): Promise<string> {
  const render = await RENDERERS[format]();
  return render(report, look);
}

function shownIn(report: Report, { minSeverity, timeZone }: Look) {
  return { ...shownFrom(report, minSeverity), timeZone };
}
