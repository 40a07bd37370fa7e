import { expect, test } from 'vitest';
import { storageClassMissing } from '../../../src/analyze/checks/storage-class-missing.ts';
import { object, proofs, run } from '../../support/check.ts';

const claim = (storageClassName: string | undefined, phase: string) =>
  object('PersistentVolumeClaim', 'data', {
    spec: storageClassName === undefined ? {} : { storageClassName },
    status: { phase },
  });
const fast = { kind: 'StorageClass', apiVersion: 'storage.k8s.io/v1', metadata: { name: 'fast' } };

test('a pending claim whose class does not exist is found, with the field and the list as proof', () => {
  const [finding] = run(storageClassMissing, { objects: [fast, claim('fsat', 'Pending')], complete: ['StorageClass'] });

  expect(finding?.captures).toEqual({ class: 'fsat' });
  expect(proofs(finding)).toEqual(['spec.storageClassName: fsat', 'no StorageClass "fsat"']);
});

test('a bound claim keeps its volume when its class is deleted, and an empty class asks for none', () => {
  const complete = ['StorageClass'];
  expect(run(storageClassMissing, { objects: [claim('gone', 'Bound')], complete })).toEqual([]);
  expect(run(storageClassMissing, { objects: [claim('', 'Pending')], complete })).toEqual([]);
});

test('a class name may stand for volumes made by hand', () => {
  const volume = {
    kind: 'PersistentVolume',
    apiVersion: 'v1',
    metadata: { name: 'nas-1' },
    spec: { storageClassName: 'manual' },
  };
  expect(
    run(storageClassMissing, { objects: [volume, claim('manual', 'Pending')], complete: ['StorageClass'] }),
  ).toEqual([]);
});

test('without the list of classes the word of the controller counts', () => {
  const event = {
    reason: 'ProvisioningFailed',
    message: 'storageclass.storage.k8s.io "fsat" not found',
    involved: { kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
  };
  expect(run(storageClassMissing, { objects: [claim('fsat', 'Pending')] })).toEqual([]);
  expect(run(storageClassMissing, { objects: [claim('fsat', 'Pending')], events: [event] })).toMatchObject([
    { captures: { class: 'fsat' }, current: true },
  ]);
  expect(run(storageClassMissing, { objects: [claim('fsat', 'Bound')], events: [event] })).toMatchObject([
    { current: false },
  ]);
});

test('a StatefulSet whose template names no class that exists is found before it has made a claim', () => {
  const set = (readyReplicas: number) =>
    object(
      'StatefulSet',
      'db',
      {
        spec: {
          replicas: 1,
          volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'fsat' } }],
        },
        status: { readyReplicas },
      },
      'apps/v1',
    );
  const claimOfSet = object('PersistentVolumeClaim', 'data-db-0', { status: { phase: 'Bound' } });
  const complete = ['StorageClass'];

  expect(run(storageClassMissing, { objects: [set(0)], complete })).toMatchObject([
    { subject: { kind: 'StatefulSet', name: 'db' }, captures: { class: 'fsat' } },
  ]);
  expect(run(storageClassMissing, { objects: [set(1)], complete })).toEqual([]);
  expect(run(storageClassMissing, { objects: [set(0), claimOfSet], complete })).toEqual([]);
});
