import { expect, test } from 'vitest';
import { topFolderOf } from '../../../src/analyze/formats/top-folder.ts';

test.each<[what: string, paths: string[], top: string]>([
  ['the folder of an archive wraps', ['bundle/a.json', 'bundle/b/c.json'], 'bundle'],
  [
    'so do all folders around it',
    ['x/must-gather.local.1/image/namespaces/a', 'x/must-gather.local.1/image/version'],
    'x/must-gather.local.1/image',
  ],
  ['a folder of a family means something', ['b/cluster-resources/nodes.json', 'b/cluster-resources/pods/a.json'], 'b'],
  ['as does one that is named after a kind', ['b/pods/a.json', 'b/pods/c.json'], 'b'],
  ['or after what people keep in it', ['logs/a.log', 'logs/b.log'], ''],
  ['files beside each other have no wrapping', ['a.json', 'b.json'], ''],
  ['folders beside each other neither', ['one/a.json', 'two/a.json'], ''],
  ['a name that begins alike is another name', ['bundle/a.json', 'bundle-2/a.json'], ''],
  ['nothing has none', [], ''],
])('%s', (_what, paths, top) => {
  expect(topFolderOf(paths)).toBe(top);
});

test('a folder and the archive of it end with the same paths', () => {
  const inside = ['image/namespaces/shop/shop.yaml', 'image/version'];
  const archived = inside.map((path) => `must-gather/${path}`);
  const stripped = (paths: string[]) => paths.map((path) => path.slice(topFolderOf(paths).length + 1));

  expect(stripped(archived)).toEqual(stripped(inside));
});
