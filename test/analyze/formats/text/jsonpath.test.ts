import { expect, test } from 'vitest';
import { reading } from './reading.ts';

const body = async (text: string) => (await reading(text)).objects.map((object) => object.body);

test('the field that was asked for is read back into its object', async () => {
  const [application] = await body(`$ kubectl -n argocd get application shop -o jsonpath='{.status.conditions}'
[{"type": "ComparisonError",
  "message": "authentication required"}]
`);
  expect(application).toMatchObject({
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'argocd' },
    status: { conditions: [{ type: 'ComparisonError', message: 'authentication required' }] },
  });
});

test('the words between fields tell which text is which', async () => {
  const [pod] =
    await body(`$ kubectl get pod web-0 -n shop -o jsonpath='node={.spec.nodeName} phase={.status.phase}{"\\n"}'
node=worker-1 phase=Pending
`);
  expect(pod).toMatchObject({ spec: { nodeName: 'worker-1' }, status: { phase: 'Pending' } });
});

test('two questions about one object are two captures of it', async () => {
  const asked = (path: string, answer: string) => `$ kubectl get pod web-0 -n shop -o jsonpath={${path}}\n${answer}\n`;
  expect(await body(asked('.status.phase', 'Pending') + asked('.spec.nodeName', 'worker-1'))).toHaveLength(2);
});

test.each([
  ["kubectl get pods -n shop -o jsonpath='{.items[*].metadata.name}'", 'web-0 web-1'],
  ["kubectl get pod web-0 -o jsonpath='{range .spec.containers[*]}{.name}{end}'", 'web'],
  ["kubectl get pod web-0 -o jsonpath='{.a}{.b}'", 'xy'],
])('%s says too little and stays text', async (command, answer) => {
  const { objects, texts } = await reading(`$ ${command}\n${answer}\n`);
  expect(objects).toEqual([]);
  expect(texts).not.toEqual([]);
});
