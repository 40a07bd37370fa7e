import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Handlebars from 'handlebars';
import { CasefileError } from '../../errors.ts';
import { OWN_FOLDER } from '../../own-files.ts';

/** Files of the templates folder, text by name: `report.hbs`, its partials, `report.css`, `report.js`. */
export type TemplateFiles = Readonly<Record<string, string>>;

/** Reads every template of a folder, of our own when none is given. */
export function loadTemplates(folder: string | URL = new URL('templates/', OWN_FOLDER)): TemplateFiles {
  const base = folder instanceof URL ? folder : pathToFileURL(`${path.resolve(folder)}/`);
  const names = readdirSync(base).filter((name) => /\.(?:hbs|css|js)$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(new URL(name, base), 'utf8')]));
}

/** The helpers that templates may use: not `log`, which would write between the lines of other output. */
const HELPERS = { each: true, if: true, unless: true, with: true, lookup: true, log: false };

/**
 * Fills the page's template. Everything is escaped but what `trusted` made; a name that is missing is an error, and so is
 * one that only an object's prototype has.
 * @throws CasefileError BROKEN_TEMPLATE.
 */
export function fillTemplate(name: string, files: TemplateFiles, page: object): string {
  const template = compiledTemplate(name, files);
  try {
    return template(page, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CasefileError('BROKEN_TEMPLATE', `${name} cannot be filled: ${why.split('\n', 1)[0]}`, { cause });
  }
}

/** Compiling takes most of the time of a page, and many reports are made of the same templates. */
const compiled = new WeakMap<TemplateFiles, Map<string, Handlebars.TemplateDelegate>>();

function compiledTemplate(name: string, files: TemplateFiles): Handlebars.TemplateDelegate {
  const known = compiled.get(files) ?? new Map<string, Handlebars.TemplateDelegate>();
  compiled.set(files, known);
  const template = known.get(name) ?? compile(name, files);
  known.set(name, template);
  return template;
}

function compile(name: string, files: TemplateFiles): Handlebars.TemplateDelegate {
  const engine = Handlebars.create();
  for (const [file, text] of Object.entries(files)) {
    if (file.endsWith('.hbs') && file !== name) engine.registerPartial(file.slice(0, -'.hbs'.length), text);
  }
  engine.unregisterHelper('log');
  return engine.compile(textOf(files, name), {
    strict: true,
    preventIndent: true,
    knownHelpers: HELPERS,
    knownHelpersOnly: true,
  });
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
