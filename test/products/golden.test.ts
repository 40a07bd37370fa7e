import { describe, expect, test } from 'vitest';
import { GOLDEN } from '../support/products/rows/index.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { alarmsOf, findingOf, reportOf, told } from '../support/stories/report.ts';

/**
 * The troubleshooting guides of the two products as bundles: each fault leads to its own cause, with what follows from
 * it; and the same bundle with the fault mended is well.
 */
describe.each(GOLDEN)('$row: $name', ({ row, cause, chain = [], broken, good }) => {
  const ruleOf = (finding: string) => finding.split(' ')[0];

  test(`the first diagnosis is ${ruleOf(cause)}, with its chain`, async () => {
    const report = await reportOf(inCluster(broken));
    const [first] = report.diagnoses;
    const found = first ? told(findingOf(report, first.cause)) : 'nothing';
    expect(found.startsWith(cause) ? cause : found, report.findings.map(told).join('\n')).toBe(cause);
    expect(first?.current).toBe(true);
    expect(first?.chain.map((id) => findingOf(report, id).rule)).toEqual(expect.arrayContaining(chain));
  });

  // Rows of one system are mended in the same way, which platform.test.ts proves once.
  test.skipIf(/^B(?:1[7-9]|2[0-3])$/.test(row))('mended it is well', async () => {
    const report = await reportOf(inCluster(good));
    expect(alarmsOf(report)).toEqual([]);
    expect(report.findings.map(({ rule }) => rule)).not.toContain(ruleOf(cause));
  });
});
