import { expect, test } from 'vitest';
import { pod, yaml, yamlList } from '../../support/families/objects.ts';
import { readBundle } from '../../support/read-bundle.ts';

const TABLE = 'NAME    READY   STATUS    RESTARTS   AGE\nweb-9   0/1     Pending   0          5m\n';

test.each([
  ['JSON', 'paste.json', `${JSON.stringify(pod('api-0'), null, 2)}\n`],
  ['a YAML object', 'paste.yaml', yaml(pod('api-0'))],
  ['a YAML list', 'paste.yaml', yamlList([pod('api-0')])],
])('a command and its table after %s are read too, each at its line', async (_what, path, data) => {
  const read = await readBundle({ [path]: `${data}$ kubectl get pods\n${TABLE}` });

  const line = data.split('\n').length;
  expect(read.objects.map(({ name, fidelity }) => [name, fidelity])).toEqual([
    ['api-0', 'full'],
    ['web-9', 'table'],
  ]);
  expect(read.objects[1]?.source).toEqual({ file: path, line: line + 2 });
  expect(read.gaps).toEqual([]);
});

test('a session in which an object is printed', async () => {
  const read = await readBundle({
    'session.txt': `$ kubectl get pods\n${TABLE}$ kubectl get pod api-0 -o yaml\n${yaml(pod('api-0'))}$ kubectl get pod api-1 -o json\n${JSON.stringify(pod('api-1'), null, 2)}\n`,
  });

  expect(read.objects.map(({ name, fidelity, source }) => [name, fidelity, source.line])).toEqual([
    ['web-9', 'table', 3],
    ['api-0', 'full', 5],
    ['api-1', 'full', 11],
  ]);
});

test('a file whose name promises errors may hold objects', async () => {
  const read = await readBundle({ 'api-errors.json': JSON.stringify(pod('api-0')) });

  expect(read.objects.map(({ name }) => name)).toEqual(['api-0']);
  expect(read.gaps).toEqual([]);
});

test('a dump whose logs are cut off in the middle of one', async () => {
  const read = await readBundle({
    'dump/shop/api-0/logs.txt':
      '==== START logs for container init of pod shop/api-0 ====\r\nready\r\n==== END logs for container init of pod shop/api-0 ====\r\n==== START logs for container web of pod shop/api-0 ====\nfailed',
  });

  expect(read.logs.map(({ container, firstLine, text }) => [container, firstLine, text])).toEqual([
    ['init', 2, 'ready\n'],
    ['web', 5, 'failed\n'],
  ]);
});

test('a list of values that are no objects is not kept', async () => {
  const read = await readBundle({
    'rules.json': JSON.stringify({ items: [{ a: 1 }, { b: 2 }] }),
    'x.json': '[{"c": 3}]',
  });

  expect(read.unread).toEqual(['rules.json', 'x.json']);
  expect(read.lists).toEqual([]);
});

test('files that would have to be in memory as a whole have a limit', async () => {
  const read = await readBundle({ 'big.yaml': yaml(pod('api-0')) }, { limits: { fileBytes: 20 } });

  expect(read.gaps).toMatchObject([
    { what: 'big.yaml', why: 'larger than the limit for files that are read as a whole' },
  ]);
});
