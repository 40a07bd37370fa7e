import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';

const redactor = createRedactor({ marks: 'ordinal' });

/** Letters and digits as a generator of tokens gives them; never a real token. */
function token(length: number, letters = 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU'): string {
  return Array.from({ length }, (_, at) => letters[(at * 7 + length) % letters.length]).join('');
}

const HEX = '0a1b2c3d4e5f6789';

test.each([
  ['a prefix in upper and lower case', `xkeysib-${token(64)}`],
  ['a prefix that pods may have', `ico-${token(32)}`],
  ['a UUID behind a prefix', 'sdk-0a1b2c3d-4e5f-6789-0a1b-2c3d4e5f6789'],
  ['three parts', `pat.${token(22)}.${token(24, HEX)}.${token(20)}`],
  ['an access token', `EAAA${token(64)}`],
  ['a marker within', `${token(76)}AZDO${token(4)}`],
  ['the key of a storage account', `${token(86)}==`],
  ['a licence key', `${token(36, HEX)}NRAL`],
])('%s', (_, secret) => {
  const redacted = redactor.text(`msg="sent ${secret} upstream" status=200`);
  expect(redacted).not.toContain(secret.slice(8, 24));
  expect(redacted).toContain('status=200');
});

test.each([
  'pod ico-frontend-deployment-service-7d9c8b6f54-x2kqv is ready',
  'host tk-us-east-gateway-production-cluster-internal-0 resolved',
  'live_migration_of_virtual_machines_between_two_hosts finished',
  `integrity sha512-${token(86)}==`,
  'the digest sha256:0a1b2c3d4e5f67890a1b2c3d4e5f67890a1b2c3d4e5f67890a1b2c3d4e5f6789 is known',
])('%s: kept', (line) => {
  expect(redactor.text(line)).toBe(line);
});
