import { describe, expect, test } from 'vitest';
import { rulesFrom } from '../../src/commands/rule-files.ts';
import type { Finding, Report } from '../../src/report-format/report.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { leftOut } from '../support/stories/complete.ts';
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

const known = new Set((await rulesFrom([])).rules.map(({ id }) => id));
const ruleOf = (end: string) => end.split(' ')[0] ?? end;
const missingOf = ({ cause, symptom }: { cause: string; symptom: string }) =>
  [cause, symptom].map(ruleOf).filter((rule) => !known.has(rule));

describe('each cause of the catalogue is ranked over its symptom', () => {
  test.each(EDGES.filter((edge) => missingOf(edge).length === 0))(
    '$edge: $cause, $symptom',
    async ({ cause, symptom, story }) => {
      const report = await reportOf(inCluster(story));
      const effects = report.findings.filter((finding) => told(finding).startsWith(symptom));
      expect(matching(report.findings, cause), `no ${cause}`).not.toEqual([]);
      expect(effects.map(told), `no ${symptom}`).not.toEqual([]);
      const reasons = effects.flatMap((effect) => reasonsOf(effect, report));
      expect(matching(reasons, cause), `${symptom} is explained by ${reasons.map(told)}`).not.toEqual([]);
      expect(leftOut(report)).toEqual([]);
    },
  );

  for (const edge of EDGES) {
    const missing = missingOf(edge);
    if (missing.length > 0) test.todo(`${edge.edge}: there is no rule ${missing.join(', ')} yet`);
  }
});
