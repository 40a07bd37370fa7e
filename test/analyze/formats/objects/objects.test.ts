import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { node, pod } from '../../../support/families/objects.ts';
import { readBundle } from '../../../support/read-bundle.ts';

async function readObjects(items: JsonObject[]) {
  return readBundle({ 'list.json': JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }) });
}

const PASSWORD = 'correct horse';
const secret: JsonObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'database',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"password":"${PASSWORD}"}`, owner: 'shop' },
  },
  type: 'Opaque',
  data: { password: Buffer.from(PASSWORD).toString('base64'), empty: '' },
  stringData: { user: 'shop' },
};

describe('a Secret', () => {
  test('keeps names and sizes of its keys, and nothing of their values', async () => {
    const [object] = (await readObjects([secret])).objects;

    expect(object?.body).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'database', annotations: { owner: 'shop' } },
      type: 'Opaque',
      keys: { password: PASSWORD.length, empty: 0, user: 4 },
    });
  });
});

test('managedFields tell who touched which fields, and when', async () => {
  const fieldsV1 = { 'f:spec': { 'f:replicas': {}, 'f:template': { 'f:spec': {} } }, 'f:status': {} };
  const managed = { manager: 'kubectl-scale', operation: 'Update', time: '2024-05-01T10:00:00Z', subresource: 'scale' };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', managedFields: [{ ...managed, apiVersion: 'apps/v1', fieldsType: 'FieldsV1', fieldsV1 }] },
  };
  const [object] = (await readObjects([deployment])).objects;

  expect(object?.at('metadata.managedFields')).toEqual([
    { ...managed, fields: ['spec.replicas', 'spec.template', 'status'] },
  ]);
});

test('a Node tells version, provider and cluster where nothing else does', async () => {
  const labelled = {
    ...node('node-a'),
    metadata: { name: 'node-a', labels: { 'alpha.eksctl.io/cluster-name': 'shop-eu' } },
    spec: { providerID: 'aws:///eu-west-1a/i-0123' },
    status: { nodeInfo: { kubeletVersion: 'v1.29.1-eks-508b6b3' } },
  };
  const alone = await readObjects([labelled]);
  const told = await readBundle({
    'nodes.json': JSON.stringify(labelled),
    'cluster-info/cluster_version.json': '{"string": "v1.30.0"}',
  });

  expect(alone.metadata).toEqual({ kubernetesVersion: 'v1.29.1-eks-508b6b3', provider: 'eks', clusterName: 'shop-eu' });
  expect(told.metadata.kubernetesVersion).toBe('v1.30.0');
});

describe('an event', () => {
  const read = async (fields: JsonObject) => (await readObjects([{ kind: 'Event', ...fields }])).events[0];

  test('of the new group has its words and times in other fields', async () => {
    const found = await read({
      apiVersion: 'events.k8s.io/v1',
      metadata: { name: 'e', namespace: 'shop' },
      eventTime: '2024-05-01T10:00:00.123456Z',
      series: { count: 7, lastObservedTime: '2024-05-01T11:00:00.5Z' },
      deprecatedLastTimestamp: null,
      type: 'Warning',
      reason: 'FailedScheduling',
      note: '0/3 nodes are available',
      regarding: { kind: 'Pod', namespace: 'shop', name: 'api-0', fieldPath: 'spec.initContainers{migrate}' },
      reportingController: 'default-scheduler',
      reportingInstance: 'scheduler-0',
    });

    expect(found).toEqual({
      type: 'Warning',
      reason: 'FailedScheduling',
      message: '0/3 nodes are available',
      involved: { kind: 'Pod', namespace: 'shop', name: 'api-0', container: 'migrate' },
      count: 7,
      first: '2024-05-01T10:00:00Z',
      last: '2024-05-01T11:00:00Z',
      component: 'default-scheduler',
      source: { file: 'list.json', line: 1 },
    });
  });

  test('with an offset is told in UTC, and without a count happened once', async () => {
    const found = await read({
      apiVersion: 'v1',
      metadata: {},
      lastTimestamp: '2024-05-01T12:00:00+02:00',
      reason: 'Killing',
    });

    expect(found).toMatchObject({ count: 1, last: '2024-05-01T10:00:00Z', type: 'Normal' });
  });

  test('that is written twice is told once, and again when it went on', async () => {
    const first = { apiVersion: 'v1', kind: 'Event', metadata: { uid: '1' }, reason: 'BackOff', count: 1 };
    const { events } = await readObjects([first, first, { ...first, count: 2 }]);

    expect(events.map(({ count }) => count)).toEqual([1, 2]);
  });

  test('of an audit log is none', async () => {
    const audit = '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","verb":"get"}\n';
    const { events, logs } = await readBundle({ 'audit.log': audit, 'audit.json': audit });

    expect(events).toEqual([]);
    expect(logs).toHaveLength(2);
  });
});

test('a list whose kind stands at its end, and whose items have none', async () => {
  const { objects } = await readBundle({
    'x.json': JSON.stringify({ apiVersion: 'apps/v1', items: [{ metadata: { name: 'api' } }], kind: 'DeploymentList' }),
  });

  expect(objects.map(({ kind, apiVersion, name }) => [kind, apiVersion, name])).toEqual([
    ['Deployment', 'apps/v1', 'api'],
  ]);
});

test('warnings before the data are left out', async () => {
  const { objects, gaps } = await readBundle({
    'x.json': `Warning: v1 ComponentStatus is deprecated\n${JSON.stringify(pod('api-0'), null, 2)}\n`,
  });

  expect(objects.map(({ name, source }) => [name, source.line])).toEqual([['api-0', 2]]);
  expect(gaps).toEqual([]);
});

test('an object without kind is known by its shape where nothing else tells it', async () => {
  const { kind: _, apiVersion: __, ...shape } = pod('api-0');
  const { objects } = await readBundle({ 'run-example/run-example.json': JSON.stringify(shape) });

  expect(objects.map(({ kind, apiVersion }) => [kind, apiVersion])).toEqual([['Pod', 'v1']]);
});
