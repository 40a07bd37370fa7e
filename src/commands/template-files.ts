import { loadTemplates, type TemplateFiles } from '../report/html.ts';
import { EMBEDDED } from './embedded.ts';

/** Our own templates: beside the program, or inside a single-file build by the names that they have in their folder. */
export function templateFiles(): TemplateFiles {
  if (!EMBEDDED) return loadTemplates();
  const own = Object.entries(EMBEDDED).filter(([name]) => name.startsWith('templates/'));
  return Object.fromEntries(own.map(([name, text]) => [name.slice('templates/'.length), text]));
}
