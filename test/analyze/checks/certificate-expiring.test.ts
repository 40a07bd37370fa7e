import { expect, test } from 'vitest';
import { certificateExpiring } from '../../../src/analyze/checks/certificate-expiring.ts';
import { object, proofs, run } from '../../support/check.ts';

/** Of shop.example, valid from 2025-12-05 to 2026-03-05. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBVjCB/aADAgECAgEBMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDHNob3AuZXhh
bXBsZTAeFw0yNTEyMDUwMDAwMDBaFw0yNjAzMDUwMDAwMDBaMBcxFTATBgNVBAMM
DHNob3AuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBWFg6iqO7Ug
cZVjZtgRPI7rl7BIRmdMB9eLaYPVshJ6s2rUlOBLBgm0Wr0kJq7xG9eZdC0U6MBA
StIIhlm28AmjOjA4MBcGA1UdEQQQMA6CDHNob3AuZXhhbXBsZTAdBgNVHQ4EFgQU
qCgmDQHyd5219BOWs+hX0DVVFMQwCgYIKoZIzj0EAwIDSAAwRQIgOsrX2AzS4qZh
hakI7qWe5MwmIJPrHeFxFqcpkuOK0s4CIQD2MJOcbOZejuPMGT+r/cOpTUPDBrWg
FvTOGHahH8iUgQ==
-----END CERTIFICATE-----`;

const data = { 'tls.crt': Buffer.from(CERTIFICATE).toString('base64') };
const secret = (rest: object = {}) => object('Secret', 'web-tls', { type: 'kubernetes.io/tls', data, ...rest });
const ingress = object('Ingress', 'web', { spec: { tls: [{ secretName: 'web-tls' }] } }, 'networking.k8s.io/v1');

const at = (capturedAt: string, ...objects: ReturnType<typeof object>[]) =>
  run(certificateExpiring, { objects, capturedAt });

test('a certificate that ends within two weeks is a warning, with its end as the proof', () => {
  const [finding] = at('2026-03-01T12:00:00Z', secret());
  expect(finding).toMatchObject({
    severity: 'warning',
    captures: { names: 'shop.example', state: 'ends soon', until: '2026-03-05T00:00:00.000Z' },
  });
  expect(proofs(finding)).toEqual(['notAfter: 2026-03-05T00:00:00.000Z']);
});

test('one that has ended is an error where something serves with it, and else forgotten', () => {
  expect(at('2026-03-06T00:00:00Z', secret(), ingress)).toMatchObject([{ severity: 'error' }]);
  expect(at('2026-03-06T00:00:00Z', secret())).toMatchObject([{ severity: 'warning' }]);
});

test('a certificate with weeks to go is well', () => {
  expect(at('2026-01-01T00:00:00Z', secret(), ingress)).toEqual([]);
});

test('what was redacted, and what is no certificate, tells nothing', () => {
  expect(at('2026-03-06T00:00:00Z', secret({ data: { 'tls.crt': '[redacted 1]' } }))).toEqual([]);
  expect(at('2026-03-06T00:00:00Z', secret({ type: 'Opaque' }))).toEqual([]);
});
