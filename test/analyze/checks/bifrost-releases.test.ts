import { describe, expect, test } from 'vitest';
import { bifrostBoundToLoopback } from '../../../src/analyze/checks/bifrost-bound-to-loopback.ts';
import { bifrostClaimLeftBehind } from '../../../src/analyze/checks/bifrost-claim-left-behind.ts';
import { bifrostClusterUnsupported } from '../../../src/analyze/checks/bifrost-cluster-unsupported.ts';
import { bifrostDataEphemeral } from '../../../src/analyze/checks/bifrost-data-ephemeral.ts';
import { bifrostKeyInClear } from '../../../src/analyze/checks/bifrost-key-in-clear.ts';
import { bifrostScaleDownAbrupt } from '../../../src/analyze/checks/bifrost-scale-down-abrupt.ts';
import { bifrostSqliteReplicated } from '../../../src/analyze/checks/bifrost-sqlite-replicated.ts';
import { bifrostWorkloadDoubled } from '../../../src/analyze/checks/bifrost-workload-doubled.ts';
import type { Check } from '../../../src/analyze/checks/define-check.ts';
import { proofs, run } from '../../support/check.ts';
import type { Values } from '../../support/products/bifrost.ts';
import { bifrost, NAMESPACE } from '../../support/products/bifrost.ts';
import { DAY } from '../../support/products/objects.ts';
import { claim } from '../../support/products/workload.ts';

const found = (check: Check, values: Values, ...more: ReturnType<typeof claim>[]) =>
  run(check, { objects: [...bifrost(values).objects, ...more] });

describe('replicas over SQLite', () => {
  test('the number of replicas and the kind of store are the proof', () => {
    const [finding] = found(bifrostSqliteReplicated, { storage: 'sqlite', replicas: 3 });
    expect(finding).toMatchObject({ subject: { kind: 'StatefulSet', name: 'bifrost' }, captures: { replicas: '3' } });
    expect(proofs(finding)).toEqual(['spec.replicas: 3', 'config_store.type: sqlite']);
  });

  test('an autoscaler that has not scaled yet is a warning, and one that cannot is nothing', () => {
    const [finding] = found(bifrostSqliteReplicated, { storage: 'sqlite', autoscaler: {} });
    expect(finding).toMatchObject({ severity: 'warning', captures: { replicas: '10' } });
    expect(found(bifrostSqliteReplicated, { storage: 'sqlite', autoscaler: { spec: { maxReplicas: 1 } } })).toEqual([]);
  });

  test('PostgreSQL may have as many as it likes', () => {
    expect(found(bifrostSqliteReplicated, { storage: 'postgres', replicas: 5 })).toEqual([]);
  });
});

test('a key in the file is told by its place, and its value is never shown', () => {
  const keys = { openai: { keys: [{ value: 'sk-proj-abcdefghijklmnop' }] }, ollama: { keys: [{ value: '' }] } };
  const [finding, ...others] = found(bifrostKeyInClear, { config: { providers: keys } });
  expect(finding?.captures).toEqual({ setting: 'providers.openai.keys[0].value' });
  expect(proofs(finding)).toEqual(['providers.openai.keys[0].value: (a value, not shown)']);
  expect(others).toEqual([]);
  expect(found(bifrostKeyInClear, {})).toEqual([]);
});

test('cluster mode is found with the open image, in both spellings, and not with another', () => {
  for (const block of ['cluster_config', 'cluster']) {
    expect(found(bifrostClusterUnsupported, { config: { [block]: { enabled: true } } })).toHaveLength(1);
    expect(found(bifrostClusterUnsupported, { config: { [block]: { enabled: false } } })).toEqual([]);
  }
  const image = 'registry.corp.example/bifrost-enterprise/bifrost:v1.4.8';
  expect(found(bifrostClusterUnsupported, { image, config: { cluster_config: { enabled: true } } })).toEqual([]);
});

describe('scaling down', () => {
  const scaleDown = (behavior: Values['autoscaler'], more: Values = {}) =>
    found(bifrostScaleDownAbrupt, { autoscaler: { spec: { behavior: { scaleDown: behavior ?? {} } } }, ...more });

  test("the chart's own pace is well", () => expect(scaleDown({})).toEqual([]));

  test('a short window, several pods at once, and a short wait of the pod are found', () => {
    expect(scaleDown({ stabilizationWindowSeconds: 60 })[0]?.captures).toEqual({ reason: 'it waits 60 s' });
    const twice = { policies: [{ type: 'Pods', value: 2, periodSeconds: 120 }] };
    expect(scaleDown(twice)[0]?.captures).toEqual({ reason: 'it may take several pods at once' });
    const noHook = { container: { lifecycle: null } };
    expect(scaleDown({}, noHook)[0]?.captures).toEqual({ reason: 'a stopping pod waits 0 s' });
    const noGrace = { spec: { terminationGracePeriodSeconds: 15 } };
    expect(scaleDown({}, noGrace)[0]?.captures).toEqual({ reason: 'a stopping pod is killed after 15 s' });
  });

  test('without an autoscaler nobody scales down, and a hook of its own is not judged', () => {
    expect(found(bifrostScaleDownAbrupt, { container: { lifecycle: null } })).toEqual([]);
    const drain = { container: { lifecycle: { preStop: { exec: { command: ['/drain'] } } } } };
    expect(scaleDown({}, drain)).toEqual([]);
  });
});

test('an old claim is left behind only where nothing mounts it and a younger one took its place', () => {
  const young = { storage: 'sqlite', age: DAY } as const;
  const old = (name: string, age: number) => claim(name, NAMESPACE, 'Bound', { age });
  expect(found(bifrostClaimLeftBehind, young, old('bifrost-data', 30 * DAY))).toMatchObject([
    { subject: { kind: 'PersistentVolumeClaim', name: 'bifrost-data' }, captures: { present: 'data-bifrost-0' } },
  ]);
  expect(found(bifrostClaimLeftBehind, young, old('bifrost-data', DAY / 2))).toEqual([]);
  expect(found(bifrostClaimLeftBehind, young, old('reports-data', 30 * DAY))).toEqual([]);
  const volumes = [{ name: 'old', persistentVolumeClaim: { claimName: 'bifrost-data' } }];
  expect(found(bifrostClaimLeftBehind, { ...young, spec: { volumes } }, old('bifrost-data', 30 * DAY))).toEqual([]);
});

test('a release is doubled only while both workloads want pods', () => {
  const set = (replicas: number) => bifrost({ storage: 'sqlite', replicas }).objects;
  const deployment = bifrost({ storage: 'sqlite', kind: 'Deployment' }).objects;
  const both = (replicas: number) => run(bifrostWorkloadDoubled, { objects: [...deployment, ...set(replicas)] });
  expect(both(1)).toMatchObject([{ subject: { kind: 'StatefulSet' }, captures: { deployment: 'bifrost' } }]);
  expect(both(0)).toEqual([]);
});

test('an emptyDir is no trouble for what lies in PostgreSQL', () => {
  expect(found(bifrostDataEphemeral, { storage: 'sqlite', kind: 'Deployment' })).toHaveLength(1);
  expect(found(bifrostDataEphemeral, { storage: 'postgres' })).toEqual([]);
  expect(found(bifrostDataEphemeral, { storage: 'sqlite' })).toEqual([]);
});

test('a gateway listens on loopback only where APP_HOST says so', () => {
  const listening = (value: string) => ({ replicas: 1, container: { env: [{ name: 'APP_HOST', value }] } });
  expect(found(bifrostBoundToLoopback, listening('127.0.0.1'))).toMatchObject([{ captures: { listen: '127.0.0.1' } }]);
  expect(found(bifrostBoundToLoopback, listening('0.0.0.0'))).toEqual([]);
});
