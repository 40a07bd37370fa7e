import { expect, test } from 'vitest';
import { certificateIssuerNotReady } from '../../../src/analyze/checks/certificate-issuer-not-ready.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { object, proofs, run } from '../../support/check.ts';

const issuer = (ready: JsonObject) =>
  object(
    'Issuer',
    'acme',
    {
      spec: { acme: { server: 'https://acme.example/directroy' } },
      status: { conditions: [{ type: 'Ready', ...ready }] },
    },
    'cert-manager.io/v1',
  );

test('an issuer that is not ready is found with the setting it fails on', () => {
  const [finding] = run(certificateIssuerNotReady, {
    objects: [issuer({ status: 'False', reason: 'ErrRegisterACMEAccount', message: '404 page not found\n' })],
  });
  expect(finding?.captures).toEqual({ message: '404 page not found' });
  expect(proofs(finding)[1]).toBe('spec.acme.server: https://acme.example/directroy');
});

test('an issuer that is ready is well', () => {
  expect(run(certificateIssuerNotReady, { objects: [issuer({ status: 'True' })] })).toEqual([]);
});
