import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';
import { compareObjects } from '../../src/compare/objects.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { type Story, snapshotOf } from '../support/snapshot-of.ts';

const complete = ['Deployment', 'ReplicaSet', 'Pod', 'ConfigMap', 'Secret', 'Node', 'Lease'];

const compare = (before: JsonObject[], after: JsonObject[], story: Story = { complete }) => {
  const redactor = createRedactor({ marks: 'ordinal' });
  return compareObjects(snapshotOf({ ...story, objects: before }), snapshotOf({ ...story, objects: after }), (body) =>
    redactor.object(body),
  );
};
const fieldsOf = (before: JsonObject, after: JsonObject) =>
  compare([before], [after]).changed[0]?.fields.map(({ path, before: from, after: to }) => [path, from, to]) ?? [];

function object(kind: string, name: string, body: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return { kind, ...body, metadata: { name, ...(kind === 'Node' ? {} : { namespace: 'shop' }), ...metadata } };
}

function deployment({ image = 'shop/web:1', replicas = 2, ready = 2, version = '100' } = {}): JsonObject {
  return object(
    'Deployment',
    'web',
    {
      apiVersion: 'apps/v1',
      spec: { replicas, template: { spec: { containers: [{ name: 'proxy' }, { name: 'web', image }] } } },
      status: {
        observedGeneration: Number(version),
        readyReplicas: ready,
        conditions: [
          { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', lastUpdateTime: version },
          { type: 'Available', status: ready > 0 ? 'True' : 'False', message: `at ${version}` },
        ],
      },
    },
    { resourceVersion: version, generation: Number(version), managedFields: [{ manager: `kubectl-${version}` }] },
  );
}

describe('what changed in an object', () => {
  test('image, replicas, conditions and status, what people set first', () => {
    expect(fieldsOf(deployment(), deployment({ image: 'shop/web:2', replicas: 3, ready: 0, version: '180' }))).toEqual([
      ['spec.template.spec.containers[web].image', 'shop/web:1', 'shop/web:2'],
      ['spec.replicas', '2', '3'],
      ['status.conditions[Available]', 'True', 'False'],
      ['status.readyReplicas', '2', '0'],
    ]);
  });

  test('resourceVersion, generation, managedFields, times and messages are no change', () => {
    const { changed, same } = compare([deployment()], [deployment({ version: '180' })]);
    expect([changed, same]).toEqual([[], 1]);
  });

  test('a container in front of another is an addition, and changes none', () => {
    const pod = (containers: JsonObject[]) => object('Pod', 'web-0', { spec: { containers } });
    expect(fieldsOf(pod([{ name: 'web', image: 'a' }]), pod([{ name: 'mesh' }, { name: 'web', image: 'a' }]))).toEqual([
      ['spec.containers[mesh]', undefined, '{"name":"mesh"}'],
    ]);
  });

  test('a list of plain values reads as one', () => {
    const role = (verbs: string[]) => object('Role', 'web', { rules: [{ resources: ['pods'], verbs }] });
    expect(fieldsOf(role(['get', 'list', 'watch']), role(['get', 'watch']))).toEqual([
      ['rules[0].verbs', '["get","list","watch"]', '["get","watch"]'],
    ]);
  });

  test('null is not set', () => {
    const config = (data: JsonObject) => object('ConfigMap', 'web', data);
    expect(fieldsOf(config({ data: null, immutable: null }), config({}))).toEqual([]);
  });

  test('of a text with many lines only those that differ are shown', () => {
    const config = (port: number) => object('ConfigMap', 'web', { data: { 'app.conf': `a\nb\nport ${port}\nc\n` } });
    expect(fieldsOf(config(80), config(8080))).toEqual([['data["app.conf"]', 'line 3: port 80', 'line 3: port 8080']]);
  });

  test('a heartbeat of a node is no change, a condition is', () => {
    const node = (ready: string, at: string) =>
      object('Node', 'a', {
        status: { conditions: [{ type: 'Ready', status: ready, reason: 'Kubelet', lastHeartbeatTime: at }] },
      });
    expect(fieldsOf(node('True', '1'), node('True', '2'))).toEqual([]);
    expect(fieldsOf(node('True', '1'), node('False', '2'))).toEqual([
      ['status.conditions[Ready]', 'True (Kubelet)', 'False (Kubelet)'],
    ]);
  });

  test('that a password changed is said, and neither of the two', () => {
    const pod = (value: string) =>
      object('Pod', 'db-0', { spec: { containers: [{ name: 'db', env: [{ name: 'DB_PASSWORD', value }] }] } });
    expect(fieldsOf(pod('hunter2-lake'), pod('correct-horse'))).toEqual([
      ['spec.containers[db].env[DB_PASSWORD].value', '[redacted:1 password]', '[redacted:2 password]'],
    ]);
    expect(fieldsOf(pod('hunter2-lake'), pod('hunter2-lake'))).toEqual([]);
  });

  test('marks of a bundle are its own: two of them are no difference', () => {
    const config = (mark: string) => object('ConfigMap', 'web', { data: { key: mark } });
    expect(fieldsOf(config('[redacted:7f3a09c2 token]'), config('[redacted:00ff00ff token]'))).toEqual([]);
  });
});

describe('what came and went', () => {
  test('an object is gone where the list without it is complete', () => {
    const { added, removed } = compare([object('ConfigMap', 'old')], [object('ConfigMap', 'new')]);
    expect([added, removed]).toEqual([
      [{ kind: 'ConfigMap', namespace: 'shop', name: 'new' }],
      [{ kind: 'ConfigMap', namespace: 'shop', name: 'old' }],
    ]);
  });

  test('without complete lists it cannot be told', () => {
    const { added, removed, unseen } = compare([object('ConfigMap', 'old')], [], {});
    expect([added, removed]).toEqual([[], []]);
    expect(unseen).toEqual([{ kind: 'ConfigMap', namespace: 'shop', in: 'before', count: 1 }]);
  });

  test('pods of a rollout are counted under their Deployment', () => {
    const owner = (kind: string, name: string) => ({ ownerReferences: [{ kind, name, apiVersion: 'apps/v1' }] });
    const rollout = (hash: string) => [
      object('ReplicaSet', `web-${hash}`, { apiVersion: 'apps/v1' }, owner('Deployment', 'web')),
      object('Pod', `web-${hash}-x`, {}, owner('ReplicaSet', `web-${hash}`)),
    ];
    const { added, removed, replaced } = compare([deployment(), ...rollout('a')], [deployment(), ...rollout('b')]);
    const web = { kind: 'Deployment', namespace: 'shop', name: 'web' };
    expect([added, removed]).toEqual([[], []]);
    expect(replaced).toEqual([
      { kind: 'Pod', owner: web, added: 1, removed: 1 },
      { kind: 'ReplicaSet', owner: web, added: 1, removed: 1 },
    ]);
  });

  test('leases and endpoints are not compared', () => {
    const { added, removed, changed } = compare([object('Lease', 'a')], [object('Endpoints', 'b')]);
    expect([added, removed, changed]).toEqual([[], [], []]);
  });
});
