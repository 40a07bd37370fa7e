import { expect, test } from 'vitest';
import { configMapKeyMissing } from '../../../src/analyze/checks/configmap-key-missing.ts';
import { secretKeyMissing } from '../../../src/analyze/checks/secret-key-missing.ts';
import { object, pod, proofs, run, waiting } from '../../support/check.ts';

const needsKey = { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] };
const creating = { phase: 'Pending', ready: false, status: waiting('CreateContainerConfigError') };

test('a key that a waiting container refers to and its Secret lacks is missing; the keys that are there are shown', () => {
  const [finding] = run(secretKeyMissing, {
    objects: [pod({ ...creating, container: needsKey }), object('Secret', 'db', { keys: { pasword: 12, user: 4 } })],
  });

  expect(finding).toMatchObject({
    subject: { kind: 'Secret', name: 'db' },
    captures: { secret: 'db', key: 'password' },
  });
  expect(proofs(finding)).toEqual([
    'spec.containers[0].env[0].valueFrom.secretKeyRef: {"name":"db","key":"password"}',
    'no key "password" in Secret "db"; its keys: pasword, user',
  ]);
});

test('a Secret whose data were left out of the capture proves nothing', () => {
  const objects = [pod({ ...creating, container: needsKey }), object('Secret', 'db', { type: 'Opaque' })];
  expect(run(secretKeyMissing, { objects })).toEqual([]);
});

test('the kubelet names Secret, namespace and key by itself', () => {
  const event = {
    reason: 'Failed',
    message: "Error: couldn't find key password in Secret shop/db",
    involved: { kind: 'Pod', name: 'web-0' },
  };
  expect(run(secretKeyMissing, { events: [event] })).toMatchObject([
    { subject: { kind: 'Secret', namespace: 'shop', name: 'db' }, captures: { secret: 'db', key: 'password' } },
  ]);
});

test('a volume names only the key; its Secret stands in the spec of the pod', () => {
  const spec = {
    volumes: [{ name: 'tls', secret: { secretName: 'web-tls', items: [{ key: 'ca.pem', path: 'ca' }] } }],
  };
  const event = {
    reason: 'FailedMount',
    message: 'MountVolume.SetUp failed for volume "tls" : references non-existent secret key: ca.pem',
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };
  const objects = [pod({ phase: 'Pending', ready: false, status: waiting('ContainerCreating'), spec })];
  expect(run(secretKeyMissing, { objects, events: [event] })).toMatchObject([
    { subject: { kind: 'Secret', name: 'web-tls' }, captures: { key: 'ca.pem' } },
  ]);
});

test('a key that has been added since was missing', () => {
  const event = {
    reason: 'Failed',
    message: "Error: couldn't find key password in Secret shop/db",
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };
  const objects = [pod(), object('Secret', 'db', { keys: { password: 12 } })];
  expect(run(secretKeyMissing, { objects, events: [event] })).toMatchObject([{ current: false }]);
});

test('the key of a ConfigMap is the same story', () => {
  const container = { env: [{ name: 'MODE', valueFrom: { configMapKeyRef: { name: 'web', key: 'mode' } } }] };
  const objects = [pod({ ...creating, container }), object('ConfigMap', 'web', { data: { color: 'red' } })];
  expect(run(configMapKeyMissing, { objects })).toMatchObject([
    { subject: { kind: 'ConfigMap', name: 'web' }, captures: { configmap: 'web', key: 'mode' } },
  ]);
  expect(run(secretKeyMissing, { objects })).toEqual([]);
});
