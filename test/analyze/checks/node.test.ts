import { expect, test } from 'vitest';
import { nodeNotReady } from '../../../src/analyze/checks/node-not-ready.ts';
import { nodePressure } from '../../../src/analyze/checks/node-pressure.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, proofs, run } from '../../support/check.ts';

const node = (conditions: JsonObject[], age = 86_400) => ({
  kind: 'Node',
  apiVersion: 'v1',
  metadata: { name: 'node-a', creationTimestamp: ago(age) },
  status: { conditions },
});
const notReady = { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'cni plugin not initialized' };

test('a node that is not ready is found with the words of its kubelet', () => {
  const [finding] = run(nodeNotReady, { objects: [node([notReady])] });
  expect(finding?.captures).toEqual({ message: 'cni plugin not initialized' });
  expect(proofs(finding)).toEqual(['Ready=False (KubeletNotReady): cni plugin not initialized']);
});

test('a node of which nothing is heard is not ready either', () => {
  const unknown = {
    type: 'Ready',
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting.',
  };
  expect(run(nodeNotReady, { objects: [node([unknown])] })).toHaveLength(1);
});

test('a node that has just joined, and one that is ready, are well', () => {
  expect(run(nodeNotReady, { objects: [node([notReady], 30)] })).toEqual([]);
  expect(run(nodeNotReady, { objects: [node([{ type: 'Ready', status: 'True' }])] })).toEqual([]);
});

test('a pressure counts when it is true; a condition of another name is not judged', () => {
  const disk = (status: string) => ({ type: 'DiskPressure', status, reason: 'KubeletHasDiskPressure' });
  expect(run(nodePressure, { objects: [node([disk('True')])] })).toMatchObject([
    { captures: { condition: 'DiskPressure' } },
  ]);
  expect(run(nodePressure, { objects: [node([disk('False')])] })).toEqual([]);
  expect(run(nodePressure, { objects: [node([{ type: 'StorageReady', status: 'True' }])] })).toEqual([]);
});

test('where no node was captured its events tell of it, until they say that it is over', () => {
  const said = (reason: string, last: string) => ({
    reason,
    last,
    type: 'Normal',
    message: `Node node-a status is now: ${reason}`,
    involved: { kind: 'Node', name: 'node-a' },
  });
  const full = said('NodeHasDiskPressure', ago(300));
  expect(run(nodePressure, { events: [full] })).toMatchObject([
    { subject: { kind: 'Node', name: 'node-a' }, captures: { condition: 'DiskPressure' }, confidence: 'likely' },
  ]);
  expect(run(nodePressure, { events: [full, said('NodeHasNoDiskPressure', ago(60))] })).toEqual([]);
  expect(run(nodeNotReady, { events: [said('NodeNotReady', ago(60))] })).toHaveLength(1);
  expect(
    run(nodeNotReady, {
      events: [said('NodeNotReady', ago(60))],
      objects: [node([{ type: 'Ready', status: 'True' }])],
    }),
  ).toEqual([]);
});
