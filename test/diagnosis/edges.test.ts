import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../src/report-format/report.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { leftOut } from '../support/stories/complete.ts';
import { CATALOGUE, edgesOf, NOT_VISIBLE } from '../support/stories/edges/catalogue.ts';
import { EDGES } from '../support/stories/edges/index.ts';
import { reportOf, told } from '../support/stories/report.ts';

/** Everything that explains a finding, near and far. */
function reasonsOf(effect: Finding, { findings }: Report): Finding[] {
  const reasons: Finding[] = [];
  const open = [effect];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const id of next.explainedBy) {
      const reason = findings.find((finding) => finding.id === id);
      if (!reason || reasons.includes(reason)) continue;
      reasons.push(reason);
      open.push(reason);
    }
  }
  return reasons;
}

const matching = (findings: readonly Finding[], wanted: string) =>
  findings.map(told).filter((finding) => finding.startsWith(wanted));

describe('each cause of the catalogue is ranked over its symptom', () => {
  test.each(EDGES)('$edge: $cause, $symptom', async ({ cause, symptom, story }) => {
    const report = await reportOf(inCluster(story));
    const effects = report.findings.filter((finding) => told(finding).startsWith(symptom));
    expect(matching(report.findings, cause), `no ${cause}`).not.toEqual([]);
    expect(effects.map(told), `no ${symptom}`).not.toEqual([]);
    const reasons = effects.flatMap((effect) => reasonsOf(effect, report));
    expect(matching(reasons, cause), `${symptom} is explained by ${reasons.map(told)}`).not.toEqual([]);
    expect(leftOut(report)).toEqual([]);
  });
});

describe('the catalogue of causes and symptoms', () => {
  const rows = CATALOGUE.flatMap(edgesOf);
  const shown = new Set(EDGES.map(({ edge }) => edge));

  test('has 94 rows', () => {
    expect(CATALOGUE).toHaveLength(94);
  });

  test('is shown as a whole, edge by edge, or says why one cannot be seen', () => {
    expect(rows.filter((edge) => !shown.has(edge) && !NOT_VISIBLE[edge])).toEqual([]);
  });

  test('holds every edge that is excused, and none of these is shown', () => {
    expect(Object.keys(NOT_VISIBLE).filter((edge) => !rows.includes(edge))).toEqual([]);
    expect(Object.keys(NOT_VISIBLE).filter((edge) => shown.has(edge))).toEqual([]);
    for (const reason of Object.values(NOT_VISIBLE)) expect(reason).toMatch(/^not visible because /);
  });
});
