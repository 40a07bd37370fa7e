import { expect, test } from 'vitest';
import { helmReleaseFailed } from '../../../src/analyze/checks/helm-release-failed.ts';
import { helmReleasePending } from '../../../src/analyze/checks/helm-release-pending.ts';
import { ago, object, proofs, run } from '../../support/check.ts';

const revision = (version: number, status: string, seconds = 3600) =>
  object('Secret', `sh.helm.release.v1.front.v${version}`, {
    metadata: {
      labels: {
        owner: 'helm',
        name: 'front',
        version: String(version),
        status,
        modifiedAt: String(Date.parse(ago(seconds)) / 1000),
      },
    },
    type: 'helm.sh/release.v1',
  });

test('a release whose newest revision failed is found by the labels of its Secret', () => {
  const [finding] = run(helmReleaseFailed, { objects: [revision(9, 'superseded'), revision(10, 'failed')] });
  expect(finding?.captures).toEqual({ release: 'front', revision: '10' });
  expect(proofs(finding)).toEqual(['metadata.labels.status: failed']);
});

test('a failed revision that a later one has replaced is history', () => {
  expect(run(helmReleaseFailed, { objects: [revision(10, 'deployed'), revision(9, 'failed')] })).toEqual([]);
});

test('a failure that is days old is a warning', () => {
  expect(run(helmReleaseFailed, { objects: [revision(2, 'failed', 7 * 86_400)] })).toMatchObject([
    { severity: 'warning' },
  ]);
});

test('a release that has been pending for an hour was left behind', () => {
  expect(run(helmReleasePending, { objects: [revision(3, 'pending-upgrade')] })).toMatchObject([
    { captures: { release: 'front', revision: '3', status: 'pending-upgrade' } },
  ]);
});

test('a release that has been pending for a minute is at work', () => {
  expect(run(helmReleasePending, { objects: [revision(3, 'pending-upgrade', 60)] })).toEqual([]);
});
