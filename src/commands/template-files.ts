import { existsSync, statSync } from 'node:fs';
import { CasefileError } from '../errors.ts';
import { checkTemplate, loadTemplates, type TemplateFiles } from '../report/html.ts';
import { EMBEDDED } from './embedded.ts';

/**
 * The templates of a report: our own, those of the same name in a vendor's folder instead.
 * @throws CasefileError NOT_FOUND, BROKEN_TEMPLATE.
 */
export function templatesWith(folder: string): TemplateFiles {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new CasefileError('NOT_FOUND', `${folder} is no folder of templates`, {
      hint: 'It holds report.hbs, partials, report.css or report.js; what it lacks is taken from our own.',
    });
  }
  const theirs = loadTemplates(folder);
  for (const [name, text] of Object.entries(theirs)) if (name.endsWith('.hbs')) checkTemplate(name, text);
  return { ...templateFiles(), ...theirs };
}

/** Our own templates: beside the program, or inside a single-file build by the names that they have in their folder. */
export function templateFiles(): TemplateFiles {
  if (!EMBEDDED) return loadTemplates();
  const own = Object.entries(EMBEDDED).filter(([name]) => name.startsWith('templates/'));
  return Object.fromEntries(own.map(([name, text]) => [name.slice('templates/'.length), text]));
}
