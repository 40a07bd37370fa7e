import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectGolden, goldenFolder } from '../report/golden.ts';
import { GOLDEN } from '../support/products/rows/index.ts';
import { ticketFile, ticketOf } from '../support/products/ticket.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { alarmsOf, findingOf, reportOf, told } from '../support/stories/report.ts';

/**
 * The troubleshooting guides of the two products as bundles: each fault leads to its own cause, with what follows from
 * it; and the same bundle with the fault mended is well.
 */
describe.each(GOLDEN)('$row: $name', ({ row, name, cause, chain = [], broken, good }) => {
  const ruleOf = (finding: string) => finding.split(' ')[0];

  test(`the first diagnosis is ${ruleOf(cause)}, with its chain`, async () => {
    const report = await reportOf(inCluster(broken));
    const [first] = report.diagnoses;
    const found = first ? told(findingOf(report, first.cause)) : 'nothing';
    expect(found.startsWith(cause) ? cause : found, report.findings.map(told).join('\n')).toBe(cause);
    expect(first?.current).toBe(true);
    expect(first?.chain.map((id) => findingOf(report, id).rule)).toEqual(expect.arrayContaining(chain));
    expectGolden(ticketFile({ row, name }), ticketOf(report), 'products');
  });

  // Rows of one system are mended in the same way, which platform.test.ts proves once.
  test.skipIf(/^B(?:1[7-9]|2[0-3])$/.test(row))('mended it is well', async () => {
    const report = await reportOf(inCluster(good));
    expect(alarmsOf(report)).toEqual([]);
    expect(report.findings.map(({ rule }) => rule)).not.toContain(ruleOf(cause));
  });
});

test('every golden file belongs to a fault, and every fault has its own', () => {
  const wanted = GOLDEN.map(ticketFile);
  expect(new Set(wanted).size).toBe(wanted.length);
  const stale = readdirSync(goldenFolder('products')).filter((file) => !wanted.includes(file));
  if (process.env.UPDATE_GOLDEN) for (const file of stale) rmSync(`${goldenFolder('products')}${file}`);
  else expect(stale).toEqual([]);
});
