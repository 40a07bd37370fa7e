import { expect, test } from 'vitest';
import { nodeRestarted } from '../../../src/analyze/checks/node-restarted.ts';
import { ago, pod, run } from '../../support/check.ts';

const lost = (name: string, node = 'node-a') =>
  pod({
    name,
    node,
    status: { restartCount: 2, lastState: { terminated: { exitCode: 255, reason: 'Unknown', finishedAt: ago(4000) } } },
  });

test('three pods of a node that lost their containers are a restart of the node, which is over', () => {
  expect(run(nodeRestarted, { objects: [lost('a'), lost('b'), lost('c')] })).toMatchObject([
    { subject: { kind: 'Node', name: 'node-a' }, captures: { count: '3' }, current: false, lastSeen: ago(4000) },
  ]);
});

test('the same on three nodes is no restart of one', () => {
  expect(run(nodeRestarted, { objects: [lost('a', 'x'), lost('b', 'y'), lost('c', 'z')] })).toEqual([]);
});
