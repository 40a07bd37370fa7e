import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report-format/report.ts';
import { together } from '../support/stories/bundle.ts';
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

const alone = new Map<string, string[][]>();

beforeAll(async () => {
  for (const { rule, story } of CAUSES) alone.set(rule, chainsOf(await reportOf(inCluster(story))));
});

test.each(CAUSES)('$name alone is one diagnosis with its symptoms behind it', async ({ rule, story }) => {
  expect(causesOf(await reportOf(inCluster(story)))).toEqual([rule]);
  expect(alone.get(rule)?.[0]?.length).toBeGreaterThan(1);
});

const PAIRS = CAUSES.flatMap((one, index) => CAUSES.slice(index + 1).map((other) => ({ one, other })));

describe('two troubles planted together stay two, each with its own chain', () => {
  test.each(PAIRS)('$one.name and $other.name', async ({ one, other }) => {
    const report = await reportOf(inCluster(together(one.story, other.story)));
    const apart = [...(alone.get(one.rule) ?? []), ...(alone.get(other.rule) ?? [])];
    expect(chainsOf(report).sort()).toEqual(apart.sort());
  });
});
