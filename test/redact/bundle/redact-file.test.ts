import { describe, expect, test } from 'vitest';
import { redactFile } from '../../../src/redact/bundle/redact-file.ts';
import { createRedactor, type StreamingRedactor } from '../../../src/redact/redact.ts';
import { inPieces } from '../../support/archives.ts';

const PASSWORD = ['hunter', '2'].join('');
const redactor = () => createRedactor({ marks: 'ordinal' });

async function redacted(content: string | Uint8Array, by: StreamingRedactor = redactor(), pieceSize = 7) {
  const file = redactFile(inPieces(Buffer.from(content), pieceSize), by);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.content) pieces.push(piece);
  return { text: Buffer.concat(pieces).toString(), outcome: file.outcome() };
}

describe('what is JSON is judged as the object it is', () => {
  test('a Secret keeps the sizes of its keys, in the indent that it had', async () => {
    const secret = { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'db' }, data: { shade: 'aHVudGVyMg==' } };
    const { text, outcome } = await redacted(`${JSON.stringify(secret, null, 2)}\n`);
    const { data: _, ...rest } = secret;
    expect(text).toBe(`${JSON.stringify({ ...rest, keys: { shade: 7 } }, null, 2)}\n`);
    expect(outcome).toBe('redacted');
  });

  test('a name that stands twice hides nothing', async () => {
    const { text } = await redacted(`{"password": "${PASSWORD}", "password": ""}`);
    expect(text).not.toContain(PASSWORD);
  });

  test('what the Secret collector of the convention copied', async () => {
    const probe = {
      namespace: 'shop',
      name: 'shade',
      key: 'hue',
      secretExists: true,
      keyExists: true,
      value: PASSWORD,
    };
    expect(JSON.parse((await redacted(JSON.stringify(probe))).text)).toEqual({
      ...probe,
      value: '[redacted:1 secret-data]',
    });
  });

  test('lines of JSON are a log', async () => {
    const { text } = await redacted(`{"msg":"up"}\n{"password":"${PASSWORD}","user":"shop"}\n`);
    expect(text).toBe('{"msg":"up"}\n{"password":"[redacted:1 password]","user":"shop"}\n');
  });

  test('one that was cut is judged as text', async () => {
    const { text } = await redacted(`{\n  "user": "shop",\n  "password": "${PASSWORD}",\n  "host": "db`);
    expect(text).toBe('{\n  "user": "shop",\n  "password": "[redacted:1 password]",\n  "host": "db');
  });
});

describe('text', () => {
  test.each([1, 3, 64, 4096])('in pieces of %i bytes', async (size) => {
    const { text } = await redacted(`café started\nDB_PASSWORD=${PASSWORD}\nuser=shop\n`, redactor(), size);
    expect(text).toBe('café started\nDB_PASSWORD=[redacted:1 password]\nuser=shop\n');
  });

  test('an empty file stays empty', async () => {
    expect(await redacted('')).toEqual({ text: '', outcome: 'redacted' });
  });
});

describe('nothing comes out unjudged', () => {
  test('binary content is left out', async () => {
    const { text, outcome } = await redacted(
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, ...Buffer.from(PASSWORD)]),
    );
    expect(text).toBe('[casefile: left out, binary content cannot be redacted]\n');
    expect(outcome).toBe('binary');
  });

  test('a redactor that fails leaves a note', async () => {
    const failing: StreamingRedactor = {
      ...redactor(),
      stream: () => ({
        write: () => {
          throw new Error(PASSWORD);
        },
        end: () => '',
      }),
    };
    expect(await redacted(`password=${PASSWORD}\n`, failing)).toEqual({
      text: '[casefile: withheld, this content could not be redacted]\n',
      outcome: 'withheld',
    });
  });
});
