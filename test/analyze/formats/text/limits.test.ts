import { expect, test } from 'vitest';
import { looksLikeKubectlText } from '../../../../src/analyze/formats/text/read-text.ts';
import { reading } from './reading.ts';

const POD = 'Name:  web\nNamespace:  shop\nStatus:  Pending\nContainers:\n  app:\n    Image:  web\n';

/** Text of a shape that costs most, with the number of times that it is repeated. */
const HOSTILE: [what: string, text: string][] = [
  ['white space', ' '.repeat(300_000)],
  ['a prompt without end', `a@b:${'x'.repeat(200_000)}`],
  ['many prompts', '$ kubectl get pods\n'.repeat(20_000)],
  ['deep indentation', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}key:`).join('\n')],
  [
    'a description nested without end',
    `${POD}${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth + 1)}Key:`).join('\n')}`,
  ],
  ['many descriptions', `${POD}\n\n`.repeat(3000)],
  ['many fences', '```\n'.repeat(20_000)],
  ['open braces', `{"kind": "Pod", "apiVersion":\n`.repeat(5000)],
  ['headers without rows', 'NAME   READY   STATUS   RESTARTS   AGE\n'.repeat(10_000)],
  ['a quotation that is never closed', `$ kubectl get pods "${'\\"'.repeat(50_000)}`],
  ['`Events:` without events', 'Events:\n'.repeat(20_000)],
  ['tabs', `  1m\t1m\t1\tkubelet${'\t'.repeat(100_000)}`],
  ['an annotation of many lines', `${POD}Annotations:  a: b\n${'  c\n'.repeat(30_000)}`],
  ['YAML heads', 'apiVersion: v1\n'.repeat(20_000)],
  ['document marks', '---\n'.repeat(50_000)],
  ['braces, each on its line', '{\n'.repeat(30_000)],
  ['rows of events that go on', `Events:\n${'  Warning  BackOff  3m  kubelet  x\n\ny\n'.repeat(10_000)}`],
  ['errors', 'error: x\n'.repeat(20_000)],
  ['config maps', `${'Name: a\nNamespace: b\nLabels: c\n\nData\n====\nk:\n----\nv\n'.repeat(3000)}`],
  ['parentheses', `web ${'(a '.repeat(20_000)}`],
  ['names', 'Name:  web\n'.repeat(20_000)],
];

test.each(HOSTILE)('%s is read in time', async (_, text) => {
  const start = performance.now();
  await reading(text);
  looksLikeKubectlText(text.slice(0, 65_536));
  expect(performance.now() - start).toBeLessThan(3000);
});

test('a single line of 60 MB survives, and stays whole', async () => {
  const { texts, logs } = await reading('x'.repeat(60 << 20));
  expect([...texts, ...logs].map(({ text }) => text.trimEnd().length)).toEqual([60 << 20]);
});
