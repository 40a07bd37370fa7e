import { expect, test } from 'vitest';
import { judge, rule } from './judge.ts';

test('runs of one CronJob that fail alike are a finding on the CronJob', async () => {
  const failed = rule('run-failed', 'needs: [events]\nmatch:\n  event:\n    kind: [Job]');
  const run = (name: string) => ({
    kind: 'Job',
    metadata: { name, namespace: 'shop', ownerReferences: [{ kind: 'CronJob', name: 'backup' }] },
  });
  const event = (name: string) => ({
    reason: 'Failed',
    message: 'no',
    involved: { kind: 'Job', namespace: 'shop', name },
  });
  const { findings } = await judge([failed], {
    objects: [run('backup-1'), run('backup-2')],
    events: [event('backup-1'), event('backup-2')],
  });
  expect(findings).toMatchObject([
    { subject: { kind: 'CronJob', name: 'backup' }, affected: [{ name: 'backup-1' }, { name: 'backup-2' }] },
  ]);
});
