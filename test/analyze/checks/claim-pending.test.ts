import { expect, test } from 'vitest';
import { claimPending } from '../../../src/analyze/checks/claim-pending.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, run } from '../../support/check.ts';

const claim = (phase: string, metadata: JsonObject = {}) =>
  object('PersistentVolumeClaim', 'data', { metadata, spec: { storageClassName: 'local' }, status: { phase } });
const local = (volumeBindingMode: string) => ({
  kind: 'StorageClass',
  apiVersion: 'storage.k8s.io/v1',
  metadata: { name: 'local' },
  volumeBindingMode,
});

test('a claim that has been pending for an hour is found', () => {
  expect(run(claimPending, { objects: [local('Immediate'), claim('Pending')] })).toMatchObject([
    { captures: { class: 'local' } },
  ]);
});

test('a class that waits for the first pod waits rightly, until the scheduler has chosen a node', () => {
  const chosen = { annotations: { 'volume.kubernetes.io/selected-node': 'node-a' } };
  expect(run(claimPending, { objects: [local('WaitForFirstConsumer'), claim('Pending')] })).toEqual([]);
  expect(run(claimPending, { objects: [local('WaitForFirstConsumer'), claim('Pending', chosen)] })).toHaveLength(1);
});

test('a claim that has lost its volume has lost its data', () => {
  expect(run(claimPending, { objects: [claim('Lost')] })).toMatchObject([{ severity: 'critical' }]);
});

test('a bound claim and one of a moment ago are well', () => {
  expect(run(claimPending, { objects: [claim('Bound')] })).toEqual([]);
  expect(run(claimPending, { objects: [claim('Pending', { creationTimestamp: ago(30) })] })).toEqual([]);
});
