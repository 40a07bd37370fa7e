import { expect, test } from 'vitest';
import { bifrost, logOf, STARTED } from '../support/products/bifrost.ts';
import { withLogs } from '../support/products/golden.ts';
import { platform } from '../support/products/platform.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { alarmsOf, reportOf } from '../support/stories/report.ts';

test('a platform that is well, with a day of its logs, alarms nobody', async () => {
  expect(alarmsOf(await reportOf(inCluster(platform())))).toEqual([]);
});

test('a Bifrost release that is well alarms nobody, on either store', async () => {
  for (const story of [bifrost({ autoscaler: {} }), bifrost({ storage: 'sqlite' })]) {
    const kind = story.objects.some((object) => object.kind === 'StatefulSet') ? 'StatefulSet' : 'Deployment';
    expect(alarmsOf(await reportOf(inCluster(withLogs(story, { [logOf(0, kind)]: STARTED }))))).toEqual([]);
  }
});
