import { expect, test } from 'vitest';
import { list, pod } from '../../support/families/objects.ts';
import { readBundle } from '../../support/read-bundle.ts';

const inShop = 'cluster-resources/pods/shop.json';
const why = ({ gaps }: { gaps: { why: string }[] }) => gaps.map((gap) => gap.why);

test('JSON nested 5,000 deep is a gap, and what stands beside it is read', async () => {
  const deep = `{"metadata": {"name": "deep"}, "spec": ${'['.repeat(5000)}${']'.repeat(5000)}}`;
  const read = await readBundle({
    [inShop]: `{"kind": "PodList", "items": [${deep}, ${JSON.stringify(pod('api-0'))}]}`,
  });

  expect(read.objects.map(({ name }) => name)).toEqual(['api-0']);
  expect(why(read)).toEqual(['nested too deeply to be an object of the API (line 1)']);
  expect(read.lists).toMatchObject([{ complete: false }]);
});

test('YAML nested 5,000 deep is a gap, and no more is claimed of its object than was read', async () => {
  const deep = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${'['.repeat(5000)}${']'.repeat(5000)}\n`;
  const read = await readBundle({ 'deep.yaml': deep });

  expect(read.objects.map(({ name, fidelity }) => [name, fidelity])).toEqual([['a', 'describe']]);
  expect(why(read)).toEqual([expect.stringContaining('nesting exceeded')]);
});

test('aliases that unfold into billions are a gap, in no time', async () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const inner = level === 0 ? '"x"' : `*a${level - 1}`;
    return `  a${level}: &a${level} [${Array.from({ length: 10 }, () => inner).join(', ')}]\n`;
  });
  const started = performance.now();
  const read = await readBundle({
    'bomb.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\ndata:\n${levels.join('')}`,
  });

  expect(read.objects).toEqual([]);
  expect(why(read)).toEqual([expect.stringContaining('aliases that unfold')]);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('harmless aliases are written out', async () => {
  const read = await readBundle({
    'shared.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: &l {x: y}}\nspec: {selector: *l}\n',
  });

  expect(read.objects[0]?.at('spec.selector')).toEqual({ x: 'y' });
});

test('a NUL at the end, and one inside', async () => {
  const read = await readBundle({
    [inShop]: `${list('Pod', [pod('api-0')])}\0`,
    'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: api-1\n\0\0',
  });

  expect(read.objects.map(({ name }) => name)).toEqual(['api-0', 'api-1']);
  expect(read.gaps).toEqual([]);
});

test('keys of JavaScript’s own objects are keys like any other', async () => {
  const read = await readBundle({
    [inShop]: '{"kind": "PodList", "items": [{"metadata": {"name": "a"}, "__proto__": {"polluted": true}}]}',
    'b.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: b}\n__proto__: {polluted: true}\nconstructor: {x: 1}\n',
  });

  expect(read.objects.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a list that was cut off keeps what came before, and is not complete', async () => {
  const whole = list('Pod', [pod('api-0'), pod('api-1')]);
  const read = await readBundle({ [inShop]: whole.slice(0, whole.indexOf('api-1') + 3) });

  expect(read.objects.map(({ name }) => name)).toEqual(['api-0']);
  expect(read.lists).toMatchObject([{ kind: 'Pod', complete: false }]);
  expect(why(read)).toEqual(['the file ends in the middle of a value (line 29)']);
});

test('an item with a broken text costs only itself, and its words are not told', async () => {
  const read = await readBundle({
    [inShop]: `{"kind": "PodList", "items": [{"metadata": {"name": "a"}},\n{"password": s3cret},\n{"metadata": {"name": "c"}}]}`,
  });

  expect(read.objects.map(({ name }) => name)).toEqual(['a', 'c']);
  expect(why(read)).toEqual([expect.stringMatching(/^not valid JSON: .* \(line 2\)$/)]);
  expect(JSON.stringify(read.gaps)).not.toContain('s3cret');
});

test('JSON that a terminal wrapped inside its texts', async () => {
  const read = await readBundle({
    [inShop]: list('Pod', [pod('api-0')]).replace('registry.example', 'registry.\nexample'),
  });

  expect(read.objects[0]?.string('spec.containers[0].image')).toBe('registry.example/web:1');
  expect(read.gaps).toEqual([]);
});

test('a dump that was redirected from standard output: lists, logs and words in one file', async () => {
  const text = `${list('Node', [])}\n${list('Pod', [pod('api-0')])}
==== START logs for container web of pod shop/api-0 ====
{"level": "error", "kind": "not an object"}

last line
==== END logs for container web of pod shop/api-0 ====
Cluster info dumped to standard output
`;
  const read = await readBundle({ 'dump.json': text });

  expect(read.objects.map(({ kind, name }) => [kind, name])).toEqual([['Pod', 'api-0']]);
  expect(read.logs).toMatchObject([
    {
      namespace: 'shop',
      pod: 'api-0',
      container: 'web',
      text: '{"level": "error", "kind": "not an object"}\n\nlast line\n',
    },
  ]);
  const line = text.split('\n').findIndex((each) => each.startsWith('{"level"')) + 1;
  expect(read.logs[0]?.firstLine).toBe(line);
});

test('a refusal of the API in place of a list', async () => {
  const read = await readBundle({
    [inShop]:
      '{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "pods is forbidden", "code": 403}',
    'cluster-resources/nodes.json': 'Unable to connect to the server: dial tcp: i/o timeout\n',
  });

  expect(read.lists).toEqual([]);
  expect(read.gaps.map((gap) => [gap.what, gap.why])).toEqual([
    ['Pod in namespace shop', 'pods is forbidden'],
    ['Node', 'Unable to connect to the server: dial tcp: i/o timeout'],
  ]);
});

test('a name in a suggested command cannot leave its word', async () => {
  const read = await readBundle({ 'cluster-resources/pods-errors.json': '{"shop; rm -rf $HOME": "forbidden"}' });

  expect(read.gaps[0]?.command).toBe("kubectl get pods -n 'shop; rm -rf $HOME' -o json");
});

test('a thousand broken items do not drown the report', async () => {
  const items = Array.from({ length: 1000 }, (_, index) => `{"a${index}": oops}`);
  const read = await readBundle({ [inShop]: `{"kind": "PodList", "items": [\n${items.join(',\n')}]}` });

  expect(read.gaps).toHaveLength(201);
  expect(read.gaps.at(-1)).toMatchObject({ what: '800 more', why: 'too many to list', file: inShop });
});

test.each([
  ['opening brackets', 'x.json', '['.repeat(2_000_000)],
  ['opening braces', 'x.json', '{"a":'.repeat(400_000)],
  ['empty documents', 'x.yaml', 'apiVersion: v1\nkind: Pod\n---\n'.repeat(5_000)],
  ['empty lines', 'x.yaml', `${'\n'.repeat(2_000_000)}apiVersion: v1`],
  ['dots', 'x.yaml', `apiVersion: v1\n${'...\n'.repeat(200_000)}`],
  ['NULs', 'x.txt', `a${'\0'.repeat(2_000_000)}b`],
  ['spaces', 'x.log', `${' '.repeat(2_000_000)}x`],
  ['unfinished quotes', 'x.yaml', `apiVersion: v1\nitems:\n${'- "\n'.repeat(3_000)}`],
])('many %s are read in good time', async (_what, path, text) => {
  const started = performance.now();
  await readBundle({ [path]: text });

  expect(performance.now() - started).toBeLessThan(10_000);
});
