import { expect, test } from 'vitest';
import { judge, rule } from './judge.ts';

const discFull = rule(
  'disc-full',
  'needs: [events]\nmatch: { event: { kind: [Node], reason: [FreeDiskSpaceFailed], message: failed to free } }\nhits: [failed to free]',
);
const node = (pressure: string) => ({
  kind: 'Node',
  apiVersion: 'v1',
  metadata: { name: 'node-a' },
  status: {
    conditions: [
      { type: 'DiskPressure', status: pressure },
      { type: 'Ready', status: 'True' },
    ],
  },
});
const events = [
  { reason: 'FreeDiskSpaceFailed', message: 'Failed to free space', involved: { kind: 'Node', name: 'node-a' } },
];

test('a node under pressure is ready and yet in trouble, so what its events say still holds', async () => {
  const { findings } = await judge([discFull], { objects: [node('True')], events });
  expect(findings).toMatchObject([{ current: true, severity: 'error' }]);
});

test('once the pressure is gone, it is past', async () => {
  const { findings } = await judge([discFull], { objects: [node('False')], events });
  expect(findings).toMatchObject([{ current: false, severity: 'warning' }]);
});
