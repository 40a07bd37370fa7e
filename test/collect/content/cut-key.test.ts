import { expect, test } from 'vitest';
import { withKeyBegin } from '../../../src/collect/content/cut-key.ts';
import { failClosed } from '../../../src/collect/content/fail-closed.ts';
import { createRedactor } from '../../../src/redact/redact.ts';

const LINE = 'MIIEowIBAAKCAQEAw7Zt4mUeVqQ2k1Fh0dJx9sLr5nTbYc8GpXaWiOvKyRuEzNlH';
const stamped = (...lines: string[]) => lines.map((line) => `2026-03-01T10:00:00.000000000Z ${line}\n`).join('');

async function written(log: string): Promise<string> {
  const { before, bytes } = withKeyBegin(Buffer.from(log));
  const redactor = failClosed(createRedactor({ marks: 'token', key: Buffer.alloc(32, 1) }));
  return Buffer.concat(await redactor.bytes(bytes, { after: before, file: 'x.log' })).toString();
}

test('the last lines of a key at the start of a log go with its END, however short', async () => {
  const log = await written(stamped(LINE, 'kQ3vY8pL', '-----END RSA PRIVATE KEY-----', 'listening on :8080'));

  expect(log).not.toMatch(/MIIEow|kQ3vY8pL/);
  expect(log).toMatch(/ listening on :8080\n$/);
});

test('lines from the middle of a key go, though neither its beginning nor its end was captured', async () => {
  const log = await written(stamped(LINE, LINE, 'a line of the log'));

  expect(log).not.toContain('MIIEow');
  expect(log).toContain('2026-03-01T10:00:00.000000000Z [redacted: line of a key]\n');
  expect(log).toContain('a line of the log');
});

test('the end of a certificate is no key', async () => {
  const log = stamped('kQ3vY8pL', '-----END CERTIFICATE-----');

  expect(await written(log)).toBe(log);
});

test('a log that starts like any other is left alone', async () => {
  const log = `${stamped('starting', `digest ${'ab12'.repeat(16)}`)}ready\n`;

  expect(await written(log)).toBe(log);
});
