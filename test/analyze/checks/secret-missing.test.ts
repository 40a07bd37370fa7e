import { expect, test } from 'vitest';
import { configMapMissing } from '../../../src/analyze/checks/configmap-missing.ts';
import { secretMissing } from '../../../src/analyze/checks/secret-missing.ts';
import { ago, object, pod, proofs, run, waiting } from '../../support/check.ts';

const needsSecret = { envFrom: [{ secretRef: { name: 'web-env' } }] };
const blocked = waiting('CreateContainerConfigError', 'secret "web-env" not found');

test('a Secret that a waiting container refers to and no list holds is missing, with the reference and the list as proof', () => {
  const [finding, ...others] = run(secretMissing, {
    objects: [pod({ phase: 'Pending', ready: false, container: needsSecret, status: waiting('ContainerCreating') })],
    complete: ['Secret'],
  });

  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    subject: { kind: 'Secret', namespace: 'shop', name: 'web-env' },
    captures: { secret: 'web-env' },
    affected: [{ kind: 'Pod', namespace: 'shop', name: 'web-0' }],
    current: true,
  });
  expect(proofs(finding)).toEqual([
    'spec.containers[0].envFrom[0].secretRef: {"name":"web-env"}',
    'no Secret "web-env" in namespace shop',
  ]);
});

test('without the list of Secrets only the word of the kubelet counts', () => {
  const objects = [pod({ phase: 'Pending', ready: false, container: needsSecret, status: blocked })];
  expect(run(secretMissing, { objects }).map(proofs)).toEqual([
    ['status.containerStatuses[0].state.waiting.message: secret "web-env" not found'],
  ]);

  const silent = [
    pod({ phase: 'Pending', ready: false, container: needsSecret, status: waiting('ContainerCreating') }),
  ];
  expect(run(secretMissing, { objects: silent })).toEqual([]);
});

test('two pods that wait for one Secret are one finding', () => {
  const waits = (name: string) =>
    pod({ name, phase: 'Pending', ready: false, container: needsSecret, status: blocked });
  const [finding, ...others] = run(secretMissing, { objects: [waits('web-0'), waits('web-1')], complete: ['Secret'] });

  expect(others).toEqual([]);
  expect(finding?.affected?.map(({ name }) => name)).toEqual(['web-0', 'web-1']);
});

test('an event alone is enough where nothing else was captured', () => {
  const event = {
    reason: 'FailedMount',
    message: 'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found',
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };
  expect(run(secretMissing, { events: [event] })).toMatchObject([{ subject: { name: 'web-tls' }, current: true }]);
  expect(run(secretMissing, { events: [event], complete: ['Pod'] })).toMatchObject([{ current: false }]);
});

test('a Secret that is there now was missing', () => {
  const event = {
    reason: 'Failed',
    message: 'Error: secret "web-env" not found',
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };
  const secret = object('Secret', 'web-env', { keys: { A: 1 } });
  expect(run(secretMissing, { objects: [pod(), secret], events: [event] })).toMatchObject([{ current: false }]);
});

test('an optional reference, a running container and a pod that was just made need nothing', () => {
  const optional = { envFrom: [{ secretRef: { name: 'web-env', optional: true } }] };
  const story = (objects: ReturnType<typeof pod>[]) => ({ objects, complete: ['Secret'] });
  const creating = { phase: 'Pending', ready: false, status: waiting('ContainerCreating') };

  expect(run(secretMissing, story([pod({ ...creating, container: optional })]))).toEqual([]);
  expect(run(secretMissing, story([pod({ container: needsSecret })]))).toEqual([]);
  expect(run(secretMissing, story([pod({ ...creating, age: 20, container: needsSecret })]))).toEqual([]);
});

test('a container that crashes has had its configuration', () => {
  const crashing = {
    ready: false,
    restartCount: 3,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1, finishedAt: ago(30) } },
  };
  const story = { objects: [pod({ ready: false, container: needsSecret, status: crashing })], complete: ['Secret'] };
  expect(run(secretMissing, story)).toEqual([]);
});

test('a ConfigMap is told apart from a Secret of the same name', () => {
  const status = waiting('CreateContainerConfigError', 'configmap "web-env" not found');
  const objects = [pod({ phase: 'Pending', ready: false, status })];

  expect(run(secretMissing, { objects })).toEqual([]);
  expect(run(configMapMissing, { objects })).toMatchObject([
    { subject: { kind: 'ConfigMap', name: 'web-env' }, captures: { configmap: 'web-env' } },
  ]);
});
