import { expect, test } from 'vitest';
import { application, list, pod, typedList, withoutKind, yaml } from '../../support/families/objects.ts';
import { type BundleFiles, readBundle } from '../../support/read-bundle.ts';

/** What the support-bundle convention looked like over the years: one row per change of its writer. */
const DRIFT: {
  when: string;
  files: BundleFiles;
  kind: string;
  namespace?: string;
  names: string[];
  complete: boolean;
}[] = [
  {
    when: 'before 2022-02-03 lists were bare arrays, and items had no kind',
    files: { 'cluster-resources/pods/shop.json': JSON.stringify([withoutKind(pod('api-0'))]) },
    kind: 'Pod',
    namespace: 'shop',
    names: ['api-0'],
    complete: true,
  },
  {
    when: 'before v0.56.0 quotas lay in resource-quotas',
    files: { 'cluster-resources/resource-quotas/shop.json': list('ResourceQuota', []) },
    kind: 'ResourceQuota',
    namespace: 'shop',
    names: [],
    complete: true,
  },
  {
    when: 'up to v0.64 custom resources lay in custom-resource-definitions, as YAML',
    files: {
      'cluster-resources/custom-resource-definitions/applications.argoproj.io/argocd.yaml': `- ${yaml(application('a'), '  ')}`,
    },
    kind: 'Application',
    namespace: 'argocd',
    names: ['a'],
    complete: true,
  },
  {
    when: 'up to 2023-07-10 pvs had no suffix',
    files: { 'cluster-resources/pvs': typedList('PersistentVolume', [{ metadata: { name: 'pv-1' } }]) },
    kind: 'PersistentVolume',
    names: ['pv-1'],
    complete: true,
  },
  {
    when: 'before v0.65.0 names had capitals',
    files: { 'cluster-resources/clusterRoleBindings.json': JSON.stringify([{ metadata: { name: 'admin' } }]) },
    kind: 'ClusterRoleBinding',
    names: ['admin'],
    complete: true,
  },
  {
    when: 'up to v0.123.15 ReplicaSets lay in a folder called statefulsets-errors.json',
    files: {
      'cluster-resources/statefulsets-errors.json/shop.json': list(
        'ReplicaSet',
        [{ metadata: { name: 'api-1', namespace: 'shop' } }],
        'apps/v1',
      ),
    },
    kind: 'ReplicaSet',
    namespace: 'shop',
    names: ['api-1'],
    complete: true,
  },
  {
    when: 'before 2023-10-10 custom resources were a YAML sequence only',
    files: {
      'cluster-resources/custom-resources/applications.argoproj.io/argocd.yaml': `- ${yaml(application('a'), '  ')}- ${yaml(application('b'), '  ')}`,
    },
    kind: 'Application',
    namespace: 'argocd',
    names: ['a', 'b'],
    complete: true,
  },
  {
    when: 'namespaces are a list when all were collected',
    files: { 'cluster-resources/namespaces.json': list('Namespace', [{ metadata: { name: 'shop' } }]) },
    kind: 'Namespace',
    names: ['shop'],
    complete: true,
  },
  {
    when: 'namespaces are a bare array when some were chosen',
    files: { 'cluster-resources/namespaces.json': JSON.stringify([{ metadata: { name: 'shop' } }]) },
    kind: 'Namespace',
    names: ['shop'],
    complete: false,
  },
];

test.each(DRIFT)('$when', async ({ files, kind, namespace, names, complete }) => {
  const read = await readBundle(files);

  expect(read.lists.map((found) => [found.kind, found.namespace, found.complete])).toEqual([
    [kind, namespace, complete],
  ]);
  expect(read.objects.map((object) => [object.kind, object.name])).toEqual(names.map((name) => [kind, name]));
  expect(read.gaps).toEqual([]);
  expect(read.unread).toEqual([]);
});

test('a single namespace was asked for: an object, and no list', async () => {
  const read = await readBundle({ 'cluster-resources/namespaces.json': '{"metadata": {"name": "shop"}}' });

  expect(read.objects.map(({ kind, name }) => [kind, name])).toEqual([['Namespace', 'shop']]);
  expect(read.lists).toEqual([]);
});

test('before v0.56.0 errors of two kinds lay in files with names of their own', async () => {
  const read = await readBundle({
    'cluster-resources/pod-disruption-budgets-info.json': '{"shop": "forbidden"}',
    'cluster-resources/storage-errors.json': '["forbidden"]',
  });

  expect(read.gaps).toEqual([
    {
      what: 'PodDisruptionBudget in namespace shop',
      why: 'forbidden',
      file: 'cluster-resources/pod-disruption-budgets-info.json',
      command: 'kubectl get poddisruptionbudgets -n shop -o json',
    },
    {
      what: 'StorageClass',
      why: 'forbidden',
      file: 'cluster-resources/storage-errors.json',
      command: 'kubectl get storageclasses -o json',
    },
  ]);
});

test('before 2022-11-21 the logs collector wrote real files in folders of its own', async () => {
  const read = await readBundle({
    'cluster-resources/pods/shop.json': list('Pod', [pod('api-0')]),
    'app-logs/api-0/web.log': 'ready\n',
    'app-logs/api-0/web-previous.log': 'starting\n',
  });

  expect(read.logs).toMatchObject([
    { pod: 'api-0', container: 'web', previous: false },
    { pod: 'api-0', container: 'web', previous: true },
  ]);
});

test('outside of such a bundle the same path tells neither pod nor container', async () => {
  const [log] = (await readBundle({ 'app-logs/api-0/web.log': 'ready\n' })).logs;

  expect(log).toMatchObject({ stem: 'web' });
  expect(log).not.toHaveProperty('pod');
});

test('objects of Go-internal types, as old clients dumped them', async () => {
  const items = [
    {
      name: 'api-0',
      namespace: 'shop',
      uid: '1',
      labels: { App: 'api' },
      Spec: {
        NodeName: 'node-a',
        Containers: [{ Name: 'web', Image: 'web:1', LivenessProbe: { HTTPGet: { Path: '/' } } }],
      },
      Status: {
        Phase: 'Running',
        PodIP: '10.0.0.1',
        ContainerStatuses: [{ Name: 'web', LastTerminationState: { Terminated: { ExitCode: 137 } } }],
      },
    },
  ];
  const read = await readBundle({
    'dump/shop/pods.json': JSON.stringify({ ListMeta: {}, Items: items }),
    'dump/shop/events.json': JSON.stringify({
      Items: [
        {
          name: 'e',
          namespace: 'shop',
          InvolvedObject: { Kind: 'Pod', Namespace: 'shop', Name: 'api-0' },
          Reason: 'Killing',
          Message: 'm',
          LastTimestamp: '2018-01-01T00:00:00Z',
          Count: 2,
          Type: 'Normal',
        },
      ],
    }),
  });

  const [object] = read.objects;
  expect(object).toMatchObject({ kind: 'Pod', namespace: 'shop', name: 'api-0' });
  expect(object?.texts('metadata.labels')).toEqual({ App: 'api' });
  expect(object?.string('spec.containers[0].livenessProbe.httpGet.path')).toBe('/');
  expect(object?.string('status.podIP')).toBe('10.0.0.1');
  expect(object?.number('status.containerStatuses[0].lastState.terminated.exitCode')).toBe(137);
  expect(read.events).toMatchObject([
    { reason: 'Killing', count: 2, last: '2018-01-01T00:00:00Z', involved: { kind: 'Pod', name: 'api-0' } },
  ]);
});
