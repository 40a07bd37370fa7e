import { expect, test } from 'vitest';
import { KubeObject } from '../../../src/analyze/formats/kube-object.ts';
import { buildSnapshot } from '../../../src/analyze/snapshot/build-snapshot.ts';
import { captured, factsOf } from '../../support/snapshot-of.ts';

const row = (name: string) =>
  new KubeObject({
    kind: 'Pod',
    apiVersion: 'v1',
    name,
    namespace: 'shop',
    fidelity: 'table',
    source: { file: 'pods.txt', line: 2 },
    body: { metadata: { name, namespace: 'shop' }, spec: { nodeName: 'node-a' }, status: { tableStatus: 'Pending' } },
  });
const claim = (name: string) => captured({ kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'shop' } });

function neighboursOf(pod: KubeObject, ...claims: KubeObject[]): string[] {
  const { relations } = buildSnapshot({ ...factsOf({}), objects: [pod, ...claims] });
  return relations.from(pod).map(({ relation, to }) => `${relation} ${to.name}`);
}

test('a row tells no volumes, but the claims of a StatefulSet are called after their pod', () => {
  expect(neighboursOf(row('db-0'), claim('data-db-0'), claim('data-db-1'), claim('other'))).toEqual(
    expect.arrayContaining(['scheduled-on node-a', 'mounts data-db-0']),
  );
  expect(neighboursOf(row('db-0'), claim('data-db-1'), claim('other')).join()).not.toContain('mounts');
});

test('a pod of a Deployment has no number, and a name that merely ends alike is no claim of it', () => {
  expect(neighboursOf(row('web-6b7f-abcde'), claim('data-web-6b7f-abcde')).join()).not.toContain('mounts');
});
