import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJsonSplitter } from '../../../../src/analyze/formats/json/split-json.ts';

type Part = [what: string, text: string, line: number];

/** Splits a text that arrives in pieces of `size` bytes. */
function split(text: string, size = 1 << 16, limits = { objectBytes: 1 << 20, depth: 50 }): Part[] {
  const parts: Part[] = [];
  const add = (what: string) => (bytes: Uint8Array, line: number) => {
    parts.push([what, Buffer.from(bytes).toString(), line]);
  };
  const splitter = createJsonSplitter(
    {
      listStart: () => {},
      item: add('item'),
      document: add('document'),
      textLine: (bytes, line) => {
        add('text')(bytes, line);
        return false;
      },
      unreadable: (why, line) => parts.push([why, '', line]),
    },
    limits,
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
  splitter.end();
  return parts;
}

describe('a stream of JSON is split', () => {
  test('into the items of a list and its envelope', () => {
    expect(split('{"kind": "PodList",\n "items": [{"a": 1},\n {"b": "]}"}], "z": [2]}')).toEqual([
      ['item', '{"a": 1}', 2],
      ['item', '{"b": "]}"}', 3],
      ['document', '{"kind": "PodList",\n "items": [], "z": [2]}', 1],
    ]);
  });

  test('into the items of a bare array', () => {
    expect(split('[\n{"a": [1, {"b": 2}]}, 3,\n{"c": 4}\n]')).toEqual([
      ['item', '{"a": [1, {"b": 2}]}', 2],
      ['item', '{"c": 4}', 3],
      ['document', '[]', 1],
    ]);
  });

  test('into values and lines of text between them', () => {
    expect(split('{"a": 1}{"b": 2}\nCluster info dumped {to} standard output\n{"c": 3}\n')).toEqual([
      ['document', '{"a": 1}', 1],
      ['document', '{"b": 2}', 1],
      ['text', 'Cluster info dumped {to} standard output', 2],
      ['document', '{"c": 3}', 3],
    ]);
  });

  test('behind a byte order mark', () => {
    expect(split('\ufeff{"a": 1}', 2)).toEqual([['document', '{"a": 1}', 1]]);
  });

  test('only at the key `items` of the outermost object', () => {
    expect(split('{"metadata": {"items": [{}]}, "x": "items", "y": [{}]}')).toEqual([
      ['document', '{"metadata": {"items": [{}]}, "x": "items", "y": [{}]}', 1],
    ]);
  });

  test('up to the place where the file was cut', () => {
    expect(split('{"items": [{"a": 1},\n{"b": ')).toEqual([
      ['item', '{"a": 1}', 1],
      ['cut', '', 2],
    ]);
  });

  test('without items that are too deep or too large', () => {
    const limits = { objectBytes: 30, depth: 3 };
    expect(split(`{"items": [{"a": [[[1]]]}, {"b": "${'x'.repeat(30)}"}, {"c": 1}]}`, 7, limits)).toEqual([
      ['deep', '', 1],
      ['large', '', 1],
      ['item', '{"c": 1}', 1],
      ['document', '{"items": []}', 1],
    ]);
  });
});

test('however the bytes arrive, the same items come out', () => {
  const item = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
  const indent = fc.constantFrom(undefined, 1, 4);
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), indent, (items, size, spaces) => {
      const text = JSON.stringify({ kind: 'List', items, metadata: {} }, null, spaces);
      const parts = split(text, size, { objectBytes: 1 << 20, depth: 1000 });

      expect(parts.filter(([what]) => what === 'item').map(([, json]) => JSON.parse(json))).toEqual(
        JSON.parse(JSON.stringify(items)),
      );
      expect(parts.at(-1)?.[0]).toBe('document');
      for (const [what, json, line] of parts) {
        if (what === 'item')
          expect(
            text
              .split('\n')
              .slice(line - 1)
              .join('\n'),
          ).toContain(json);
      }
    }),
    { numRuns: 200 },
  );
});
