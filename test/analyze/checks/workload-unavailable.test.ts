import { expect, test } from 'vitest';
import { daemonSetUnavailable } from '../../../src/analyze/checks/daemonset-unavailable.ts';
import { deploymentUnavailable } from '../../../src/analyze/checks/deployment-unavailable.ts';
import { statefulSetUnavailable } from '../../../src/analyze/checks/statefulset-unavailable.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, pod, proofs, run } from '../../support/check.ts';

const deployment = (replicas: number, status: JsonObject, metadata: JsonObject = {}) =>
  object('Deployment', 'web', { metadata, spec: { replicas }, status }, 'apps/v1');
const unavailable = { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' };
const available = { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' };
const stuck = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' };

test('a Deployment without a ready pod is down', () => {
  const [finding] = run(deploymentUnavailable, {
    objects: [deployment(2, { unavailableReplicas: 2, conditions: [unavailable, stuck] })],
  });
  expect(finding).toMatchObject({ captures: { ready: '0', wanted: '2' }, severity: 'critical' });
  expect(proofs(finding).slice(0, 2)).toEqual([
    'Available=False (MinimumReplicasUnavailable)',
    'Progressing=False (ProgressDeadlineExceeded): timed out',
  ]);
});

test('with most of its pods it serves: a warning', () => {
  const objects = [deployment(3, { readyReplicas: 2, availableReplicas: 2, conditions: [available] })];
  expect(run(deploymentUnavailable, { objects })).toMatchObject([{ severity: 'warning' }]);
});

test('a rollout on its way, a new Deployment, and one that is scaled to 0 are well', () => {
  const rolling = deployment(2, { readyReplicas: 1, availableReplicas: 1, conditions: [available] });
  const replicaSet = object(
    'ReplicaSet',
    'web-7f',
    { metadata: { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }] } },
    'apps/v1',
  );
  const fresh = pod({ name: 'web-7f-x', ready: false, age: 20, owner: { kind: 'ReplicaSet', name: 'web-7f' } });

  expect(run(deploymentUnavailable, { objects: [rolling, replicaSet, fresh] })).toEqual([]);
  expect(run(deploymentUnavailable, { objects: [deployment(1, {}, { creationTimestamp: ago(20) })] })).toEqual([]);
  expect(run(deploymentUnavailable, { objects: [deployment(0, { observedGeneration: 1 })] })).toEqual([]);
});

test('pods of an old version that stay after the rollout are a warning', () => {
  const done = (seconds: number) => ({
    replicas: 2,
    readyReplicas: 1,
    availableReplicas: 1,
    conditions: [available, { type: 'Progressing', status: 'True', lastUpdateTime: ago(seconds) }],
  });
  expect(run(deploymentUnavailable, { objects: [deployment(1, done(3600))] })).toMatchObject([
    { captures: { ready: '1', wanted: '2' }, severity: 'warning' },
  ]);
  expect(run(deploymentUnavailable, { objects: [deployment(1, done(60))] })).toEqual([]);
});

test('StatefulSets and DaemonSets count in their own fields', () => {
  const set = object('StatefulSet', 'db', { spec: { replicas: 3 }, status: { readyReplicas: 1 } }, 'apps/v1');
  const agents = (numberReady: number) =>
    object('DaemonSet', 'agent', { status: { desiredNumberScheduled: 3, numberReady } }, 'apps/v1');

  expect(run(statefulSetUnavailable, { objects: [set] })).toMatchObject([{ captures: { ready: '1', wanted: '3' } }]);
  expect(run(daemonSetUnavailable, { objects: [agents(2)] })).toMatchObject([
    { captures: { ready: '2', wanted: '3' } },
  ]);
  expect(run(daemonSetUnavailable, { objects: [agents(3)] })).toEqual([]);
});

test('of a described StatefulSet the pods tell which are ready, for its description does not', () => {
  const set = (running: number) =>
    object(
      'StatefulSet',
      'db',
      { spec: { replicas: 1 }, status: { replicas: 1, describedPods: { running } } },
      'apps/v1',
    );
  const member = (ready: boolean) => pod({ name: 'db-0', ready, owner: { kind: 'StatefulSet', name: 'db' } });

  expect(run(statefulSetUnavailable, { objects: [set(1), member(true)] })).toEqual([]);
  expect(run(statefulSetUnavailable, { objects: [set(1)] })).toEqual([]);
  expect(run(statefulSetUnavailable, { objects: [set(1), member(false)] })).toMatchObject([
    { captures: { ready: '0' } },
  ]);
  expect(run(statefulSetUnavailable, { objects: [set(0)] })).toMatchObject([{ captures: { ready: '0' } }]);
});
