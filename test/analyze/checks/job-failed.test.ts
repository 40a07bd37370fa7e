import { expect, test } from 'vitest';
import { jobFailed } from '../../../src/analyze/checks/job-failed.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, proofs, run } from '../../support/check.ts';

const job = (name: string, type: 'Failed' | 'Complete', started: number, metadata: JsonObject = {}) =>
  object(
    'Job',
    name,
    {
      metadata,
      status: {
        startTime: ago(started),
        conditions: [{ type, status: 'True', reason: 'BackoffLimitExceeded', message: 'has reached the limit' }],
      },
    },
    'batch/v1',
  );
const ofCronJob = { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly' }] };

test('a Job that has given up is found by its condition', () => {
  const [finding] = run(jobFailed, { objects: [job('migrate', 'Failed', 600)] });
  expect(finding?.captures).toEqual({ reason: 'BackoffLimitExceeded', message: 'has reached the limit' });
  expect(proofs(finding)).toEqual(['Failed=True (BackoffLimitExceeded): has reached the limit']);
});

test('a run that failed before one that succeeded is outlived', () => {
  const failed = job('nightly-1', 'Failed', 90_000, ofCronJob);
  expect(run(jobFailed, { objects: [failed, job('nightly-2', 'Complete', 3600, ofCronJob)] })).toEqual([]);
  expect(run(jobFailed, { objects: [failed, job('other', 'Complete', 3600)] })).toHaveLength(1);
});

test('an event tells of a Job whose conditions were not captured', () => {
  const event = {
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
    involved: { kind: 'Job', namespace: 'shop', name: 'migrate' },
  };
  expect(run(jobFailed, { events: [event] })).toMatchObject([{ subject: { name: 'migrate' }, current: true }]);
  expect(run(jobFailed, { events: [event], complete: ['Job'] })).toMatchObject([{ current: false }]);
});

test('a Job that is done is well', () => {
  expect(run(jobFailed, { objects: [job('migrate', 'Complete', 600)] })).toEqual([]);
});
