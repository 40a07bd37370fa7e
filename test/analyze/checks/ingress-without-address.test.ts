import { expect, test } from 'vitest';
import { ingressWithoutAddress } from '../../../src/analyze/checks/ingress-without-address.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, proofs, run } from '../../support/check.ts';

const ingress = (name: string, address?: string, metadata: JsonObject = {}) =>
  object(
    'Ingress',
    name,
    {
      metadata,
      spec: { ingressClassName: 'edge' },
      status: { loadBalancer: address ? { ingress: [{ ip: address }] } : {} },
    },
    'networking.k8s.io/v1',
  );

test('an Ingress without an address stands out beside one of its class that has one', () => {
  const [finding] = run(ingressWithoutAddress, { objects: [ingress('front'), ingress('shop', '203.0.113.9')] });
  expect(finding).toMatchObject({ subject: { name: 'front' }, captures: { class: 'edge', other: 'shop/shop' } });
  expect(proofs(finding)).toEqual(['status.loadBalancer: {}', 'status.loadBalancer.ingress: [{"ip":"203.0.113.9"}]']);
});

test('where no Ingress has an address the controller writes none', () => {
  expect(run(ingressWithoutAddress, { objects: [ingress('front'), ingress('shop')] })).toEqual([]);
});

test('an Ingress that has just been made waits for its load balancer', () => {
  const young = ingress('front', undefined, { creationTimestamp: ago(120) });
  expect(run(ingressWithoutAddress, { objects: [young, ingress('shop', '203.0.113.9')] })).toEqual([]);
});
