import { describe, expect, test } from 'vitest';
import { comparisonHtml } from '../../src/report/comparison/html.ts';
import { comparisonMarkdown } from '../../src/report/comparison/markdown.ts';
import { comparisonTerminal } from '../../src/report/comparison/terminal.ts';
import { type Comparison, comparisonSchema } from '../../src/report-format/comparison.ts';
import { expectGolden } from './golden.ts';
import { HOSTILE, poisoned } from './hostile-report.ts';
import { sampleComparison } from './sample-comparison.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const html = comparisonHtml(sampleComparison());
const namesOf = (page: string) => new Set([...page.matchAll(/<([a-z0-9]+)[^>]*>/g)].map(([, name]) => name));

test('the sample fits the schema', () => {
  expect(comparisonSchema.parse(sampleComparison())).toEqual(sampleComparison());
});

test('as Markdown', () => expectGolden('comparison.md', comparisonMarkdown(sampleComparison())));
test('on a terminal', () => expectGolden('comparison.txt', comparisonTerminal(sampleComparison())));

test('as a page: what is new stands first, and no script may run', () => {
  expect(html).toContain('<h1>1 diagnosis is new, 1 is still there, 1 cannot be told, 1 is gone</h1>');
  expect(html.indexOf('OPENAI_API_KEY')).toBeLessThan(html.indexOf('Names of the cluster'));
  expect(html).toContain('part of a new diagnosis');
  expect(html).not.toContain('<script');
  expect(html.replaceAll('&#x27;', "'")).toContain("default-src 'none'; style-src 'sha256-");
});

test('two reports: objects cannot be compared, and it is said', () => {
  const objects: Comparison['objects'] = { compared: false, why: 'A report holds findings and no objects.' };
  for (const render of [comparisonHtml, comparisonMarkdown, comparisonTerminal]) {
    expect(render({ ...sampleComparison(), objects })).toContain('A report holds findings and no objects.');
  }
});

test('nothing on either side is not worded as health', () => {
  const none = { ...sampleComparison(), diagnoses: [] };
  expect(comparisonMarkdown(none)).toMatch(/^# No diagnosis in either capture\n/);
});

describe.each(HOSTILE)('captures that hold %s', (_name, payload) => {
  const hostile = comparisonSchema.parse(poisoned(sampleComparison(), comparisonSchema, payload));

  test('add no element to the page', () => {
    const known = namesOf(html);
    expect([...namesOf(comparisonHtml(hostile))].filter((name) => !known.has(name))).toEqual([]);
  });

  test('bring no control character to the terminal', () => {
    expect(CONTROLS.test(comparisonTerminal(hostile))).toBe(false);
  });

  test('break no table, and start no link, image, heading or mention in Markdown', () => {
    const outside = comparisonMarkdown(hostile).replace(/(`+)[^`].*?\1/g, '`code`');
    const rows = outside.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.filter((row) => row.replaceAll('\\|', '').split('|').length !== 6)).toEqual([]);
    expect(outside).not.toMatch(/(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)<(?:img|script|https?:)|@everyone/);
    expect(outside.split('\n').filter((line) => /^#{1,6} heading/.test(line))).toEqual([]);
  });
});
