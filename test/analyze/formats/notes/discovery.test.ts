import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { readBundle } from '../../../support/read-bundle.ts';

const version = (resource: string, kind: string, freshness = 'Current') => ({
  version: 'v1',
  freshness,
  resources: [{ resource, responseKind: { group: '', version: '', kind }, scope: 'Namespaced' }],
});
const discovery = {
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  items: [
    { metadata: { name: 'example.com' }, versions: [version('widgets', 'Widget')] },
    { metadata: { name: 'metrics.k8s.io' }, versions: [version('pods', 'PodMetrics', 'Stale')] },
  ],
};
const EMPTY = 'apiVersion: v1\nkind: List\nitems: []\n';

test.each([
  ['YAML, in a must-gather', { 'mg/aggregated-discovery-apis.yaml': dump(discovery) }],
  ['JSON, in a must-gather', { 'mg/aggregated-discovery-apis.yaml': JSON.stringify(discovery) }],
])('an empty list of a resource has the kind that aggregated discovery gives it: %s', async (_, files) => {
  const { lists, gaps } = await readBundle({ ...files, 'mg/namespaces/shop/example.com/widgets.yaml': EMPTY });

  expect(lists).toMatchObject([{ kind: 'Widget', apiVersion: 'example.com/v1', namespace: 'shop', complete: true }]);
  expect(gaps).toMatchObject([{ what: 'API metrics.k8s.io/v1', command: 'kubectl get apiservices' }]);
});

test('resources.json of a support bundle tells the same', async () => {
  const resources = [{ groupVersion: 'example.com/v1', resources: [{ name: 'widgets', kind: 'Widget' }] }];
  const { lists } = await readBundle({
    'sb/cluster-resources/resources.json': JSON.stringify(resources),
    'sb/cluster-resources/custom-resources/widgets.example.com/shop.json': '[]',
  });

  expect(lists).toMatchObject([{ kind: 'Widget', namespace: 'shop', complete: true }]);
});

test('a refusal at such a path is a gap', async () => {
  const why = 'error: the server is currently unable to handle the request';
  const { gaps } = await readBundle({ 'mg/aggregated-discovery-apis.yaml': why, 'mg/timestamp': '' });

  expect(gaps).toEqual([{ what: 'aggregated-discovery-apis.yaml', why, file: 'mg/aggregated-discovery-apis.yaml' }]);
});
