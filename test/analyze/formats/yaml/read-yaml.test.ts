import { describe, expect, test } from 'vitest';
import { readBundle } from '../../../support/read-bundle.ts';

/** Reads one YAML file of a folder. */
async function readYaml(text: string | Uint8Array, path = 'ticket.yaml') {
  const read = await readBundle({ [path]: text });
  return {
    ...read,
    seen: read.objects.map(({ kind, name, source }) => [kind, name, source.line]),
    why: read.gaps.map(({ why }) => why),
  };
}

const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

describe('a YAML file', () => {
  test('of several documents', async () => {
    const { seen, why } = await readYaml(
      `# exported\n---\n${config('a')}---\n\n${config('b')}...\n---\n${config('c')}`,
    );

    expect(seen).toEqual([
      ['ConfigMap', 'a', 3],
      ['ConfigMap', 'b', 9],
      ['ConfigMap', 'c', 15],
    ]);
    expect(why).toEqual([]);
  });

  test('of a list, at the end of which its kind stands', async () => {
    const list = `apiVersion: v1\nitems:\n- metadata:\n    name: a\n  data:\n    text: |\n      - not an item\n- metadata:\n    name: b\nkind: ConfigMapList\nmetadata:\n  resourceVersion: ""\n`;
    const { seen, lists, objects } = await readYaml(list);

    expect(seen).toEqual([
      ['ConfigMap', 'a', 3],
      ['ConfigMap', 'b', 8],
    ]);
    expect(objects[0]?.string('data.text')).toBe('- not an item\n');
    expect(lists).toEqual([{ kind: 'ConfigMap', apiVersion: 'v1', complete: false, file: 'ticket.yaml' }]);
  });

  test('of a list whose items are indented, and of a sequence of objects', async () => {
    const indented = `kind: List\napiVersion: v1\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: a}\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: b}\n`;
    const sequence = `- apiVersion: v1\n  kind: Secret\n  metadata: {name: c}\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: d}\n`;

    expect((await readYaml(indented)).seen).toEqual([
      ['Secret', 'a', 4],
      ['Secret', 'b', 7],
    ]);
    expect((await readYaml(sequence)).seen).toEqual([
      ['Secret', 'c', 1],
      ['Secret', 'd', 4],
    ]);
  });

  test('with an empty list', async () => {
    const { lists } = await readYaml('apiVersion: v1\nitems: []\nkind: PodList\n', 'namespaces/shop/core/pods.yaml');

    expect(lists).toMatchObject([{ kind: 'Pod', namespace: 'shop', complete: true }]);
  });

  test('with a paged list', async () => {
    const text = `apiVersion: v1\nitems:\n- metadata:\n    name: a\nkind: PodList\nmetadata:\n  continue: abc\n`;
    const { lists } = await readYaml(text, 'namespaces/shop/core/pods.yaml');

    expect(lists).toMatchObject([{ kind: 'Pod', namespace: 'shop', complete: false }]);
  });

  test('in which times stay texts and numbers are numbers', async () => {
    const { objects } = await readYaml(
      `${config('a')}  creationTimestamp: 2024-05-01T10:00:00Z\ndata:\n  mode: 0644\n  on: yes\n`,
    );

    expect(objects[0]?.at('metadata.creationTimestamp')).toBe('2024-05-01T10:00:00Z');
    expect(objects[0]?.at('data.on')).toBe('yes');
  });

  test('with a prompt before and after', async () => {
    const { seen, gaps } = await readYaml(`user@host:~$ kubectl get cm a -o yaml\n${config('a')}user@host:~$ exit\n`);

    expect(seen).toEqual([['ConfigMap', 'a', 2]]);
    expect(gaps).toEqual([]);
  });

  test('from which somebody left a part out', async () => {
    const { objects } = await readYaml(`${config('a')}data:\n  x: "1"\n  ...\n  y: "2"\n`);

    expect(objects[0]?.texts('data')).toEqual({ x: '1', y: '2' });
  });

  test('with a key that stands twice: the last one is read, and it is said', async () => {
    const { objects, why } = await readYaml(`${config('a')}data:\n  x: "1"\n  x: "2"\n`);

    expect(objects[0]?.texts('data')).toEqual({ x: '2' });
    expect(why).toEqual(['a key stands twice; the last one was read (from line 1)']);
  });

  test('of which one item is broken', async () => {
    const text = `apiVersion: v1\nkind: PodList\nitems:\n- metadata:\n    name: a\n- metadata:\n    name: "b\n- metadata:\n    name: c\n`;
    const { seen, lists, why } = await readYaml(text, 'namespaces/shop/core/pods.yaml');

    expect(seen).toEqual([
      ['Pod', 'a', 4],
      ['Pod', 'c', 8],
    ]);
    expect(lists).toMatchObject([{ complete: false }]);
    expect(why).toEqual([expect.stringMatching(/^not valid YAML: .*\(line \d+\)$/)]);
  });

  test('as PowerShell writes it', async () => {
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(config('a').replaceAll('\n', '\r\n'), 'utf16le'),
    ]);

    expect((await readYaml(utf16)).seen).toEqual([['ConfigMap', 'a', 1]]);
  });

  test('that is no object of the API', async () => {
    const { unread, gaps } = await readYaml('replicas: 3\nimage:\n  tag: latest\n', 'values.yaml');

    expect(unread).toEqual(['values.yaml']);
    expect(gaps).toEqual([]);
  });
});
