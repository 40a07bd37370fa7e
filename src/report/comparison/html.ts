import type { Comparison } from '../../report-format/comparison.ts';
import { policyFor } from '../html/policy.ts';
import type { TemplateFiles } from '../html/templates.ts';
import { fillTemplate, loadTemplates, textOf, trusted } from '../html/templates.ts';
import { comparisonView } from '../view/comparison.ts';

/** What differs between two captures as one self-contained page without a script. */
export function comparisonHtml(comparison: Comparison, templates: TemplateFiles = loadTemplates()): string {
  const style = textOf(templates, 'report.css');
  return fillTemplate('comparison.hbs', templates, {
    ...comparisonView(comparison),
    policy: policyFor({ style }),
    style: trusted(style),
  });
}
