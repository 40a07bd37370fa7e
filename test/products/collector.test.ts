import { expect, test } from 'vitest';
import { KINDS } from '../../src/bundle-format/kinds.ts';

/** What the commands of the two guides show: get and describe of these kinds. */
const LOOKED_AT = [
  'ConfigMap',
  'Deployment',
  'EndpointSlice',
  'Event',
  'HorizontalPodAutoscaler',
  'Ingress',
  'IngressClass',
  'Job',
  'Namespace',
  'NetworkPolicy',
  'Node',
  'PersistentVolumeClaim',
  'Pod',
  'Secret',
  'Service',
  'StatefulSet',
  'StorageClass',
];

test('every kind that the guides look at is captured', () => {
  const captured = new Set(KINDS.map(({ kind }) => kind));
  expect(LOOKED_AT.filter((kind) => !captured.has(kind))).toEqual([]);
});
