import { expect, test } from 'vitest';
import { ingressBackendUnavailable } from '../../../src/analyze/checks/ingress-backend-unavailable.ts';
import { serviceWithoutEndpoints } from '../../../src/analyze/checks/service-without-endpoints.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { crashed, object, pod, proofs, run } from '../../support/check.ts';

const service = (spec: JsonObject = {}) => object('Service', 'web', { spec: { selector: { app: 'web' }, ...spec } });
const down = pod({ ready: false, status: crashed(1) });
const slice = (ready: boolean) =>
  object(
    'EndpointSlice',
    'web-x1',
    {
      metadata: { labels: { 'kubernetes.io/service-name': 'web' } },
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
    },
    'discovery.k8s.io/v1',
  );
const ingress = object(
  'Ingress',
  'web',
  {
    spec: {
      rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
    },
  },
  'networking.k8s.io/v1',
);

test('a Service whose only pod is not ready serves nobody, as its slices say', () => {
  const [finding] = run(serviceWithoutEndpoints, { objects: [service(), down, slice(false)] });
  expect(finding?.subject).toMatchObject({ kind: 'Service', name: 'web' });
  expect(proofs(finding)).toEqual([
    'spec.selector: {"app":"web"}',
    'endpoints: [{"addresses":["10.0.0.1"],"conditions":{"ready":false}}]',
  ]);
});

test('one ready pod, or one ready address, is enough', () => {
  expect(run(serviceWithoutEndpoints, { objects: [service(), down, pod({ name: 'web-1' })] })).toEqual([]);
  expect(run(serviceWithoutEndpoints, { objects: [service(), down, slice(true)] })).toEqual([]);
});

test('a Service without pods, without selector, or for pods that are not ready is another matter', () => {
  expect(run(serviceWithoutEndpoints, { objects: [service()] })).toEqual([]);
  expect(run(serviceWithoutEndpoints, { objects: [service({ selector: {} }), down] })).toEqual([]);
  expect(run(serviceWithoutEndpoints, { objects: [service({ type: 'ExternalName' }), down] })).toEqual([]);
  expect(run(serviceWithoutEndpoints, { objects: [service({ publishNotReadyAddresses: true }), down] })).toEqual([]);
});

test('pods of a moment ago are on their way', () => {
  const fresh = pod({ ready: false, age: 20 });
  expect(run(serviceWithoutEndpoints, { objects: [service(), fresh, slice(false)] })).toEqual([]);
});

test('the Ingress in front of it answers 503', () => {
  expect(run(ingressBackendUnavailable, { objects: [service(), down, ingress] })).toMatchObject([
    { subject: { kind: 'Ingress', name: 'web' }, captures: { service: 'web' } },
  ]);
  expect(run(ingressBackendUnavailable, { objects: [service(), pod(), ingress] })).toEqual([]);
});

test('a workload that wants pods and could not make any leaves its Service without an address', () => {
  const workload = (replicas: number) =>
    object('Deployment', 'web', { spec: { replicas, template: { metadata: { labels: { app: 'web' } } } } }, 'apps/v1');
  const found = (replicas: number, complete: string[]) =>
    run(serviceWithoutEndpoints, { objects: [service(), workload(replicas)], complete }).length;
  expect(found(2, ['Pod'])).toBe(1);
  expect(found(0, ['Pod'])).toBe(0);
  // Pods that were not captured may be there.
  expect(found(2, [])).toBe(0);
});
