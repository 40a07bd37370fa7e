import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withoutKeyLine } from '../../src/redact/key-lines.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const body = privateKey.trim().split('\n').slice(1, -1);

describe('the inside of a private key, shown a line at a time', () => {
  test.each([
    ['as it is', ''],
    ['indented', '    '],
    ['behind a time stamp', '2026-03-01T12:00:00Z '],
  ])('%s: no whole line of it is left', (_, prefix) => {
    for (const line of body.slice(0, -1)) expect(withoutKeyLine(prefix + line)).not.toContain(line.slice(0, 16));
  });
});

test.each([
  ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['dial tcp 10.43.0.1:443: i/o timeout'],
  ['open /var/lib/postgresql/data/pgdata/base/16384: permission denied'],
  ['{"level":"error","message":"no keys found that support model: gpt"}'],
  ['at com.example.shop.ApplicationContextInitializerFactoryBeanConfigurer'],
  [''],
])('%s stays', (line) => expect(withoutKeyLine(line)).toBe(line));
