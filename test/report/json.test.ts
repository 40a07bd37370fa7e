import { expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report-format/schema.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, sampleReport } from './sample-report.ts';

/** The same value with every object's keys the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

test('it is the report, nothing added and nothing lost', () => {
  const report = sampleReport();
  expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  expect(reportSchema.safeParse(JSON.parse(renderJson(report))).success).toBe(true);
});

test('the same report gives the same bytes, in whatever order it was built', () => {
  const report = sampleReport();
  expect(renderJson(reversed(report) as typeof report)).toBe(renderJson(report));
});

test('keys stand in the order of the contract, those of maps in that of the alphabet', () => {
  const json = renderJson(sampleReport());
  expect(Object.keys(JSON.parse(json)).slice(0, 5)).toEqual(['schemaVersion', 'tool', 'bundle', 'scope', 'onset']);
  expect(Object.keys(JSON.parse(json).inventory.objects).slice(0, 3)).toEqual([
    'Application',
    'ConfigMap',
    'Deployment',
  ]);
});

test('it ends in a newline', () => {
  expect(renderJson(emptyReport()).endsWith('}\n')).toBe(true);
});

test.each(HOSTILE)('%s survives as text', (_name, payload) => {
  const report = hostileReport(payload);
  expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
});

test('a capture named __proto__ stays a capture', () => {
  const report = sampleReport();
  const captures = JSON.parse('{"__proto__":"polluted"}') as Record<string, string>;
  for (const finding of report.findings) finding.captures = captures;
  expect(renderJson(report)).toContain('"__proto__": "polluted"');
});
