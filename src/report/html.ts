import { pageOf } from './html/page.ts';
import { policyFor } from './html/policy.ts';
import type { TemplateFiles } from './html/templates.ts';
import { fillTemplate, loadTemplates, textOf, trusted } from './html/templates.ts';
import type { Shown } from './view/time.ts';

export { checkTemplate } from './html/check-template.ts';
export type { TemplateFiles } from './html/templates.ts';
export { loadTemplates } from './html/templates.ts';

/**
 * The report as one self-contained page: it loads nothing, runs nothing but its own script, and reads without it.
 * A build that has no templates folder passes their text in `templates`.
 */
export function renderHtml(report: Shown, templates: TemplateFiles = loadTemplates()): string {
  const style = textOf(templates, 'report.css');
  const script = textOf(templates, 'report.js');
  return fillTemplate('report.hbs', templates, {
    ...pageOf(report),
    policy: policyFor({ style, script }),
    style: trusted(style),
    script: trusted(script),
  });
}
