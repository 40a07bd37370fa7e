import { expect, test } from 'vitest';
import { partsOfRow } from '../../../../../src/analyze/formats/text/tables/rows.ts';

const row = (CONDITION: string) =>
  partsOfRow('CertificateSigningRequest', {
    SIGNERNAME: 'kubernetes.io/kubelet-serving',
    REQUESTOR: 'system:node:node-a',
    CONDITION,
  });

test('a request that nobody has decided has no condition', () => {
  expect(row('Pending')).toEqual({
    spec: { signerName: 'kubernetes.io/kubelet-serving', username: 'system:node:node-a' },
    status: { tableStatus: 'Pending' },
  });
});

test('what was decided is told; that it was issued is none of it', () => {
  expect(row('Approved,Issued')).toMatchObject({ status: { conditions: [{ type: 'Approved', status: 'True' }] } });
  expect(row('Approved,Failed')).toMatchObject({ status: { conditions: [{ type: 'Approved' }, { type: 'Failed' }] } });
});
