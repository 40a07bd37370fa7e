import { readFileSync } from 'node:fs';
import { Validator } from 'jsonschema';
import { describe, expect, test } from 'vitest';
import { renderSarif } from '../../src/report/sarif.ts';
import type { Report } from '../../src/report-format/report.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, quietReport, sampleReport } from './sample-report.ts';

const schemaFile = new URL('./sarif/sarif-2.1.0-rtm.5.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const validator = new Validator();

type Place = { physicalLocation?: { artifactLocation: { uri: string }; region?: { startLine?: number } } };
type Log = {
  runs: {
    tool: { driver: { rules: { id: string; help: { text: string } }[] } };
    invocations: { toolExecutionNotifications: { level: string; message: { text: string } }[] }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      baselineState?: string;
      locations: Place[];
      relatedLocations: Place[];
      partialFingerprints: Record<string, string>;
    }[];
  }[];
};

function sarifOf(...reports: Report[]): Log {
  const log = JSON.parse(renderSarif(...reports)) as Log;
  expect(validator.validate(log, schema).errors.map(String)).toEqual([]);
  const places = log.runs.flatMap(({ results }) =>
    results.flatMap((row) => [...row.locations, ...row.relatedLocations]),
  );
  for (const { physicalLocation } of places) {
    if (physicalLocation?.region) expect(physicalLocation.region.startLine).toBeGreaterThan(0);
  }
  return log;
}

const REPORTS: Record<string, Report> = {
  'the sample': sampleReport(),
  'no finding': quietReport(),
  'an empty bundle': emptyReport(),
  ...Object.fromEntries(HOSTILE.map(([name, payload]) => [name, hostileReport(payload)])),
};

describe('SARIF that fits its schema', () => {
  test.each(Object.entries(REPORTS))('%s', (_, report) => {
    expect(sarifOf(report).runs).toHaveLength(1);
  });

  test('the schema does refuse what is wrong', () => {
    const wrong = { version: '2.1.0', runs: [{ tool: { driver: {} } }] };
    expect(validator.validate(wrong, schema).valid).toBe(false);
  });
});

test('every finding is a result at the file and line of its first proof, with a rule that has help', () => {
  const report = sampleReport();
  const { results, tool } = sarifOf(report).runs[0] ?? { results: [], tool: { driver: { rules: [] } } };

  expect(results.map(({ ruleId }) => ruleId)).toEqual(report.findings.map(({ rule }) => rule));
  for (const [index, result] of results.entries()) {
    const proof = report.findings[index]?.evidence[0];
    const place = result.locations[0]?.physicalLocation;
    expect(decodeURIComponent(place?.artifactLocation.uri ?? '')).toBe(proof?.file);
    expect(place?.region?.startLine).toBe(proof?.line);
    expect(tool.driver.rules[result.ruleIndex]?.id ?? result.ruleId).toBe(result.ruleId);
  }
  expect(tool.driver.rules[0]?.help.text.length).toBeGreaterThan(20);
});

test('a finding keeps its fingerprint between bundles, whatever its id', () => {
  const report = sampleReport();
  const elsewhere = sampleReport({
    findings: report.findings.map((finding) => ({ ...finding, id: `${finding.id}0` })),
  });
  const fingerprints = (log: Log) => log.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
  expect(fingerprints(sarifOf(elsewhere))).toEqual(fingerprints(sarifOf(report)));
  expect(fingerprints(sarifOf(report))?.[0]).toEqual({ 'casefile/v1': report.findings[0]?.fingerprint });
});

test('what was not collected, a failed rule and a gap are notifications', () => {
  const report = sampleReport();
  const notifications = sarifOf(quietReport()).runs[0]?.invocations[0]?.toolExecutionNotifications ?? [];
  const missing =
    report.outcomes.flatMap(({ missing: lacked = [] }) => lacked)[0] ?? 'nothing is missing in the sample';
  expect(notifications.map(({ message }) => message.text).join('\n')).toContain(`${missing} was not collected`);
  expect(notifications.length).toBeGreaterThanOrEqual(report.coverage.gaps.length);
});

test('a text of the bundle is no placeholder and no link', () => {
  const [first, ...rest] = sampleReport().findings;
  const message = 'env {0} of [here](https://example.com)';
  const log = sarifOf(sampleReport({ findings: first ? [{ ...first, message }, ...rest] : [] }));
  expect(log.runs[0]?.results[0]?.message.text).toBe('env {{0}} of [here]\u2060(https://example.com)');
});

test('with a baseline, the known findings are unchanged and the others new; without one, nothing is said', () => {
  const states = (report: Report) => sarifOf(report).runs[0]?.results.map(({ baselineState }) => baselineState);
  const [first, ...rest] = sampleReport().findings;
  const compared = sampleReport({ findings: first ? [{ ...first, known: true }, ...rest] : [] });
  expect(states(compared)).toEqual(['unchanged', ...rest.map(() => 'new')]);
  expect(new Set(states(sampleReport()))).toEqual(new Set([undefined]));
});

test('several reports are several runs of one log', () => {
  expect(sarifOf(sampleReport(), quietReport()).runs).toHaveLength(2);
});
