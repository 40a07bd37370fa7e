import { expect, test } from 'vitest';
import { namedObjects } from '../../../src/analyze/diagnose/named-objects.ts';
import type { Finding } from '../../../src/report-format/report.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const node = (name: string, ...keys: string[]) => ({
  kind: 'Node',
  apiVersion: 'v1',
  metadata: { name },
  spec: { taints: keys.map((key) => ({ key, effect: 'NoSchedule' })) },
});
const snapshot = snapshotOf({
  objects: [
    node('leader', 'node-role.kubernetes.io/control-plane'),
    node('full', 'node.kubernetes.io/disk-pressure'),
    node('well'),
  ],
});

function nodesNamedBy(taint: string): string[] {
  const finding = { captures: { taint }, subject: { kind: 'Pod', namespace: 'shop', name: 'web-0' } };
  return namedObjects(finding as unknown as Finding, snapshot).map(({ object }) => object.name);
}

test('the taints that a scheduler repeats name the nodes that carry them', () => {
  const said =
    'node-role.kubernetes.io/control-plane: }, 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: ';
  expect(nodesNamedBy(said)).toEqual(['full', 'leader']);
});

test('where it names no key, the nodes that the cluster itself has tainted may be meant', () => {
  expect(nodesNamedBy('taint(s)')).toEqual(['full']);
});
