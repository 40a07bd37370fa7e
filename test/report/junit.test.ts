import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit.ts';
import type { Report } from '../../src/report-format/report.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, sampleReport } from './sample-report.ts';

type Element = { name: string; attributes: Record<string, string>; text: string; children: Element[] };

/** A strict parser: whatever is not well-formed XML 1.0 throws. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0] ?? root;
}

const casesOf = (report: Report) =>
  parse(renderJunit(report)).children.flatMap((suite) => suite.children.filter(({ name }) => name === 'testcase'));
const verdictOf = (report: Report, rule: string) =>
  casesOf(report).find(({ attributes }) => attributes.name === rule)?.children[0];

test('areas are suites, rules are cases, and the counts are those of the outcomes', () => {
  const report = sampleReport();
  const root = parse(renderJunit(report));
  const count = (outcome: string) => report.outcomes.filter((row) => row.outcome === outcome).length;

  expect(root.children.map(({ attributes }) => attributes.name)).toEqual(
    [...new Set(report.outcomes.map(({ pack }) => pack))].sort(),
  );
  expect(root.attributes).toMatchObject({
    tests: String(report.outcomes.length),
    failures: String(count('found')),
    errors: String(count('error')),
    skipped: String(count('not-collected') + count('not-applicable')),
  });
  expect(casesOf(report)).toHaveLength(report.outcomes.length);
});

describe('an outcome', () => {
  const outcomes: Report['outcomes'] = [
    { rule: 'found-it', pack: 'one', outcome: 'found' },
    { rule: 'all-clear', pack: 'one', outcome: 'clear' },
    { rule: 'no-secrets', pack: 'two', outcome: 'not-collected', missing: ['Secret', 'logs'] },
    { rule: 'elsewhere', pack: 'two', outcome: 'not-applicable' },
    { rule: 'broken', pack: 'two', outcome: 'error', reason: 'no such field' },
  ];
  const [finding] = sampleReport().findings;
  const report = sampleReport({ outcomes, findings: finding ? [{ ...finding, rule: 'found-it' }] : [] });

  test('found is a failure with the place and the line that prove it', () => {
    const failure = verdictOf(report, 'found-it');
    const proof = finding?.evidence[0];
    expect(failure).toMatchObject({ name: 'failure', attributes: { type: finding?.severity } });
    expect(failure?.text).toContain(proof?.file);
    expect(failure?.text).toContain(proof?.text);
  });

  test('clear alone passes; what was not collected, or does not apply, is skipped; a failed rule is an error', () => {
    expect(verdictOf(report, 'all-clear')).toBeUndefined();
    expect(verdictOf(report, 'no-secrets')).toMatchObject({
      name: 'skipped',
      attributes: { message: 'not collected: Secret, logs' },
    });
    expect(verdictOf(report, 'elsewhere')?.name).toBe('skipped');
    expect(verdictOf(report, 'broken')).toMatchObject({ name: 'error', attributes: { message: 'no such field' } });
  });
});

describe('well-formed XML, whatever the bundle holds', () => {
  test.each([...HOSTILE.map(([name, payload]) => [name, payload]), ['noncharacters', '\ufffe\uffff]]>\u0001']])(
    '%s',
    (_, payload = '') => {
      const report = hostileReport(payload);
      expect(casesOf(report)).toHaveLength(report.outcomes.length);
    },
  );

  test('an empty bundle', () => {
    expect(parse(renderJunit(emptyReport())).attributes).toMatchObject({ tests: '0' });
  });
});
