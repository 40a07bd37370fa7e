import { expect, test } from 'vitest';
import { event, list, node, pod, typedList } from '../../support/families/objects.ts';
import { type BundleFiles, readBundle } from '../../support/read-bundle.ts';

async function listsOf(files: BundleFiles) {
  const { lists } = await readBundle(files);
  return lists.map(({ kind, namespace, complete }) => [kind, namespace, complete]);
}

test('a page that continues is not complete', async () => {
  const page = JSON.stringify({ kind: 'PodList', metadata: { continue: 'abc' }, items: [pod('api-0')] });

  expect(await listsOf({ 'cluster-resources/pods/shop.json': page })).toEqual([['Pod', 'shop', false]]);
});

test('items of another namespace contradict the path', async () => {
  const everywhere = list('Pod', [pod('api-0'), pod('dns', 'kube-system')]);

  expect(await listsOf({ 'cluster-resources/pods/shop.json': everywhere })).toEqual([['Pod', 'shop', false]]);
});

test('a list of pasted files is not known to be complete, whatever its folder is called', async () => {
  const files = {
    'shop/pods.json': list('Pod', [pod('api-0')]),
    'shop/events.json': list('Event', [event('BackOff', 'api-0')]),
    'shop/services.json': list('Service', []),
    'shop/replicasets.json': list('ReplicaSet', []),
    'shop/nodes.json': list('Node', [node('node-a')]),
  };

  expect((await listsOf(files)).map(([, namespace, complete]) => [namespace, complete])).toEqual(
    Array.from({ length: 5 }, () => [undefined, false]),
  );
});

test('the same lists below their nodes are a dump of the cluster', async () => {
  const files = {
    'nodes.json': typedList('Node', [node('node-a')]),
    'shop/pods.json': typedList('Pod', [pod('api-0')]),
    'shop/events.json': typedList('Event', []),
    'shop/services.json': typedList('Service', []),
    'shop/replicasets.json': typedList('ReplicaSet', []),
  };

  expect(await listsOf(files)).toEqual([
    ['Node', undefined, true],
    ['Pod', 'shop', true],
    ['Event', 'shop', true],
    ['Service', 'shop', true],
    ['ReplicaSet', 'shop', true],
  ]);
});

test('an empty list of custom resources has a kind where another namespace, before or after, tells it', async () => {
  const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' } };
  const folder = 'cluster-resources/custom-resources/widgets.example.com';

  expect(await listsOf({ [`${folder}/empty.json`]: '[]', [`${folder}/shop.json`]: JSON.stringify([widget]) })).toEqual([
    ['Widget', 'empty', true],
    ['Widget', 'shop', true],
  ]);
});

test('an empty list of custom resources of which nothing tells the kind is no list', async () => {
  expect(await listsOf({ 'cluster-resources/custom-resources/widgets.example.com/shop.json': '[]' })).toEqual([]);
});

test('an account that may not list pods leaves a gap where its lists are silent', async () => {
  const { gaps } = await readBundle({
    'cluster-resources/auth-cani-list/shop.json': JSON.stringify([
      { verbs: ['list'], apiGroups: [''], resources: ['events'] },
      { verbs: ['*'], apiGroups: ['apps'], resources: ['*'] },
    ]),
  });

  expect(gaps.map(({ what, command }) => [what, command])).toEqual([
    ['Pod in namespace shop', 'kubectl get pods -n shop -o json'],
  ]);
});

test('an event about a Node has no namespace', async () => {
  const about = { ...event('NodeNotReady', 'node-a'), involvedObject: { kind: 'Node', name: 'node-a' } };
  const { events } = await readBundle({ 'events.json': list('Event', [about]) });

  expect(events[0]?.involved).toEqual({ kind: 'Node', name: 'node-a' });
});
