import { CAPS, scaled } from './html/caps.ts';
import { pageOf } from './html/page.ts';
import { policyFor } from './html/policy.ts';
import type { TemplateFiles } from './html/templates.ts';
import { fillTemplate, loadTemplates, textOf, trusted } from './html/templates.ts';
import type { Shown } from './view/time.ts';

export { checkTemplate } from './html/check-template.ts';
export type { TemplateFiles } from './html/templates.ts';
export { loadTemplates } from './html/templates.ts';

/** A page that mails and tickets take, whatever the bundle: the caps shrink until it fits. */
const MAX_BYTES = 5_000_000;
const SHARES = [1, 0.4, 0.15, 0.05];

/**
 * The report as one self-contained page: it loads nothing, runs nothing but its own script, and reads without it.
 * A build that has no templates folder passes their text in `templates`.
 */
export function renderHtml(report: Shown, templates: TemplateFiles = loadTemplates()): string {
  const style = textOf(templates, 'report.css');
  const script = textOf(templates, 'report.js');
  const fixed = { policy: policyFor({ style, script }), style: trusted(style), script: trusted(script) };
  let html = '';
  for (const share of SHARES) {
    html = fillTemplate('report.hbs', templates, { ...pageOf(report, scaled(CAPS, share)), ...fixed });
    if (Buffer.byteLength(html) <= MAX_BYTES) break;
  }
  return html;
}
