import { expect, test } from 'vitest';
import { containerFailed } from '../../../src/analyze/checks/container-failed.ts';
import { ago, crashed, object, pod, run } from '../../support/check.ts';

test('the exit code of a container that is down is found', () => {
  expect(run(containerFailed, { objects: [pod({ ready: false, status: crashed(127) })] })).toMatchObject([
    { subject: { container: 'web' }, captures: { code: '127', reason: 'Error' }, current: true },
  ]);
});

test('a container that is well again is past, and after an hour history', () => {
  const well = (finished: number) =>
    pod({
      status: {
        restartCount: 1,
        lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: ago(finished) } },
      },
    });

  expect(run(containerFailed, { objects: [well(600)] })).toMatchObject([{ current: false }]);
  expect(run(containerFailed, { objects: [well(7200)] })).toEqual([]);
});

test('OOMKilled and the 255 of a restarted node have rules of their own', () => {
  expect(run(containerFailed, { objects: [pod({ ready: false, status: crashed(137, 'OOMKilled') })] })).toEqual([]);
  expect(run(containerFailed, { objects: [pod({ ready: false, status: crashed(255, 'Unknown') })] })).toEqual([]);
});

test('a failed try of a Job that has succeeded since is nothing', () => {
  const status = { ready: false, state: { terminated: { exitCode: 1, reason: 'Error', finishedAt: ago(60) } } };
  const failed = pod({
    name: 'sync-abcde',
    phase: 'Failed',
    ready: false,
    status,
    owner: { kind: 'Job', name: 'sync' },
  });
  const job = (type: string) =>
    object('Job', 'sync', { status: { conditions: [{ type, status: 'True' }] } }, 'batch/v1');

  expect(run(containerFailed, { objects: [failed, job('Complete')] })).toEqual([]);
  expect(run(containerFailed, { objects: [failed, job('Failed')] })).toHaveLength(1);
});

test('of a table only the word is known', () => {
  const row = (tableStatus: string) => ({
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'shop' },
    status: { tableStatus, tableReady: '0/1' },
  });
  expect(run(containerFailed, { objects: [row('Error')] })).toMatchObject([{ captures: { code: 'unknown' } }]);
  expect(run(containerFailed, { objects: [row('Init:Signal:9')] })).toMatchObject([{ captures: { code: '137' } }]);
  expect(run(containerFailed, { objects: [row('Completed')] })).toEqual([]);
});
