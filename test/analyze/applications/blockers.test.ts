import { expect, test } from 'vitest';
import { blockerOf } from '../../../src/analyze/applications/answers/blockers.ts';

const blocker = (rule: string, kind = 'Pod', captures: Record<string, string> = {}) =>
  blockerOf({ rule, captures, subject: { kind, name: 'x' } });

test.each([
  ['database-login-refused', 'a database'],
  ['psycopg-pool-timeout', 'a database'],
  ['kafka-not-authorized', 'a message broker'],
  ['claim-pending', 'storage'],
  ['csi-driver-unregistered', 'storage'],
  ['image-registry-certificate', 'an image or its registry'],
  ['certificate-not-issued', 'a certificate'],
  ['network-policy-blocking', 'a permission, policy, quota or webhook'],
  ['limit-range-violated', 'a permission, policy, quota or webhook'],
  ['resource-kind-unknown', 'a custom resource definition'],
  ['host-not-found', 'another service'],
  ['connection-timeout', 'another service'],
  ['argocd-needed-later', 'what it waits for in its own waves'],
  ['namespace-missing', 'a namespace'],
  ['node-not-ready', 'scheduling'],
  ['secret-missing', 'a secret'],
])('%s: %s', (rule, name) => expect(blocker(rule)).toBe(name));

test.each(['node-heap-exhausted', 'runtimes-node-module-missing', 'temporal-namespace-missing', 'container-crashed'])(
  '%s is about the application itself',
  (rule) => expect(blocker(rule)).toBeUndefined(),
);

test('the object of a cause comes before the name of its rule, and what it captured comes last', () => {
  expect(blocker('host-not-found', 'Secret')).toBe('a secret');
  expect(blocker('setting-invalid', 'Deployment', { secret: 'db' })).toBe('a secret');
});
