import type { Comparison } from '../../report-format/comparison.ts';
import { staticPage } from '../html/static-page.ts';
import type { TemplateFiles } from '../html/templates.ts';
import { loadTemplates } from '../html/templates.ts';
import { comparisonView } from '../view/comparison.ts';

/** What differs between two captures as one self-contained page without a script. */
export function comparisonHtml(comparison: Comparison, templates: TemplateFiles = loadTemplates()): string {
  return staticPage('comparison.hbs', templates, comparisonView(comparison));
}
