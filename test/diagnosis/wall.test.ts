import { describe, expect, test } from 'vitest';
import { inCluster } from '../support/stories/cluster.ts';
import { leftOut } from '../support/stories/complete.ts';
import { NOISE } from '../support/stories/noise/index.ts';
import { alarmsOf, causesOf, reportOf } from '../support/stories/report.ts';

/**
 * The wall against false alarms: what goes on in every healthy cluster, and next to each the one detail that would make
 * it trouble. A rule that was only switched off would pass the first half and fail the second.
 */
describe.each(NOISE)('$what', ({ closest, healthy, broken }) => {
  test('is no trouble', async () => {
    expect(alarmsOf(await reportOf(inCluster(healthy)))).toEqual([]);
  });

  test(`with one detail changed is ${closest}, and nothing else`, async () => {
    const report = await reportOf(inCluster(broken));
    expect(causesOf(report)).toEqual([closest]);
    expect(leftOut(report)).toEqual([]);
  });
});

test('the wall has at least forty stones', () => {
  expect(NOISE.length).toBeGreaterThanOrEqual(40);
});
