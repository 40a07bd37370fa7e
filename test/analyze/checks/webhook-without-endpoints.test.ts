import { expect, test } from 'vitest';
import { webhookWithoutEndpoints } from '../../../src/analyze/checks/webhook-without-endpoints.ts';
import { object, proofs, run } from '../../support/check.ts';

const configuration = (failurePolicy = 'Fail') => ({
  kind: 'ValidatingWebhookConfiguration',
  apiVersion: 'admissionregistration.k8s.io/v1',
  metadata: { name: 'guard' },
  webhooks: [
    {
      name: 'policy.guard.example',
      failurePolicy,
      clientConfig: { service: { namespace: 'shop', name: 'guard', path: '/validate' } },
    },
  ],
});
const service = object('Service', 'guard', { spec: { selector: { app: 'guard' } } });
const slice = (ready: boolean) =>
  object('EndpointSlice', 'guard-x1', {
    metadata: { labels: { 'kubernetes.io/service-name': 'guard' } },
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
  });

test('a webhook whose Service has no ready address will refuse what it must see', () => {
  const [finding] = run(webhookWithoutEndpoints, { objects: [configuration(), service, slice(false)] });
  expect(finding?.captures).toEqual({ webhook: 'policy.guard.example', service: 'shop/guard' });
  expect(finding?.severity).toBeUndefined();
  expect(proofs(finding)[1]).toBe('webhooks[0].failurePolicy: Fail');
});

test('the Service may also be known not to exist; without the list there is no verdict', () => {
  expect(run(webhookWithoutEndpoints, { objects: [configuration()], complete: ['Service'] })).toHaveLength(1);
  expect(run(webhookWithoutEndpoints, { objects: [configuration()] })).toEqual([]);
});

test('with the policy Ignore the API server goes on', () => {
  const objects = [configuration('Ignore'), service, slice(false)];
  expect(run(webhookWithoutEndpoints, { objects })).toMatchObject([{ severity: 'info' }]);
});

test('a webhook that is served is well, and one outside of the cluster is not judged', () => {
  expect(run(webhookWithoutEndpoints, { objects: [configuration(), service, slice(true)] })).toEqual([]);
  const outside = { ...configuration(), webhooks: [{ name: 'x', clientConfig: { url: 'https://guard.example' } }] };
  expect(run(webhookWithoutEndpoints, { objects: [outside], complete: ['Service'] })).toEqual([]);
});
