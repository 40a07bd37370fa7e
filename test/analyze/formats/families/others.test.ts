import { describe, expect, test } from 'vitest';
import * as families from '../../../support/families/others.ts';
import { type ReadBundle, readBundle } from '../../../support/read-bundle.ts';

const lists = (read: ReadBundle) => read.lists.map(({ kind, namespace, complete }) => [kind, namespace, complete]);
const objects = (read: ReadBundle) => read.objects.map(({ kind, namespace, name }) => [kind, namespace, name]);
const gaps = (read: ReadBundle) => read.gaps.map(({ what, why }) => [what, why]);
const logs = (read: ReadBundle) =>
  read.logs.map(({ namespace, pod, container, previous, text }) => [namespace, pod, container, previous, text]);

describe('our own bundle', async () => {
  const read = await readBundle(families.casefileBundle());

  test('the last manifest counts', () => {
    expect(read.summary.format).toBe('casefile');
    expect(read.metadata).toEqual({
      capturedAt: '2024-05-01T10:20:30Z',
      capturedAtSource: 'manifest',
      kubernetesVersion: 'v1.30.2',
      clusterName: 'staging',
      redactionMarkers: 4,
    });
  });

  test('a capture that failed is a gap with its command, and its lists are not complete', () => {
    expect(read.gaps.map(({ what, why, command }) => [what, why, command])).toEqual([
      ['Job in namespace shop', 'jobs.batch is forbidden', 'kubectl get jobs.batch -n shop -o json'],
      ['Secret', 'timed out after 30s', 'kubectl get secrets -A -o json'],
    ]);
    expect(lists(read)).toEqual([
      ['Pod', 'shop', true],
      ['Secret', 'shop', false],
    ]);
  });

  test('a Secret keeps the keys and sizes that the collector wrote', () => {
    expect(read.objects[1]?.body.keys).toEqual({ password: 9 });
    expect(read.unread).toEqual([]);
  });
});

describe('a must-gather', async () => {
  const read = await readBundle(families.mustGather());

  test('is recognised, and the end of the capture is its time', () => {
    expect(read.summary).toMatchObject({ format: 'must-gather', topFolder: 'must-gather.local.123' });
    expect(read.metadata).toEqual({ capturedAt: '2024-05-01T10:25:00Z', capturedAtSource: 'timestamp-file' });
  });

  test('lists are complete, single objects prove nothing about others', () => {
    expect(lists(read)).toEqual([
      ['Node', undefined, true],
      ['Pod', 'shop', true],
      ['Event', 'shop', true],
      ['Secret', 'shop', true],
      ['Application', 'argocd', true],
    ]);
    expect(objects(read).filter(([kind]) => kind === 'Node')).toHaveLength(2);
    expect(read.events).toHaveLength(1);
  });

  test('sizes in place of secret values are understood', () => {
    const secret = read.objects.find(({ kind }) => kind === 'Secret');
    expect(secret?.body.keys).toEqual({ password: 14 });
  });

  test('an empty log was not available: its second try counts, and previous ones are no gap', () => {
    expect(logs(read)).toEqual([
      ['shop', 'api-0', 'web', false, '2024-05-01T10:00:00.1Z ready\n'],
      [undefined, undefined, undefined, false, 'node-a kubelet[1]: ready\n'],
    ]);
    expect(read.logs[1]?.nodeLog).toBe(true);
    expect(gaps(read)).toEqual([
      ['ConfigMap in namespace shop', 'not collected (the file is empty)'],
      [
        'quay-io-example-must-gather-sha256-abc/monitoring/prometheus/rules.json',
        'error: unable to upgrade connection',
      ],
      ['quay-io-example-must-gather-sha256-abc/monitoring/prometheus/rules', 'error: unable to upgrade connection'],
      ['log of shop/api-1 container web', 'not available (the file is empty)'],
    ]);
  });
});

test('a must-gather with Argo CD in it: the same tree, known by the log of its script', async () => {
  const read = await readBundle(families.gitopsMustGather());

  expect(read.summary).toMatchObject({ format: 'gitops-must-gather', topFolder: 'must-gather.local.123' });
  expect(objects(read).filter(([kind]) => kind === 'Application')).toHaveLength(1);
  expect(lists(read)).toContainEqual(['Application', 'argocd', true]);
});

test('the log of a gather says what it missed, and not what was never there', async () => {
  const read = await readBundle(families.gitopsMustGather());

  expect(read.gaps.filter(({ file }) => file?.endsWith('gather.logs')).map(({ what, why }) => [what, why])).toEqual([
    ['routes.route.openshift.io', 'routes is forbidden'],
    ['pods of namespace shop', 'not all of them could be gathered'],
    ['whatever would have come later', 'the gather ended early: Error on line 88: oc get rollouts -A'],
  ]);
  expect(read.unread).toEqual([]);
});

test('crust-gather: one object per file, with the NUL at each end forgiven', async () => {
  const read = await readBundle(families.crustGather());

  expect(read.summary).toMatchObject({ format: 'crust-gather', topFolder: 'cluster-copy' });
  expect(read.metadata.capturedAt).toBe('2024-05-01T10:20:30Z');
  expect(objects(read)).toEqual([
    ['Node', undefined, 'node-a'],
    ['ClusterRole', undefined, 'admin'],
    ['Pod', 'shop', 'api-0'],
    ['Deployment', 'shop', 'api'],
  ]);
  expect(logs(read)).toEqual([
    ['shop', 'api-0', 'web', false, 'ready\n'],
    ['shop', 'api-0', 'web', true, 'starting\n'],
  ]);
  expect(read.lists).toEqual([]);
  expect(read.gaps).toEqual([]);
});

describe('support-bundle-kit', async () => {
  const read = await readBundle(families.supportBundleKit());

  test('`null` texts are empty, and empty lists are lists', () => {
    const [, pod] = read.objects;
    expect(pod?.at('status.reason')).toBeNull();
    expect(pod?.at('status.conditions[0].message')).toBeNull();
    expect(lists(read)).toEqual([
      ['Node', undefined, true],
      ['Pod', 'shop', true],
      ['Deployment', 'shop', true],
    ]);
    expect(read.metadata).toEqual({
      capturedAt: '2024-05-01T10:20:30Z',
      capturedAtSource: 'metadata',
      kubernetesVersion: 'v1.30.2',
    });
  });

  test('`.log.1` is the previous log, logs in the zip of a node are the node’s', () => {
    expect(logs(read).slice(0, 2)).toEqual([
      ['shop', 'api-0', 'web', false, '2024-05-01T10:00:00Z ready\n'],
      ['shop', 'api-0', 'web', true, '2024-05-01T09:00:00Z starting\n'],
    ]);
    expect(read.logs[2]).toMatchObject({ nodeLog: true, node: 'node-a' });
  });

  test('kinds that can only be created are no gap', () => {
    expect(gaps(read)).toEqual([
      [
        '/apis/longhorn.io/v1beta2/volumes',
        'Failed to get /apis/longhorn.io/v1beta2/volumes: context deadline exceeded',
      ],
      ['log of api-1 container web', 'container is waiting'],
    ]);
  });
});

test('cluster-info dump: kinds of the list, one log per container with its first line', async () => {
  const read = await readBundle(families.clusterInfoDump());

  expect(read.summary.format).toBe('cluster-info-dump');
  expect(objects(read)).toEqual([
    ['Node', undefined, 'node-a'],
    ['Pod', 'shop', 'api-0'],
  ]);
  expect(read.events).toHaveLength(1);
  expect(lists(read)).toEqual([
    ['Node', undefined, true],
    ['Event', 'shop', true],
    ['Pod', 'shop', true],
    ['Service', 'shop', true],
    ['ReplicaSet', 'shop', true],
  ]);
  expect(read.logs.map(({ container, firstLine, text }) => [container, firstLine, text])).toEqual([
    ['init', 2, 'migrated\n'],
    ['web', 5, 'ready\nfailed\n'],
  ]);
  expect(gaps(read)).toEqual([['log of shop/api-0 container proxy', 'Request log error: container is waiting']]);
});

test('logs-collector: names are split by the longest namespace, refusals in text files are gaps', async () => {
  const read = await readBundle(families.logsCollector());

  expect(read.summary.format).toBe('logs-collector');
  expect(logs(read)).toEqual([
    ['shop-eu', 'api-0', undefined, false, 'ready\n'],
    [undefined, undefined, undefined, false, 'May 01 10:00:00 host-a kubelet[1]: ready\n'],
  ]);
  expect(gaps(read)).toEqual([
    ['PersistentVolume', 'Error from server (Forbidden): persistentvolumes is forbidden'],
    ['Pod in namespace kube-system', 'not collected (the file is empty)'],
    [
      'log k3s/podlogs/shop-eu-api-0-previous',
      'Error from server (BadRequest): previous terminated container "web" in pod "api-0" not found',
    ],
  ]);
});

test('insights: kinds from the path, excerpts of logs, one report per gatherer', async () => {
  const read = await readBundle(families.insights());

  expect(read.summary).toMatchObject({ format: 'insights', topFolder: '' });
  expect(objects(read)).toEqual([
    ['ClusterOperator', undefined, 'ingress'],
    ['Node', undefined, 'node-a'],
    ['Pod', 'shop', 'api-0'],
  ]);
  expect(read.events).toMatchObject([
    { reason: 'BackOff', last: '2024-05-01T10:20:00Z', involved: { namespace: 'shop' } },
  ]);
  expect(lists(read)).toEqual([['Event', 'shop', false]]);
  expect(read.logs).toMatchObject([
    { nodeLog: true, node: 'node-a' },
    { namespace: 'shop', pod: 'api-0' },
  ]);
  expect(gaps(read)).toEqual([['config/pod', 'pods is forbidden']]);
});

test('JSON Lines of objects are objects, JSON lines of a log are a log', async () => {
  const read = await readBundle(families.qodo());

  expect(read.summary.format).toBe('qodo');
  expect(objects(read)).toEqual([
    ['Pod', 'shop', 'api-0'],
    ['Pod', 'shop', 'api-1'],
  ]);
  expect(logs(read)).toEqual([['shop', 'api-0', 'web', false, '{"level":"error","msg":"failed","kind":"x"}\n']]);
  expect(gaps(read)).toEqual([['events', 'events is forbidden']]);
});

test('a folder of pasted files: content first, names second', async () => {
  const read = await readBundle(families.looseFolder());

  expect(read.summary).toMatchObject({ format: 'folder', topFolder: 'ticket' });
  expect(read.objects.map(({ name, source }) => [name, source.line])).toEqual([
    ['api-0', 8],
    ['api-1', 2],
  ]);
  expect(read.lists.every(({ complete }) => !complete)).toBe(true);
  expect(read.logs.map(({ namespace, stem, previous, nodeLog }) => [namespace, stem, previous, nodeLog])).toEqual([
    ['shop', 'worker-0', false, undefined],
    [undefined, 'worker-1', true, undefined],
    [undefined, 'kubelet', false, true],
  ]);
  expect(gaps(read)).toEqual([
    ['PersistentVolumeClaim', 'Error from server (NotFound): persistentvolumeclaims "data" not found'],
  ]);
  expect(read.unread).toEqual(['ticket/screenshot.png', 'ticket/notes.json']);
});
