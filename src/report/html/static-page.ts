import { policyFor } from './policy.ts';
import type { TemplateFiles } from './templates.ts';
import { fillTemplate, textOf, trusted } from './templates.ts';

/**
 * A self-contained page without a script: what the template names, with our style and the policy that lets it in.
 * @throws CasefileError BROKEN_TEMPLATE.
 */
export function staticPage(name: string, templates: TemplateFiles, page: object): string {
  const style = textOf(templates, 'report.css');
  return fillTemplate(name, templates, { ...page, policy: policyFor({ style }), style: trusted(style) });
}
