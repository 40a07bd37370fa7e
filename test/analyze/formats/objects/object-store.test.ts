import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonObject, KubeObject } from '../../../../src/analyze/formats/kube-object.ts';
import { createObjectStore } from '../../../../src/analyze/formats/objects/object-store.ts';
import { createTextKeeper } from '../../../../src/analyze/formats/objects/packed-text.ts';
import { pod } from '../../../support/families/objects.ts';

const objectOf = (body: JsonObject, name = 'api-0') =>
  new KubeObject({ kind: 'Pod', name, fidelity: 'full', source: { file: 'pods.json' }, body });

test('within the budget an object stays as it is', () => {
  const body = pod('api-0');

  expect(createObjectStore(100).keep(objectOf(body), 100).body).toBe(body);
});

test('beyond the budget it is the same object, parsed on demand and only once for questions in a row', () => {
  const store = createObjectStore(0);
  const kept = store.keep(objectOf(pod('api-0')), 1);

  expect(kept.body).toEqual(pod('api-0'));
  expect(kept.body).toBe(kept.body);
});

test('thousands of objects come back in whatever order they are asked for', () => {
  const store = createObjectStore(0);
  const kept = Array.from({ length: 3000 }, (_, index) => store.keep(objectOf(pod(`api-${index}`)), 1));

  const backwards = kept.reverse().map(({ body }) => body);
  expect(backwards).toEqual(Array.from({ length: 3000 }, (_, index) => pod(`api-${2999 - index}`)));
});

test('texts that are kept come back as they were: any letters, empty, larger than a block, like others and unlike', () => {
  const words = fc.array(fc.constantFrom('"name":"web"', '"image":"registry.example/web:1"', 'ä', '🦊', '\u0000', '}'));
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 50 }),
    words.map((parts) => parts.join(',')),
    fc.tuple(words, fc.nat({ max: 4000 })).map(([parts, times]) => parts.join(',').repeat(times).slice(0, 300_000)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const keeper = createTextKeeper();
      const ids = texts.map((each) => keeper.keep(each));
      // What is half of a letter cannot be written as UTF-8, here as anywhere.
      expect(ids.map((id) => keeper.read(id))).toEqual(texts.map((each) => Buffer.from(each).toString()));
    }),
    { numRuns: 60 },
  );
});
