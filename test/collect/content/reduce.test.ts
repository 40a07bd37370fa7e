import { expect, test } from 'vitest';
import { argocdConfigOf } from '../../../src/collect/content/argocd-config.ts';
import { reduce } from '../../../src/collect/content/reduce.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('of a Secret the names and sizes of the keys are kept, and nothing that may repeat a value', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'provider',
      labels: { app: 'gateway' },
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"stringData":{"KEY":"hunter2"}}' },
    },
    type: 'Opaque',
    data: { KEY: base64('hunter2'), EMPTY: '' },
  };

  expect(reduce(secret)).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'provider', labels: { app: 'gateway' } },
    type: 'Opaque',
    keys: { KEY: 7, EMPTY: 0 },
  });
});

test('of a CustomResourceDefinition the versions are kept without their schemas', () => {
  const definition = {
    kind: 'CustomResourceDefinition',
    spec: { group: 'example.com', versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: {} } }] },
  };

  expect(reduce(definition)).toEqual({
    kind: 'CustomResourceDefinition',
    spec: { group: 'example.com', versions: [{ name: 'v1', served: true }] },
  });
});

test('an Application loses the manifests of a local sync', () => {
  const application = { kind: 'Application', operation: { retry: {}, sync: { revision: 'abc', manifests: ['{}'] } } };

  expect(reduce(application)).toEqual({ kind: 'Application', operation: { retry: {}, sync: { revision: 'abc' } } });
});

test('of a repository Secret of Argo CD the address is kept and the credential is not', () => {
  const secret = {
    kind: 'Secret',
    metadata: {
      name: 'repo-1',
      namespace: 'argocd',
      labels: { 'argocd.argoproj.io/secret-type': 'repository' },
    },
    data: { url: base64('https://git.example.com/shop.git'), password: base64('hunter2') },
  };

  expect(argocdConfigOf(secret, undefined)).toMatchObject({
    keys: { url: 32, password: 7 },
    values: { url: 'https://git.example.com/shop.git' },
  });
  expect(JSON.stringify(argocdConfigOf(secret, undefined))).not.toContain('hunter2');
});

test('a config map is configuration of Argo CD by its label, or in the namespace that was named', () => {
  const unlabelled = { kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'gitops' } };

  expect(argocdConfigOf(unlabelled, undefined)).toBeUndefined();
  expect(argocdConfigOf(unlabelled, 'gitops')).toBe(unlabelled);
});
