import { expect, test } from 'vitest';
import { bifrostProviderKeyUnresolved } from '../../../src/analyze/checks/bifrost-provider-key-unresolved.ts';
import { bifrostProviderVariableUndefined } from '../../../src/analyze/checks/bifrost-provider-variable-undefined.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { object, pod, proofs, run } from '../../support/check.ts';

const config = (providers: JsonObject) =>
  object('ConfigMap', 'bifrost-config', { data: { 'config.json': JSON.stringify({ providers }) } });
const openai = config({ openai: { keys: [{ value: 'env.OPENAI_API_KEY' }] } });

/** A Bifrost pod of the chart's shape: config.json is mounted from a ConfigMap. */
const gateway = (container: JsonObject) =>
  pod({
    container: { name: 'bifrost', volumeMounts: [{ name: 'config', mountPath: '/app/data' }], ...container },
    spec: { volumes: [{ name: 'config', configMap: { name: 'bifrost-config' } }] },
    status: { name: 'bifrost' },
  });
const fromSecret = (key: string) => ({
  env: [{ name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: 'openai', key, optional: true } } }],
});
const secret = (keys: JsonObject) => object('Secret', 'openai', { keys });

test('a reference whose key the Secret lacks is found, from the file to the Secret', () => {
  const [finding] = run(bifrostProviderKeyUnresolved, {
    objects: [openai, gateway(fromSecret('api-key')), secret({ apikey: 51 })],
  });

  expect(finding).toMatchObject({
    subject: { kind: 'Secret', name: 'openai' },
    captures: { variable: 'OPENAI_API_KEY', key: 'api-key', setting: 'providers.openai.keys[0].value' },
  });
  expect(proofs(finding)).toEqual([
    'no key "api-key" in Secret "openai"; its keys: apikey',
    'spec.containers[0].env[0].valueFrom.secretKeyRef: {"name":"openai","key":"api-key","optional":true}',
    'providers.openai.keys[0].value: env.OPENAI_API_KEY',
  ]);
});

test('a reference that leads to a key is well, and one whose Secret was not captured is not judged', () => {
  const objects = [openai, gateway(fromSecret('apikey'))];
  expect(run(bifrostProviderKeyUnresolved, { objects: [...objects, secret({ apikey: 51 })] })).toEqual([]);
  expect(run(bifrostProviderKeyUnresolved, { objects })).toEqual([]);
  expect(run(bifrostProviderVariableUndefined, { objects })).toEqual([]);
});

test('a variable that nothing gives the container is found in the file', () => {
  const [finding] = run(bifrostProviderVariableUndefined, { objects: [openai, gateway({ env: [] })] });
  expect(finding).toMatchObject({
    subject: { kind: 'ConfigMap', name: 'bifrost-config' },
    captures: { variable: 'OPENAI_API_KEY', setting: 'providers.openai.keys[0].value' },
  });
});

test('a whole Secret taken in with its prefix gives the variable', () => {
  const whole = gateway({ envFrom: [{ prefix: 'OPENAI_', secretRef: { name: 'openai' } }] });
  expect(run(bifrostProviderVariableUndefined, { objects: [openai, whole, secret({ API_KEY: 51 })] })).toEqual([]);
  expect(run(bifrostProviderVariableUndefined, { objects: [openai, whole, secret({ TOKEN: 51 })] })).toHaveLength(1);
});

test('the variables that the chart injects, other containers, and a file that is no JSON are left alone', () => {
  const injected = config({ x: { keys: [{ value: 'env.BIFROST_ENCRYPTION_KEY' }] } });
  const broken = object('ConfigMap', 'bifrost-config', { data: { 'config.json': '{ "providers": ' } });
  const other = gateway({ name: 'web', image: 'shop/web:1' });

  expect(run(bifrostProviderVariableUndefined, { objects: [injected, gateway({})] })).toEqual([]);
  expect(run(bifrostProviderVariableUndefined, { objects: [broken, gateway({})] })).toEqual([]);
  expect(run(bifrostProviderVariableUndefined, { objects: [openai, other] })).toEqual([]);
});
