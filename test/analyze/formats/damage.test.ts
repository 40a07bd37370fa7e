import fc from 'fast-check';
import { expect, test } from 'vitest';
import { event, list, pod, yamlList } from '../../support/families/objects.ts';
import { readBundle } from '../../support/read-bundle.ts';

const JSON_LIST = list('Pod', [pod('api-0'), pod('api-1'), pod('api-2')]);
const YAML_LIST = yamlList([pod('api-0'), event('BackOff', 'api-0'), pod('api-2')]);
const DUMP = `${JSON_LIST}\n==== START logs for container web of pod shop/api-0 ====\nready\n==== END logs for container web of pod shop/api-0 ====\n`;

/** A text with some bytes replaced, cut out or put in. */
function damaged(text: string) {
  const cut = fc.tuple(fc.nat(text.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 20 }));
  return fc
    .array(cut, { maxLength: 4 })
    .map((cuts) =>
      cuts.reduce((broken, [at, length, inserted]) => broken.slice(0, at) + inserted + broken.slice(at + length), text),
    );
}

const chunkBytes = fc.integer({ min: 1, max: 300 });
const paths = fc.constantFrom(
  'cluster-resources/pods/shop.json',
  'namespaces/shop/core/pods.yaml',
  'pods.txt',
  'logs/shop/api-0.log',
  'casefile.json',
  'jobs-errors.json',
);

test.each([
  ['JSON', JSON_LIST],
  ['YAML', YAML_LIST],
  ['a dump', DUMP],
])('however %s is damaged, the rest of the bundle is read', async (_what, text) => {
  await fc.assert(
    fc.asyncProperty(damaged(text), paths, chunkBytes, async (broken, path, size) => {
      const read = await readBundle(
        { [path]: broken, 'cluster-resources/nodes.json': list('Node', []) },
        { chunkBytes: size },
      );

      expect(read.lists).toContainEqual(expect.objectContaining({ kind: 'Node', complete: true }));
      // A reader that stumbles must not do so by an accident of its own.
      expect(read.gaps.filter(({ why }) => why.startsWith('could not be read'))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('in whatever pieces a sound file arrives, it is read alike', async () => {
  const whole = await readBundle({ 'cluster-resources/pods/shop.json': DUMP });

  await fc.assert(
    fc.asyncProperty(chunkBytes, async (size) => {
      const read = await readBundle({ 'cluster-resources/pods/shop.json': DUMP }, { chunkBytes: size });

      expect(read.objects.map(({ name, source }) => [name, source])).toEqual(
        whole.objects.map(({ name, source }) => [name, source]),
      );
      expect(read.logs).toEqual(whole.logs);
      expect(read.lists).toEqual(whole.lists);
    }),
    { numRuns: 20 },
  );
});
