import { expect, test } from 'vitest';
import { sandboxRecreated } from '../../../src/analyze/checks/sandbox-recreated.ts';
import { crashed, pod, proofs, run } from '../../support/check.ts';

const changed = (count: number) => ({
  type: 'Normal',
  reason: 'SandboxChanged',
  message: 'Pod sandbox changed, it will be killed and re-created.',
  involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  count,
});

test('a sandbox that is made anew again and again is found, though its event is Normal', () => {
  const objects = [pod({ ready: false, status: crashed(137) })];
  const [finding] = run(sandboxRecreated, { objects, events: [changed(12)] });
  expect(finding).toMatchObject({ captures: { times: '12', node: 'node-a' }, current: true });
  expect(proofs(finding)).toEqual(['Normal SandboxChanged: Pod sandbox changed, it will be killed and re-created.']);
});

test('a pod that is ready now has come through', () => {
  expect(run(sandboxRecreated, { objects: [pod()], events: [changed(12)] })).toMatchObject([{ current: false }]);
});

test('once after the restart of a node is normal', () => {
  const objects = [pod({ ready: false, status: crashed(137) })];
  expect(run(sandboxRecreated, { objects, events: [changed(1)] })).toEqual([]);
});
