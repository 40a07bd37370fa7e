import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonItems } from '../../../src/collect/transport/json-items.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function itemsOf(text: string, size = 7): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of jsonItems(inPieces(text, size))) items.push(JSON.parse(item));
  return items;
}

test('the items of a list come one by one', async () => {
  const list = { apiVersion: 'v1', kind: 'List', metadata: { x: [] }, items: [{ a: 1 }, { b: ['}', '"'] }] };

  expect(await itemsOf(JSON.stringify(list, null, 4))).toEqual([{ a: 1 }, { b: ['}', '"'] }]);
});

test('an empty list has no items', async () => {
  expect(await itemsOf('{"kind": "List", "items": []}')).toEqual([]);
});

test('a single object is one item, though it may hold a list called items deeper down', async () => {
  const downwardApi = { kind: 'Pod', spec: { volumes: [{ downwardAPI: { items: [{ path: 'labels' }] } }] } };

  expect(await itemsOf(JSON.stringify(downwardApi))).toEqual([downwardApi]);
});

test('no output has no items', async () => {
  expect(await itemsOf('')).toEqual([]);
});

test('a list that was cut off gives its whole items, then fails', async () => {
  const seen: string[] = [];
  const read = async () => {
    for await (const item of jsonItems(inPieces('{"items": [{"a": 1}, {"b": ', 5))) seen.push(item);
  };

  await expect(read()).rejects.toThrow('ends in the middle of an item');
  expect(seen).toEqual(['{"a": 1}']);
});

test('any list comes out as it went in, however it is cut into chunks', async () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  const size = fc.integer({ min: 1, max: 40 });

  await fc.assert(
    fc.asyncProperty(
      fc.array(object, { maxLength: 6 }),
      size,
      fc.integer({ min: 0, max: 4 }),
      async (items, size, indent) => {
        const text = JSON.stringify({ apiVersion: 'v1', metadata: { items: {} }, items, kind: 'List' }, null, indent);
        expect(await itemsOf(text, size)).toEqual(JSON.parse(JSON.stringify(items)));
      },
    ),
    { numRuns: 200 },
  );
});
