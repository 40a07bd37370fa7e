import { expect, test } from 'vitest';
import { reading } from './reading.ts';

test.each([
  [
    'kubectl get secret web -n shop',
    'Error from server (NotFound): secrets "web" not found',
    'Secret web in namespace shop',
  ],
  [
    'kubectl get nodes',
    'Error from server (Forbidden): nodes is forbidden: User "alice" cannot list resource "nodes"',
    'Node',
  ],
  ['kubectl get foo', `error: the server doesn't have a resource type "foo"`, 'foo'],
  [
    'kubectl logs web-0 -c app -n shop',
    'Error from server (BadRequest): container "app" in pod "web-0" is waiting to start: trying and failing to pull image',
    'logs of web-0 in namespace shop',
  ],
  [
    'kubectl logs web-0 -p -n shop',
    'Error from server (BadRequest): previous terminated container "app" in pod "web-0" not found',
    'logs of web-0 in namespace shop',
  ],
  ['kubectl get pods -A', 'Unable to connect to the server: x509: certificate has expired or is not yet valid', 'Pod'],
])('`%s` that fails leaves a gap, and its words are text', async (typed, error, what) => {
  const { gaps, texts, logs, lists } = await reading(`$ ${typed}\n${error}\n`);
  expect(gaps).toEqual([{ what, why: error, file: 'notes.txt' }]);
  expect(texts).toEqual([{ origin: { file: 'notes.txt', firstLine: 2, kind: 'error' }, text: error }]);
  expect(logs).toEqual([]);
  expect(lists.filter(({ complete }) => complete)).toEqual([]);
});

test('what fails to be changed is no gap', async () => {
  const { gaps, texts } = await reading(
    'Error from server (InternalError): error when creating "a.yaml": failed calling webhook "check.example.com"\n',
  );
  expect(gaps).toEqual([]);
  expect(texts[0]?.origin.kind).toBe('error');
});

test('helm, and a condition of Argo CD that was wrapped at words', async () => {
  const { texts } = await reading(`Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress

ComparisonError: failed to load target state: failed to get chart version for
oci://registry.example.com/charts/web:
403 Forbidden
`);
  expect(texts.map(({ origin, text }) => [origin.firstLine, text])).toEqual([
    [1, 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress'],
    [
      3,
      'ComparisonError: failed to load target state: failed to get chart version for oci://registry.example.com/charts/web: 403 Forbidden',
    ],
  ]);
});

test.each([
  ['$ kubectl get pv', '', { kind: 'PersistentVolume', complete: true }],
  ['$ kubectl get secrets', ' in shop namespace.', { kind: 'Secret', namespace: 'shop', complete: true }],
  ['$ kubectl get secrets -l a=b', ' in shop namespace.', { kind: 'Secret', namespace: 'shop', complete: false }],
])('`%s` that finds nothing%s', async (typed, where, expected) => {
  const { lists, gaps, texts } = await reading(`${typed}\nNo resources found${where}\n`);
  expect(lists).toMatchObject([expected]);
  expect([...gaps, ...texts]).toEqual([]);
});

test('`No resources found` of an unknown command proves nothing', async () => {
  const { lists, texts } = await reading('No resources found in shop namespace.\n');
  expect(lists).toEqual([]);
  expect(texts).toHaveLength(1);
});

test('a log that begins with an error stays a log', async () => {
  const log = 'Error: connect ECONNREFUSED 10.0.0.1:5432\n    at connect (net.js:1)\n';
  const { logs, texts } = await reading(log, 'logs/web.log');
  expect(texts).toEqual([]);
  expect(logs.map(({ text }) => text)).toEqual([log]);
});
