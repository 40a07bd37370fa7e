import { expect, test } from 'vitest';
import { nodeClockSkew } from '../../../src/analyze/checks/node-clock-skew.ts';
import { nodeVersionSkew } from '../../../src/analyze/checks/node-version-skew.ts';
import { createEvidenceMaker } from '../../../src/analyze/evidence.ts';
import { ago, proofs, run } from '../../support/check.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const node = (name: string, { ready = 'True', kubelet = 'v1.31.2' } = {}) => ({
  kind: 'Node',
  apiVersion: 'v1',
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status: ready }], nodeInfo: { kubeletVersion: kubelet } },
});
const lease = (name: string, secondsAgo: number) => ({
  kind: 'Lease',
  apiVersion: 'coordination.k8s.io/v1',
  metadata: { name, namespace: 'kube-node-lease' },
  spec: { renewTime: ago(secondsAgo) },
});

test('a ready node whose lease is minutes older than the others has a clock that is behind', () => {
  const objects = [node('node-a'), node('node-b'), lease('node-a', 3), lease('node-b', 303)];
  const [finding, ...others] = run(nodeClockSkew, { objects });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ subject: { name: 'node-b' }, captures: { behind: '300', other: 'node-a' } });
  expect(proofs(finding)).toEqual([`spec.renewTime: ${ago(303)}`, `spec.renewTime: ${ago(3)}`]);
});

test('a node that is not ready has an old lease because it is gone, and seconds apart are normal', () => {
  const gone = [node('node-a'), node('node-b', { ready: 'Unknown' }), lease('node-a', 3), lease('node-b', 303)];
  expect(run(nodeClockSkew, { objects: gone })).toEqual([]);
  const well = [node('node-a'), node('node-b'), lease('node-a', 3), lease('node-b', 13)];
  expect(run(nodeClockSkew, { objects: well })).toEqual([]);
});

function skewed(kubelet: string, kubernetesVersion?: string) {
  const told = snapshotOf({ objects: [node('node-a', { kubelet })] });
  const snapshot = kubernetesVersion === undefined ? told : { ...told, kubernetesVersion };
  return nodeVersionSkew.run({ objects: told.objects, snapshot, evidence: createEvidenceMaker(told) });
}

test('a kubelet that is newer than the API server, or more than three versions older, is found', () => {
  expect(skewed('v1.32.0', 'v1.31.4')).toMatchObject([{ captures: { version: 'v1.32.0', server: 'v1.31.4' } }]);
  expect(skewed('v1.27.9+k3s1', 'v1.31.4')).toHaveLength(1);
});

test('three versions older is allowed, and without the version of the server there is no verdict', () => {
  expect(skewed('v1.28.1', 'v1.31.4')).toEqual([]);
  expect(skewed('v1.31.4', 'v1.31.0')).toEqual([]);
  expect(skewed('v1.20.0')).toEqual([]);
});
