import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/analyze/diagnose/index.ts';
import { createEvidenceMaker } from '../../../src/analyze/evidence.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Rule } from '../../../src/analyze/rules/rule.ts';
import type { Redactor } from '../../../src/redact/redact.ts';
import type { Finding } from '../../../src/report-format/report.ts';
import type { Story } from '../../support/snapshot-of.ts';
import { NOW, snapshotOf } from '../../support/snapshot-of.ts';

/** Redaction has tests of its own. */
const PLAIN = {
  text: (text: string) => text,
  object: <T>(object: T) => object,
  counts: () => ({}),
} as unknown as Redactor;

const meta = (name: string, more: JsonObject = {}): JsonObject => ({ name, namespace: 'shop', ...more });

/** A broken shop: its pod lacks a key of a Secret, so the Deployment, the Service and the Ingress are down. */
const SHOP: JsonObject[] = [
  { kind: 'Secret', metadata: meta('provider'), keys: { 'api-kee': 12 } },
  {
    kind: 'Pod',
    metadata: meta('web-1', {
      labels: { app: 'web' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-r', apiVersion: 'apps/v1' }],
    }),
    spec: {
      containers: [
        { name: 'web', env: [{ name: 'K', valueFrom: { secretKeyRef: { name: 'provider', key: 'api-key' } } }] },
      ],
    },
    status: {
      phase: 'Pending',
      containerStatuses: [{ name: 'web', state: { waiting: { reason: 'CreateContainerConfigError' } } }],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: meta('web-r', { ownerReferences: [{ kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }] }),
  },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta('web') },
  { apiVersion: 'v1', kind: 'Service', metadata: meta('web'), spec: { selector: { app: 'web' } } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: meta('web'),
    spec: { defaultBackend: { service: { name: 'web' } } },
  },
];

function finding(rule: string, subject: string, more: Partial<Finding> = {}): Finding {
  const [kind = '', name = ''] = subject.split('/');
  return {
    id: `${rule}-1`,
    fingerprint: rule,
    rule,
    title: rule,
    severity: 'error',
    confidence: 'confirmed',
    role: 'symptom',
    subject: kind === 'Node' ? { kind, name } : { kind, namespace: 'shop', name },
    captures: {},
    message: `${rule}.`,
    evidence: [{ type: 'object-field', file: 'objects.json', line: 1, path: 'status', text: 'status: bad' }],
    current: true,
    count: 1,
    explainedBy: [],
    ...more,
  };
}

const KEY_MISSING = finding('key-missing', 'Secret/provider', {
  role: 'cause',
  captures: { secret: 'provider', key: 'api-key' },
});
const CONFIG_ERROR = finding('config-error', 'Pod/web-1');
const UNAVAILABLE = finding('unavailable', 'Deployment/web');
const NO_ENDPOINTS = finding('no-endpoints', 'Service/web');
const NO_BACKEND = finding('no-backend', 'Ingress/web');

function run(findings: Finding[], story: Story = { objects: SHOP }, rules: Partial<Rule>[] = []) {
  const snapshot = snapshotOf(story);
  return diagnose({
    findings,
    rules: rules.map((rule) => ({ explains: [], tags: [], ...rule }) as unknown as Rule),
    snapshot,
    stepsOf: () => [{ text: 'Look at it.' }],
    evidence: createEvidenceMaker(snapshot, PLAIN),
  });
}

describe('one cause instead of five symptoms', () => {
  const { diagnoses, findings } = run([NO_BACKEND, NO_ENDPOINTS, UNAVAILABLE, CONFIG_ERROR, KEY_MISSING]);

  test('the Secret comes first, and everything follows from it', () => {
    expect(diagnoses).toHaveLength(1);
    expect(diagnoses[0]).toMatchObject({ cause: 'key-missing-1', confidence: 'confirmed', current: true });
    expect(diagnoses[0]?.links.map(({ from, to, relation }) => `${from} ${relation} ${to}`)).toEqual([
      'key-missing-1 reads-config config-error-1',
      'config-error-1 selected-by no-endpoints-1',
      'config-error-1 owns unavailable-1',
      'no-endpoints-1 routes-to no-backend-1',
    ]);
  });

  test('the summary names the object, the proof and the effect', () => {
    expect(diagnoses[0]?.summary).toBe(
      'key-missing. It is about Secret shop/provider. Proof: "status: bad" (objects.json:1). It breaks Pod shop/web-1, Service shop/web, Deployment shop/web, Ingress shop/web.',
    );
  });

  test('a key at a small edit distance is offered', () => {
    expect(diagnoses[0]?.didYouMean).toEqual([{ wanted: 'api-key', found: 'api-kee', file: 'objects.json' }]);
  });

  test('findings know what explains them', () => {
    const explained = Object.fromEntries(findings.map(({ id, explainedBy }) => [id, explainedBy]));
    expect(explained).toMatchObject({ 'key-missing-1': [], 'no-backend-1': ['no-endpoints-1'] });
  });
});

describe('what is not linked', () => {
  test('a pod that reads another key of the same Secret', () => {
    const other = { ...KEY_MISSING, captures: { secret: 'provider', key: 'other-key' } };
    expect(run([CONFIG_ERROR, other]).diagnoses).toHaveLength(2);
  });

  test('a pod that is ready breaks nobody', () => {
    const [secret, pod, ...rest] = SHOP;
    const ready = { ...pod, status: { conditions: [{ type: 'Ready', status: 'True' }] } } as JsonObject;
    const log = finding('log-error', 'Pod/web-1', { role: 'cause' });
    const { diagnoses } = run([NO_ENDPOINTS, log], { objects: [secret ?? {}, ready, ...rest] });
    expect(diagnoses.map(({ chain }) => chain)).toEqual([['log-error-1'], ['no-endpoints-1']]);
  });

  test('an evicted pod, once it is replaced, breaks its owner no more', () => {
    const ownerReferences = [{ kind: 'ReplicaSet', name: 'web-r', apiVersion: 'apps/v1' }];
    const left = { kind: 'Pod', metadata: meta('web-0', { ownerReferences }), status: { reason: 'Evicted' } };
    const set = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: meta('web-r'), spec: { replicas: 1 } };
    const replacement = { kind: 'Pod', metadata: meta('web-1', { ownerReferences }), status: { phase: 'Running' } };
    const found = [finding('evicted', 'Pod/web-0', { role: 'cause' }), finding('too-few', 'ReplicaSet/web-r')];
    expect(run(found, { objects: [left, set] }).diagnoses).toHaveLength(1);
    expect(run(found, { objects: [left, set, replacement] }).diagnoses).toHaveLength(2);
  });

  test('past trouble never explains present trouble', () => {
    const past = { ...KEY_MISSING, current: false, severity: 'warning' as const };
    const { diagnoses } = run([CONFIG_ERROR, past]);
    expect(diagnoses.map(({ cause, current }) => [cause, current])).toEqual([
      ['config-error-1', true],
      ['key-missing-1', false],
    ]);
  });

  test('two independent troubles stay two', () => {
    const objects = [...SHOP, { kind: 'PersistentVolumeClaim', metadata: meta('data') }];
    const pending = finding('claim-pending', 'PersistentVolumeClaim/data', { role: 'cause' });
    const { diagnoses } = run([CONFIG_ERROR, KEY_MISSING, pending], { objects });
    expect(diagnoses.map(({ chain }) => chain)).toEqual([['key-missing-1', 'config-error-1'], ['claim-pending-1']]);
  });
});

describe('on one object', () => {
  const log = finding('log-cause', 'Pod/web-1', { role: 'cause', confidence: 'likely' });

  test('a cause comes before a symptom', () => {
    const [diagnosis] = run([CONFIG_ERROR, log]).diagnoses;
    expect(diagnosis?.links).toEqual([{ from: 'log-cause-1', to: 'config-error-1', relation: 'same-object' }]);
  });

  test("the rules' own order wins, and a circle of rules is cut", () => {
    const first = { id: 'config-error', explains: ['log-cause'] };
    const causes = (rules: Partial<Rule>[]) =>
      run([CONFIG_ERROR, log], { objects: SHOP }, rules).diagnoses.map(({ cause }) => cause);
    expect(causes([first, { id: 'log-cause' }])).toEqual(['config-error-1']);
    expect(causes([first, { id: 'log-cause', explains: ['config-error'] }])).toEqual(['log-cause-1', 'config-error-1']);
  });
});

describe('confidence and asking back', () => {
  test('a symptom without a cause is at most likely, says so, and asks first', () => {
    const [diagnosis] = run([CONFIG_ERROR]).diagnoses;
    expect(diagnosis).toMatchObject({ confidence: 'likely' });
    expect(diagnosis?.summary).toContain('The reason behind it is not in this bundle.');
    // The container never started: it has no log to ask for.
    expect(diagnosis?.ask?.map(({ command }) => command)).toEqual(['kubectl -n shop describe pod web-1']);
    expect(diagnosis?.steps[0]?.command).toBe('kubectl -n shop describe pod web-1');
  });

  test('the run before is asked for where a container restarted', () => {
    const status = {
      containerStatuses: [{ name: 'web', restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    };
    const pod = { kind: 'Pod', metadata: meta('web-1'), spec: { containers: [{ name: 'web' }] }, status };
    const [diagnosis] = run([CONFIG_ERROR], { objects: [pod] }).diagnoses;
    expect(diagnosis?.ask?.map(({ command }) => command)).toEqual([
      'kubectl -n shop logs web-1 --previous --timestamps',
      'kubectl -n shop describe pod web-1',
    ]);
  });

  test('one uncertain line is never critical', () => {
    const possible = finding('log-cause', 'Pod/web-1', { role: 'cause', severity: 'critical', confidence: 'possible' });
    expect(run([possible]).diagnoses[0]).toMatchObject({ severity: 'error', confidence: 'possible' });
  });
});

test('the value in the spec that a cause complains about is quoted with its path', () => {
  const args = ['--database', 'postgres://app@db-primray:5432/shop'];
  const web = { kind: 'Pod', metadata: meta('web-1'), spec: { containers: [{ name: 'web', args }] } };
  const unknown = finding('host-unknown', 'Pod/web-1', { role: 'cause', captures: { host: 'db-primray' } });
  const { findings } = run([unknown], { objects: [web] });
  expect(findings[0]?.evidence[1]).toMatchObject({
    type: 'object-field',
    path: 'spec.containers[0].args[1]',
    text: 'spec.containers[0].args[1]: postgres://app@db-primray:5432/shop',
  });
});

describe('a cause yields to another one, or to what is only context, where that rule says so', () => {
  const node = { kind: 'Node', metadata: { name: 'node-a' } };
  const onNode = { kind: 'Pod', metadata: meta('web-1'), spec: { nodeName: 'node-a' } };
  const rejected = finding('rejected', 'Pod/web-1', { role: 'cause' });
  const chains = (of: Finding, rules: Partial<Rule>[]) =>
    run([rejected, of], { objects: [node, onNode] }, rules).diagnoses.map(({ chain }) => chain);

  test.each(['cause', 'context'] as const)('%s', (role) => {
    const under = finding('under-pressure', 'Node/node-a', { role, severity: 'warning' });
    const says = { id: 'under-pressure', explains: ['rejected'] };
    expect(chains(under, [says])).toEqual([['under-pressure-1', 'rejected-1']]);
    const apart = role === 'cause' ? [['rejected-1'], ['under-pressure-1']] : [['rejected-1']];
    expect(chains(under, [{ id: 'under-pressure' }])).toEqual(apart);
  });
});

test('a namespace that names an API group waits for that API, and the API for the Service that serves it', () => {
  const api = {
    kind: 'APIService',
    metadata: { name: 'v1beta1.metrics.k8s.io' },
    spec: { service: { name: 'web', namespace: 'shop' } },
  };
  const stuck = { ...finding('stuck', 'Namespace/old'), captures: { group: 'metrics.k8s.io/v1beta1' } };
  const unserved = { ...finding('unserved', 'APIService/v1beta1.metrics.k8s.io', { role: 'cause' }) };
  unserved.subject = { kind: 'APIService', name: 'v1beta1.metrics.k8s.io' };
  const rules = [{ id: 'unserved', tags: ['served-by-service'] }];
  const { diagnoses } = run([stuck, unserved, NO_ENDPOINTS], { objects: [api, ...SHOP.slice(4)] }, rules);
  expect(diagnoses.map(({ chain }) => chain)).toEqual([['no-endpoints-1', 'unserved-1', 'stuck-1']]);
});

test('where only its own object is affected, the summary says what follows there', () => {
  const log = finding('log-cause', 'Pod/web-1', { role: 'cause', message: 'web-1 says so' });
  expect(run([CONFIG_ERROR, log], { objects: [] }).diagnoses[0]?.summary).toBe(
    'web-1 says so. Proof: "status: bad" (objects.json:1). It leads to: config-error.',
  );
});

test('a cause explains what it names as affected, though no spec was captured', () => {
  const web = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
  const { diagnoses } = run([CONFIG_ERROR, { ...KEY_MISSING, affected: [web] }], { objects: [] });
  expect(diagnoses[0]?.links).toEqual([{ from: 'key-missing-1', to: 'config-error-1', relation: 'reads-config' }]);
});

test('a pod that is known by its log alone belongs to the Job after which it is named', () => {
  const failed = finding('job-failed', 'Job/import');
  const log = (name: string) => ({
    ...finding('log-cause', `Pod/${name}`, { role: 'cause' }),
    subject: { kind: 'Pod', name },
  });
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: meta('import') };
  expect(run([failed, log('import-x7k2p')], { objects: [job] }).diagnoses.map(({ chain }) => chain)).toEqual([
    ['log-cause-1', 'job-failed-1'],
  ]);
  expect(run([failed, log('import-worker')], { objects: [job] }).diagnoses).toHaveLength(2);
});

test('two rules that understand the same words about one object see one trouble', () => {
  const proof = {
    type: 'condition' as const,
    file: 'issuers.json',
    line: 3,
    path: 'status.conditions[0]',
    text: 'Ready=False',
  };
  const [special, general] = ['account-refused', 'not-ready'].map((rule) =>
    finding(rule, 'Issuer/acme', { role: 'cause', evidence: [proof] }),
  ) as [Finding, Finding];
  expect(run([special, general]).diagnoses.map(({ chain }) => chain)).toEqual([['account-refused-1', 'not-ready-1']]);
  const elsewhere = { ...general, evidence: [{ ...proof, line: 9 }] };
  expect(run([special, elsewhere]).diagnoses).toHaveLength(2);
});

test('two symptoms of one pod that nothing explains are one open question', () => {
  const probe = finding('probe-failing', 'Pod/web-1');
  const { diagnoses } = run([CONFIG_ERROR, probe]);
  expect(diagnoses.map(({ chain }) => chain)).toEqual([['config-error-1', 'probe-failing-1']]);
});

test('one host that many pods miss is one diagnosis', () => {
  const missing = (name: string) => ({
    ...finding('host-unknown', `Pod/${name}`, { role: 'cause', captures: { host: 'db' } }),
    id: `host-unknown-${name}`,
  });
  const { diagnoses } = run([missing('web-1'), missing('api-1')]);
  expect(diagnoses).toHaveLength(1);
  expect(diagnoses[0]?.affected).toEqual([{ kind: 'Pod', namespace: 'shop', name: 'web-1' }]);
  expect(diagnoses[0]?.summary).toContain('The same was seen at Pod shop/web-1.');
});

test('the timeline holds the troubled objects in the order of time, the onset is the first sign', () => {
  const involved = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
  const events = [{ reason: 'Failed', message: 'Error: no key', involved, last: '2026-03-01T11:00:00Z' }];
  const seen = { ...CONFIG_ERROR, firstSeen: '2026-03-01T10:00:00Z' };
  const { timeline, onset } = run([seen], { objects: SHOP, events });
  expect(timeline).toEqual([
    { time: '2026-03-01T11:00:00Z', kind: 'event', subject: involved, text: 'Failed: Error: no key' },
  ]);
  expect(onset).toBe('2026-03-01T10:00:00Z');
  expect(NOW > (onset ?? '')).toBe(true);
});
