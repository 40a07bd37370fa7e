import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

/** Files of the templates folder, text by name: `report.hbs`, its partials, `report.css`, `report.js`. */
export type TemplateFiles = Readonly<Record<string, string>>;

/** Beside `src/` and beside `dist/` alike. A build that carries its templates inside never asks for it. */
const OWN_FOLDER = '../../../templates/';

/** Reads every template of a folder, of our own when none is given. */
export function loadTemplates(folder: string | URL = new URL(OWN_FOLDER, import.meta.url)): TemplateFiles {
  const base = folder instanceof URL ? folder : new URL(`file://${folder.replace(/\/?$/, '/')}`);
  const names = readdirSync(base).filter((name) => /\.(?:hbs|css|js)$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(new URL(name, base), 'utf8')]));
}

/** Fills the page's template. Everything is escaped but what `trusted` made; a name that is missing is an error. */
export function fillTemplate(name: string, files: TemplateFiles, page: object): string {
  const engine = Handlebars.create();
  for (const [file, text] of Object.entries(files)) {
    if (file.endsWith('.hbs') && file !== name) engine.registerPartial(file.slice(0, -'.hbs'.length), text);
  }
  const template = engine.compile(textOf(files, name), { strict: true, preventIndent: true });
  return template(page);
}

/** Markup of our own making, which a template must not escape again: a figure, the style sheet, the script. */
export function trusted(markup: string): Handlebars.SafeString {
  return new Handlebars.SafeString(markup);
}

/** A file that the page cannot do without. */
export function textOf(files: TemplateFiles, name: string): string {
  const text = Object.hasOwn(files, name) ? files[name] : undefined;
  if (text === undefined) throw new Error(`the template ${name} is missing`);
  return text;
}
