import type { Overview } from '../../report-format/overview.ts';
import { staticPage } from '../html/static-page.ts';
import type { TemplateFiles } from '../html/templates.ts';
import { loadTemplates } from '../html/templates.ts';
import { uriReference } from '../uri.ts';
import { overviewView } from '../view/overview.ts';

/** The table over several bundles as a page without a script, with links to the reports beside it. */
export function overviewHtml(overview: Overview, templates: TemplateFiles = loadTemplates()): string {
  const { headline, rows, shared } = overviewView(overview);
  return staticPage('overview.hbs', templates, {
    headline,
    clusters: rows.some(({ cluster }) => cluster !== undefined),
    rows: rows.map((row) => ({
      ...row,
      href: row.report && `./${uriReference(row.report)}`,
      anchor: row.group && `cause-${row.group}`,
    })),
    shared: shared.map((cause) => ({ ...cause, anchor: `cause-${cause.label}` })),
  });
}
