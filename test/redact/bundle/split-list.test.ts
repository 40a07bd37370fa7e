import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactJsonList } from '../../../src/redact/bundle/redact-json.ts';
import { opensList, splitList } from '../../../src/redact/bundle/split-list.ts';
import { createRedactor } from '../../../src/redact/redact.ts';
import { inPieces } from '../../support/archives.ts';

async function piecesOf(text: string, size: number): Promise<{ isItem: boolean; text: string }[]> {
  const pieces: { isItem: boolean; text: string }[] = [];
  for await (const { isItem, bytes } of splitList(inPieces(Buffer.from(text), size))) {
    const last = pieces.at(-1);
    // What stands around the items comes in as many pieces as it arrived.
    if (last && !last.isItem && !isItem) last.text += bytes.toString();
    else pieces.push({ isItem, text: bytes.toString() });
  }
  return pieces;
}

async function redacted(document: unknown, indent?: number): Promise<string> {
  const chunks = inPieces(Buffer.from(`${JSON.stringify(document, null, indent)}\n`), 11);
  let text = '';
  for await (const piece of redactJsonList(chunks, createRedactor({ marks: 'ordinal' }))) text += piece;
  return text;
}

describe('a list is cut into its items and the rest', () => {
  test.each([1, 7, 1000])('in pieces of %i bytes', async (size) => {
    expect(await piecesOf('{"kind":"PodList","items":[{"a":"]}"},\n{"b":[{}]}],"x":[{}]}', size)).toEqual([
      { isItem: false, text: '{"kind":"PodList","items":[' },
      { isItem: true, text: '{"a":"]}"}' },
      { isItem: false, text: ',\n' },
      { isItem: true, text: '{"b":[{}]}' },
      { isItem: false, text: '],"x":[{}]}' },
    ]);
  });

  test('a bare list, and one that was cut', async () => {
    expect(await piecesOf('[{"a":1},{"b":', 3)).toEqual([
      { isItem: false, text: '[' },
      { isItem: true, text: '{"a":1}' },
      { isItem: false, text: ',' + '{"b":' },
    ]);
  });

  test('nothing is lost, whatever comes in', () => {
    const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', '"items":', ',', 'x', ' '), {
      maxLength: 60,
    });
    return fc.assert(
      fc.asyncProperty(noise, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const text = parts.join('');
        expect((await piecesOf(text, size)).map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});

test.each([
  ['[{"a":1}]', true],
  ['{"kind":"PodList","items": [', true],
  ['{"level":"info"}\n{"level":"warn"}', false],
  ['["a"]', false],
])('%s is a list of objects: %s', (head, expected) => expect(opensList(head)).toBe(expected));

describe('its items are judged as the objects they are', () => {
  const items = [{ metadata: { name: 'db' }, type: 'Opaque', data: { shade: 'aHVudGVyMg==' } }];
  const kept = [{ type: 'Opaque', metadata: { name: 'db' }, keys: { shade: 7 } }];

  test.each([undefined, 2, 4])('with an indent of %s, as the whole document would be', async (indent) => {
    const list = { kind: 'SecretList', apiVersion: 'v1', items };
    expect(await redacted(list, indent)).toBe(`${JSON.stringify({ ...list, items: kept }, null, indent)}\n`);
  });

  test('a Secret is told by its data and type where the kind of the list comes last', async () => {
    const list = { apiVersion: 'v1', items, kind: 'SecretList' };
    expect(await redacted(list, 2)).toBe(`${JSON.stringify({ ...list, items: kept }, null, 2)}\n`);
  });
});
