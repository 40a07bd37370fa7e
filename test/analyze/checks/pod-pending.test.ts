import { expect, test } from 'vitest';
import { podPending } from '../../../src/analyze/checks/pod-pending.ts';
import { pod, run, waiting } from '../../support/check.ts';

const creating = { phase: 'Pending', ready: false, status: waiting('ContainerCreating') };

test('a pod that has been creating its containers for an hour hangs', () => {
  expect(run(podPending, { objects: [pod(creating)] })).toMatchObject([{ captures: { status: 'ContainerCreating' } }]);
});

test('for a minute that is normal, and of a row without an age nobody knows', () => {
  const row = { kind: 'Pod', metadata: { name: 'web-0' }, status: { phase: 'Pending', tableStatus: 'Pending' } };
  expect(run(podPending, { objects: [pod({ ...creating, age: 60 })] })).toEqual([]);
  expect(run(podPending, { objects: [{ ...row, status: { ...row.status, tableAge: 5 } }] })).toEqual([]);
});

test('a wait with a reason of its own is left to that reason', () => {
  expect(run(podPending, { objects: [pod({ ...creating, status: waiting('ImagePullBackOff') })] })).toEqual([]);
});
