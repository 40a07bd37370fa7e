import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkTemplate, loadTemplates, renderHtml } from '../../src/report/html.ts';
import { sampleReport } from './sample-report.ts';

const own = loadTemplates();
const filled = (template: string) => renderHtml(sampleReport(), { ...own, 'report.hbs': template });

describe('a template of a vendor', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-templates-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('takes the place of ours and may use our partials', () => {
    writeFileSync(path.join(folder, 'report.hbs'), '<h1>ACME: {{verdict.headline}}</h1>{{> badge severity="error"}}');
    const html = renderHtml(sampleReport(), { ...own, ...loadTemplates(folder) });
    expect(html).toContain('<h1>ACME: Secret ai/bifrost-provider-keys lacks the key');
    expect(html).toContain('<span class="badge error">error</span>');
  });

  test('from a folder named from where one stands', () => {
    expect(Object.keys(loadTemplates(path.relative('.', folder)))).toEqual(['report.hbs']);
  });
});

test.each(Object.entries(own).filter(([name]) => name.endsWith('.hbs')))(
  'our own %s passes the check',
  (name, text) => {
    expect(() => checkTemplate(name, text)).not.toThrow();
  },
);

test.each([
  ['three braces', '<p>\n{{{verdict.headline}}}</p>', 'report.hbs:2 writes unescaped'],
  ['an ampersand', '{{&verdict.headline}}', 'report.hbs:1 writes unescaped'],
  [
    'three braces within a block',
    '{{#each findings}}{{#if title}}{{{title}}}{{/if}}{{/each}}',
    'report.hbs:1 writes unescaped',
  ],
  ['a decorator', '{{* inline}}', 'report.hbs:1 has a decorator'],
  ['no end', '{{#each findings}}', 'report.hbs is no Handlebars template'],
])('%s is refused', (_name, template, message) => {
  expect(() => checkTemplate('report.hbs', template)).toThrow(message);
});

test.each([
  ['the constructor', '{{constructor.name}}'],
  ['the prototype', '{{__proto__.toString}}'],
  ['a method of a list', '{{findings.map}}'],
  ['the constructor by lookup', '{{lookup (lookup this "constructor") "name"}}'],
])('%s cannot be reached', (_name, template) => {
  let html = '';
  try {
    html = filled(template);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BROKEN_TEMPLATE' });
  }
  expect(html).toBe('');
});

test('a helper that writes elsewhere does not exist', () => {
  expect(() => filled('{{log verdict.headline}}')).toThrow();
});
