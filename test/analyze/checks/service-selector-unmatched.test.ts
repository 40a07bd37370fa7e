import { expect, test } from 'vitest';
import { serviceSelectorUnmatched } from '../../../src/analyze/checks/service-selector-unmatched.ts';
import { object, pod, proofs, run } from '../../support/check.ts';

const service = object('Service', 'web', { spec: { selector: { app: 'wbe' } } });
const ingress = object(
  'Ingress',
  'web',
  { spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } } },
  'networking.k8s.io/v1',
);
const complete = ['Pod'];

test('a selector that fits no pod is found, and worse where something leads to the Service', () => {
  const [quiet] = run(serviceSelectorUnmatched, { objects: [service, pod()], complete });
  expect(quiet).toMatchObject({ captures: { service: 'web', selector: 'app=wbe' }, severity: 'info' });
  expect(proofs(quiet)[0]).toBe('spec.selector: {"app":"wbe"}');

  const [called] = run(serviceSelectorUnmatched, { objects: [service, pod(), ingress], complete });
  expect(called?.severity).toBeUndefined();
});

test('without the list of pods there is no verdict', () => {
  expect(run(serviceSelectorUnmatched, { objects: [service, pod()] })).toEqual([]);
});

test('a workload that is scaled to 0 is meant', () => {
  const template = { metadata: { labels: { app: 'wbe' } }, spec: {} };
  const deployment = object('Deployment', 'web', { spec: { replicas: 0, template } }, 'apps/v1');
  expect(run(serviceSelectorUnmatched, { objects: [service, deployment], complete })).toEqual([]);
});

test('a selector that fits is well', () => {
  expect(run(serviceSelectorUnmatched, { objects: [service, pod({ labels: { app: 'wbe' } })], complete })).toEqual([]);
});
