import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { scanLines } from '../../src/redact/scan-lines.ts';

const redactor = createRedactor({ marks: 'token', key: new Uint8Array(32) });

function linesLookedAt(text: string): number {
  let count = 0;
  scanLines(
    text,
    () => false,
    () => count++,
  );
  return count;
}

test('plain log lines are passed over', () => {
  const plain = [
    '2026-11-22T01:20:24.459Z INFO  [main] server.go:88 listening on 0.0.0.0:8080',
    'level=info ts=2026-11-22T01:20:24Z caller=flush.go:356 component=ingester msg="flushed chunks" count=12 took=1.2s',
    '10.42.0.7 - - [22/Nov/2026:01:20:24 +0000] "GET /api/v1/models?limit=10 HTTP/1.1" 200 512 "-" "curl/8.5.0"',
    'Pulled image "registry.example.com/shop/web@sha256:7031c1b283388d2c2e09b57badb803c05ebed362dc88d84b480cc47f72a21097"',
    'pod shop/web-7d9c8b6f5-x2x4z uid 6c07fc49-11d9-4c71-a1d2-7b1b3f6a2f5e at /var/lib/kubelet/pods/volumes/data',
  ].join('\n');
  expect(linesLookedAt(plain)).toBe(0);
  expect(linesLookedAt(`${plain}\npassword=x\n${plain}`)).toBe(1);
});

/** Beginnings of secrets, each of which asks for a look at what follows: in a row they must not ask again and again. */
const HOSTILE = [
  ...[
    'password=',
    'auth=',
    'auth:',
    'secret: x ',
    'a://',
    'a://b:c',
    '@(',
    'eyJ',
    'eyJa.',
    'cookie=',
    'cookie: a=b;',
    '"',
    '\\"',
  ],
  ...[
    '"name":"token"',
    '"value":"x","name":"token",',
    '-----BEGIN ',
    '-----BEGIN RSA-----',
    'token:[',
    'token=["a",',
    '%3A',
    'A1b/',
  ],
  ...[
    '[redacted:1 x]',
    'password: ',
    'password:\\"',
    'Authorization: Digest ',
    'bearer ',
    'basic a',
    'mysql -p',
    'curl -u a:b ',
  ],
  ...[
    'key',
    'password {',
    'password is ',
    '::::',
    '$2a$10$',
    'sk-',
    's.',
    '<password>',
    '<name>token</name>',
    'password: $' + '{A:-',
    '"data":{',
    'stringData:{"a":"b",',
    'redis-cli -a ',
    'keys:\n- value: a ',
    '[{"a":"',
  ],
];

test.each(HOSTILE)('%j, over and over, on one line and on many', (piece) => {
  for (const written of [piece, `${piece}\n`]) {
    const text = written.repeat(Math.ceil(25_000 / piece.length));
    expect(redactor.text(text).length).toBeGreaterThan(0);
  }
  expect(redactor.counts().unjudged).toBeUndefined();
});

test('a line of many megabytes is judged in parts, in pieces as in one', () => {
  const long = `${'a plain word, '.repeat(400_000)}password=hunterhunter ${'b '.repeat(400_000)}`;
  const shown = redactor.text(long);
  expect(shown).not.toContain('hunterhunter');
  const stream = redactor.stream();
  let pieces = '';
  for (let at = 0; at < long.length; at += 1_000_003) pieces += stream.write(long.slice(at, at + 1_000_003));
  expect(pieces + stream.end() === shown).toBe(true);
});

test('what is one unbroken blob of megabytes becomes a mark, and is counted', () => {
  const blob = createRedactor({ marks: 'ordinal' });
  expect(blob.text('x'.repeat(5 * 1024 * 1024))).toMatch(/^\[redacted:1 unjudged\]x+$/);
  expect(blob.counts()).toEqual({ unjudged: 1 });
});

test('nothing is thrown, whatever comes in', () => {
  const hostile = createRedactor({ marks: 'ordinal' });
  expect(hostile.text(undefined as unknown as string)).toMatch(/^\[redacted:1 unjudged\]/);
  const trap = {
    kind: 'Pod',
    get spec() {
      throw new Error('no');
    },
  };
  expect(hostile.object<unknown>(trap)).toMatch(/^\[redacted:2 unjudged\]$/);
});
