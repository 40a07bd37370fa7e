import { expect, test } from 'vitest';
import { cronJobFailing } from '../../../src/analyze/checks/cron-job-failing.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, run } from '../../support/check.ts';

const cronJob = (spec: JsonObject = {}, status: JsonObject = {}) =>
  object('CronJob', 'backup', { spec: { schedule: '@hourly', ...spec }, status }, 'batch/v1');

const backup = (name: string, type: 'Failed' | 'Complete', started: number) =>
  object(
    'Job',
    name,
    {
      metadata: { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'backup' }] },
      status: { startTime: ago(started), conditions: [{ type, status: 'True', reason: 'BackoffLimitExceeded' }] },
    },
    'batch/v1',
  );

test('a CronJob whose last runs all failed is found, with the Jobs that did', () => {
  const objects = [
    cronJob(),
    backup('b1', 'Complete', 10_800),
    backup('b2', 'Failed', 7200),
    backup('b3', 'Failed', 3600),
  ];
  const [finding] = run(cronJobFailing, { objects });
  expect(finding?.captures.failed).toBe('2');
  expect(finding?.affected?.map(({ name }) => name)).toEqual(['b3', 'b2']);
});

test('one failed run, or a success since, is no row of failures', () => {
  expect(run(cronJobFailing, { objects: [cronJob(), backup('b3', 'Failed', 3600)] })).toEqual([]);
  const later = [backup('b1', 'Failed', 10_800), backup('b2', 'Failed', 7200), backup('b3', 'Complete', 3600)];
  expect(run(cronJobFailing, { objects: [cronJob(), ...later] })).toEqual([]);
});

test('the status remembers a success whose Job is gone', () => {
  const failed = [backup('b1', 'Failed', 10_800), backup('b2', 'Failed', 7200)];
  expect(run(cronJobFailing, { objects: [cronJob({}, { lastSuccessfulTime: ago(600) }), ...failed] })).toEqual([]);
});
