import { expect, test } from 'vitest';
import { containerConfigError } from '../../../src/analyze/checks/container-config-error.ts';
import { containerStartError } from '../../../src/analyze/checks/container-start-error.ts';
import { crashLoopBackOff } from '../../../src/analyze/checks/crash-loop-back-off.ts';
import { imagePullBackOff } from '../../../src/analyze/checks/image-pull-back-off.ts';
import { crashed, pod, proofs, run, waiting } from '../../support/check.ts';

test('a container in back-off is found with the words of the kubelet', () => {
  const [finding] = run(crashLoopBackOff, { objects: [pod({ ready: false, status: crashed(1) })] });

  expect(finding).toMatchObject({ subject: { kind: 'Pod', name: 'web-0', container: 'web' }, count: 7 });
  expect(proofs(finding)[0]).toBe('status.containerStatuses[0].state.waiting.reason: CrashLoopBackOff');
});

test('an init container in back-off counts too', () => {
  const objects = [pod({ phase: 'Pending', ready: false, status: waiting('PodInitializing') })];
  (objects[0] as { status: object }).status = {
    phase: 'Pending',
    initContainerStatuses: [{ name: 'migrate', restartCount: 4, ...waiting('CrashLoopBackOff') }],
  };
  (objects[0] as { spec: object }).spec = { initContainers: [{ name: 'migrate' }], containers: [{ name: 'web' }] };
  expect(run(crashLoopBackOff, { objects })).toMatchObject([{ subject: { container: 'migrate' } }]);
});

test('a row of a table is enough, with its single word as proof', () => {
  const row = {
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'shop' },
    status: { tableStatus: 'Init:CrashLoopBackOff', tableReady: '0/1' },
  };
  expect(run(crashLoopBackOff, { objects: [row] })).toMatchObject([
    { confidence: 'likely', evidence: [{ text: 'status.tableStatus: Init:CrashLoopBackOff' }] },
  ]);
});

test('an event counts only where the pod itself was not captured', () => {
  const event = {
    reason: 'BackOff',
    message: 'Back-off restarting failed container web in pod web-0_shop(1f0c)',
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };
  expect(run(crashLoopBackOff, { events: [event] })).toMatchObject([{ subject: { container: 'web' }, current: true }]);
  expect(run(crashLoopBackOff, { events: [event], complete: ['Pod'] })).toMatchObject([{ current: false }]);
  expect(run(crashLoopBackOff, { events: [event], objects: [pod()] })).toEqual([]);
});

test('the back-off of a pull is another trouble than that of a crash', () => {
  const event = {
    reason: 'BackOff',
    message: 'Back-off pulling image "shop/web:1"',
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };
  expect(run(crashLoopBackOff, { events: [event] })).toEqual([]);
  expect(run(imagePullBackOff, { events: [event] })).toMatchObject([{ captures: { image: 'shop/web:1' } }]);
});

test('each reason has its own check, and an ordinary start has none', () => {
  const of = (reason: string) => ({ objects: [pod({ phase: 'Pending', ready: false, status: waiting(reason) })] });

  expect(run(imagePullBackOff, of('ErrImagePull'))).toMatchObject([{ captures: { image: 'shop/web:1' } }]);
  expect(run(containerConfigError, of('CreateContainerConfigError'))).toHaveLength(1);
  expect(run(containerStartError, of('RunContainerError'))).toMatchObject([
    { captures: { reason: 'RunContainerError' } },
  ]);
  for (const check of [crashLoopBackOff, imagePullBackOff, containerConfigError, containerStartError]) {
    expect(run(check, of('ContainerCreating'))).toEqual([]);
  }
});
