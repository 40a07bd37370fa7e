import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report-format/report.ts';
import { together } from '../support/stories/bundle.ts';
import type { Cause } from '../support/stories/causes.ts';
import { CAUSES } from '../support/stories/causes.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { causesOf, findingOf, presentTrouble, reportOf, told } from '../support/stories/report.ts';

/** The chain of each present trouble, cause first and the rest in order of the alphabet. */
function chainsOf(report: Report): string[][] {
  return presentTrouble(report).map(({ chain }) => {
    const [cause = '', ...effects] = chain.map((id) => told(findingOf(report, id)));
    return [cause, ...effects.sort()];
  });
}

const alone = new Map<string, Report>();

beforeAll(async () => {
  for (const { rule, story } of CAUSES) alone.set(rule, await reportOf(inCluster(story)));
});

function aloneOf({ rule }: Cause): Report {
  const report = alone.get(rule);
  if (!report) throw new Error(`there is no report on ${rule} alone`);
  return report;
}

test.each(CAUSES)('$name alone is one diagnosis with its symptoms behind it', (cause) => {
  expect(causesOf(aloneOf(cause))).toEqual([cause.rule]);
  expect(chainsOf(aloneOf(cause))[0]?.length).toBeGreaterThan(1);
});

const PAIRS = CAUSES.flatMap((one, index) => CAUSES.slice(index + 1).map((other) => ({ one, other })));

describe('two troubles planted together stay two, each with its own chain', () => {
  test.each(PAIRS)('$one.name and $other.name', async ({ one, other }) => {
    const report = await reportOf(inCluster(together(one.story, other.story)));
    const apart = [one, other].flatMap((cause) => chainsOf(aloneOf(cause)));
    expect(chainsOf(report).sort()).toEqual(apart.sort());
  });
});
