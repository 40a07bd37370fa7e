import { expect, test } from 'vitest';
import { failClosed } from '../../../src/collect/content/fail-closed.ts';
import { createRedactor } from '../../../src/redact/redact.ts';

const redactor = () => failClosed(createRedactor({ marks: 'token', key: Buffer.alloc(32, 1) }));
const bytes = async (text: string, after = '') => {
  const result = await redactor().bytes(Buffer.from(text), { after: Buffer.from(after), file: 'x.log' });
  return Buffer.concat(result).toString();
};

test('a private key whose beginning was cut off is known by what stood before the cut', async () => {
  const key = 'MIIEowIBAAKCAQEAw7Zt4mUeVqQ2k1Fh0dJx9sLr5nTbYc8GpXaWiOvKyRuEzNlH\n';
  const text = await bytes(`${key}-----END RSA PRIVATE KEY-----\nnext\n`, `-----BEGIN RSA PRIVATE KEY-----\n${key}`);

  expect(text).not.toContain('MIIEow');
  expect(text).toMatch(/next\n$/);
});

test('what stood before the cut is not written', async () => {
  expect(await bytes('two\n', 'one\n')).toBe('two\n');
});

test('characters on the border of two slices stay whole', async () => {
  const text = `${'é'.repeat(200_001)}\n`;

  expect(await bytes(text)).toBe(text);
});
