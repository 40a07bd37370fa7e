import { expect, test } from 'vitest';
import { argocdApplicationDegraded } from '../../../src/analyze/checks/argocd-application-degraded.ts';
import { argocdApplicationUnknown } from '../../../src/analyze/checks/argocd-application-unknown.ts';
import { argocdSyncFailed } from '../../../src/analyze/checks/argocd-sync-failed.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, proofs, run } from '../../support/check.ts';

const application = (health: string, sync: string, status: JsonObject = {}, since = 3600) =>
  object(
    'Application',
    'web',
    { status: { health: { status: health, lastTransitionTime: ago(since) }, sync: { status: sync }, ...status } },
    'argoproj.io/v1alpha1',
  );

test('Degraded and Missing are found; Progressing only when it has lasted', () => {
  const found = (one: JsonObject) => run(argocdApplicationDegraded, { objects: [one] }).length;
  expect(found(application('Degraded', 'Synced'))).toBe(1);
  expect(found(application('Missing', 'OutOfSync'))).toBe(1);
  expect(found(application('Progressing', 'Synced'))).toBe(1);
  expect(found(application('Progressing', 'Synced', {}, 120))).toBe(0);
  expect(found(application('Healthy', 'OutOfSync'))).toBe(0);
});

test('Healthy says nothing while the comparison fails', () => {
  expect(run(argocdApplicationUnknown, { objects: [application('Healthy', 'Unknown')] })).toMatchObject([
    { captures: { health: 'Healthy', sync: 'Unknown' } },
  ]);
  expect(run(argocdApplicationUnknown, { objects: [application('Healthy', 'Synced')] })).toEqual([]);
});

test('the condition that stops the comparison is told, without what is wrapped around it', () => {
  const message = 'Failed to load target state: rpc error: code = Unknown desc = the vault has no such path';
  const conditions = [{ type: 'ComparisonError', message }];
  const [finding] = run(argocdApplicationUnknown, { objects: [application('Healthy', 'Unknown', { conditions })] });
  expect(finding?.captures).toMatchObject({ message: 'the vault has no such path' });
  expect(proofs(finding)[0]).toContain('the vault has no such path');
});

test('a sync that failed is over once the application is Synced', () => {
  const failed = { operationState: { phase: 'Failed', message: 'one or more objects failed to apply' } };
  expect(run(argocdSyncFailed, { objects: [application('Healthy', 'OutOfSync', failed)] })).toMatchObject([
    { captures: { phase: 'Failed', message: 'one or more objects failed to apply' }, current: true },
  ]);
  expect(run(argocdSyncFailed, { objects: [application('Healthy', 'Synced', failed)] })).toMatchObject([
    { current: false },
  ]);
  const running = { operationState: { phase: 'Running', message: 'waiting for hook' } };
  expect(run(argocdSyncFailed, { objects: [application('Progressing', 'OutOfSync', running)] })).toEqual([]);
});
