import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readObjects } from './objects.ts';
import type { ApiServer } from './server.ts';
import { startApiServer } from './server.ts';

const PODS = `
apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: shop, labels: { app: web } }
spec: { nodeName: node-1 }
---
apiVersion: v1
kind: Pod
metadata: { name: web-2, namespace: shop, labels: { app: web } }
spec: { nodeName: node-2 }
`;
const SECRETS = {
  apiVersion: 'v1',
  kind: 'List',
  items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tls', namespace: 'shop' } }],
};

let server: ApiServer;
beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'api-server-'));
  mkdirSync(path.join(folder, 'shop'));
  writeFileSync(path.join(folder, 'shop/pods.yaml'), PODS);
  writeFileSync(path.join(folder, 'secrets.json'), JSON.stringify(SECRETS));
  server = await startApiServer({
    objects: readObjects(folder),
    logs: { 'shop/web-1/web': 'one\ntwo' },
    denies: ({ resource }) => resource.kind === 'Secret',
  });
});
afterAll(() => server.close());

type Body = {
  kind: string;
  message: string;
  items: { metadata: { name: string } }[];
  columnDefinitions: object[];
  rows: object[];
  resources: object[];
};

const get = async (path: string, accept = 'application/json') => {
  const response = await fetch(server.url + path, { headers: { accept } });
  return { status: response.status, body: (await response.json()) as Body };
};
const names = async (path: string) => (await get(path)).body.items.map(({ metadata }) => metadata.name);

test('a list spans all namespaces or one', async () => {
  expect(await names('/api/v1/pods')).toEqual(['web-1', 'web-2']);
  expect(await names('/api/v1/namespaces/shop/pods')).toEqual(['web-1', 'web-2']);
  expect(await names('/api/v1/namespaces/other/pods')).toEqual([]);
});

test('selectors narrow a list', async () => {
  expect(await names('/api/v1/pods?fieldSelector=spec.nodeName=node-1,status.phase!=Failed')).toEqual(['web-1']);
  expect(await names('/api/v1/pods?labelSelector=app=api')).toEqual([]);
});

test('a list comes in pages', async () => {
  const { body } = await get('/api/v1/pods?limit=1');

  expect(body).toMatchObject({ kind: 'PodList', metadata: { continue: '1', remainingItemCount: 1 } });
  expect(await names('/api/v1/pods?limit=1&continue=1')).toEqual(['web-2']);
});

test('an object is there, or not found', async () => {
  expect((await get('/api/v1/namespaces/shop/pods/web-1')).body).toMatchObject({
    kind: 'Pod',
    spec: { nodeName: 'node-1' },
  });
  expect(await get('/api/v1/namespaces/shop/pods/web-9')).toMatchObject({
    status: 404,
    body: { kind: 'Status', reason: 'NotFound', message: 'pods "web-9" not found' },
  });
});

test('what is denied is refused in the words of Kubernetes', async () => {
  expect(await get('/api/v1/secrets')).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('cannot list resource "secrets" in API group "" at the cluster scope') },
  });
});

test('a table has the columns that kubectl prints', async () => {
  const { body } = await get('/api/v1/pods', 'application/json;as=Table;v=v1;g=meta.k8s.io');

  expect(body.columnDefinitions[0]).toMatchObject({ name: 'Name' });
  expect(body.rows).toHaveLength(2);
});

test('discovery knows both forms', async () => {
  const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

  expect((await get('/apis/apps/v1')).body.resources[0]).toMatchObject({ kind: 'Deployment', name: 'deployments' });
  expect((await get('/apis', aggregated)).body.kind).toBe('APIGroupDiscoveryList');
  expect((await get('/apis')).body.kind).toBe('APIGroupList');
});

test('a log has its newest lines, with timestamps where they are asked for', async () => {
  const log = await fetch(
    `${server.url}/api/v1/namespaces/shop/pods/web-1/log?container=web&tailLines=1&timestamps=true`,
  );

  expect(await log.text()).toBe('2026-03-01T10:00:01.000000000Z two\n');
  expect((await get('/api/v1/namespaces/shop/pods/web-1/log?container=web&previous=true')).body.message).toBe(
    'previous terminated container "web" in pod "web-1" not found',
  );
});
