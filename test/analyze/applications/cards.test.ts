import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object } from '../../support/check.ts';
import { answerOf, application, applied, automated, cardOf, deployment, managed, web } from './story.ts';

test('a synced application whose objects work is well', () => {
  const card = cardOf({ objects: [application(), deployment()] });
  expect(card).toMatchObject({
    name: 'shop',
    namespace: 'argocd',
    verdict: 'ok',
    sentence: 'It is synced and its objects work.',
    health: { reported: 'Healthy', recomputed: 'Healthy' },
    asOf: ago(60),
  });
  expect(card.answers.map(({ question, answer }) => `${question} ${answer}`)).toEqual([
    'present yes',
    'synced yes',
    'healthy yes',
    'failing no',
    'blocked no',
  ]);
});

test('Healthy means nothing while the comparison fails', () => {
  const message =
    'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = Manifest generation error (cached): deploy: app path does not exist';
  const conditions = [{ type: 'ComparisonError', message }];
  const card = cardOf({ objects: [application({ sync: 'Unknown', conditions }), deployment()] });
  expect(card.verdict).toBe('desired-state');
  expect(card.sentence).toBe(
    'Desired state: its source cannot be compared: deploy: app path does not exist. Healthy says nothing while this lasts.',
  );
  expect(answerOf(card, 'synced')).toContain(
    'unknown: Argo CD cannot compare it: deploy: app path does not exist (a cached',
  );
});

test('Synced and Degraded is trouble at run time, with the object that fails', () => {
  const stuck = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' };
  const card = cardOf({ objects: [application({ health: 'Degraded' }), deployment('web', 0, 1, [stuck])] });
  expect(card.sentence).toBe('Runtime: what is wanted was applied, but Deployment shop/web: timed out.');
  expect(answerOf(card, 'failing')).toBe('yes: Deployment shop/web: timed out.');
  expect(card.answers[3]?.evidence[0]).toMatchObject({ type: 'object-field', path: 'status.conditions[0]' });
});

test('a refused object stops the sync, and the revision is not tried again', () => {
  const message = 'Deployment.apps "web" is invalid: spec.selector: field is immutable';
  const operation = {
    phase: 'Failed',
    message: 'one or more objects failed to apply',
    syncResult: {
      revision: 'bbb',
      resources: [applied('apps', 'Deployment', 'web', { status: 'SyncFailed', message })],
    },
  };
  const card = cardOf({ objects: [application({ sync: 'OutOfSync', spec: automated(), operation }), deployment()] });
  expect(card.verdict).toBe('sync');
  expect(card.sentence).toBe(
    `Sync: Deployment shop/web was refused: ${message}. This revision will not be tried again by itself.`,
  );
  expect(card.revisions).toEqual({ compared: ['aaa'], attempted: ['bbb'] });
});

test('a sync that waits shows the object, its wave and what has not been reached', () => {
  const operation = {
    phase: 'Running',
    startedAt: ago(11_520),
    message: 'waiting for healthy state of apps/StatefulSet/db',
    syncResult: { resources: [applied('apps', 'StatefulSet', 'db', { hookPhase: 'Running' })] },
  };
  const resources = [
    managed('apps', 'StatefulSet', 'db', { syncWave: 1 }),
    managed('apps', 'Deployment', 'web', { syncWave: 2, status: 'OutOfSync' }),
  ];
  const db = object('StatefulSet', 'db', { spec: { replicas: 1 }, status: { observedGeneration: 1 } }, 'apps/v1');
  const card = cardOf({
    objects: [application({ sync: 'OutOfSync', operation, resources }), db],
    complete: ['Deployment'],
  });
  expect(card.verdict).toBe('runtime');
  expect(card.sentence).toBe(
    'Runtime: the sync is held for 3 h 12 min: it waits for StatefulSet shop/db in phase Sync, wave 1 (0 of 1 replicas are ready); 1 object of wave 2 not applied yet.',
  );
  expect(card.waves).toEqual([
    { kind: 'StatefulSet', namespace: 'shop', name: 'db', phase: 'Sync', wave: 1, state: 'running', blocked: true },
    { kind: 'Deployment', namespace: 'shop', name: 'web', phase: 'Sync', wave: 2, state: 'pending', blocked: false },
  ]);
});

test('without automated sync a difference is a choice', () => {
  const card = cardOf({
    objects: [application({ sync: 'OutOfSync', resources: [{ ...web, status: 'OutOfSync' }] }), deployment()],
  });
  expect(card.verdict).toBe('ok');
  expect(answerOf(card, 'synced')).toContain('synced by hand only');
});

test('an application of another cluster is not called missing', () => {
  const spec = { destination: { server: 'https://prod.example:6443', namespace: 'shop' } };
  const card = cardOf({ objects: [application({ spec, health: 'Degraded' })], complete: ['Deployment'] });
  expect(card.destination.remote).toBe(true);
  expect(card.health).toMatchObject({ recomputed: 'not collected', reason: 'its objects lie in another cluster' });
  expect(answerOf(card, 'present')).toMatch(/^yes: .*another cluster/);
});

test('what was not collected never reads as healthy', () => {
  const card = cardOf({ objects: [application()] });
  expect(card.health.recomputed).toBe('not collected');
  expect(card.verdict).toBe('unknown');
  expect(answerOf(card, 'blocked')).toMatch(/^unknown/);
});

test('an object that a complete list lacks is absent', () => {
  const card = cardOf({ objects: [application({ health: 'Missing' })], complete: ['Deployment'] });
  expect(answerOf(card, 'present')).toBe(
    'no: Argo CD has the application, but Deployment shop/web of its 1 objects do not exist.',
  );
  expect(card.health).toMatchObject({ recomputed: 'Missing', reason: 'Deployment shop/web does not exist' });
});

test('prerequisites: what is absent, and who keeps what is there', () => {
  const env = [
    { name: 'A', valueFrom: { secretKeyRef: { name: 'gone', key: 'a' } } },
    { name: 'B', valueFrom: { secretKeyRef: { name: 'kept', key: 'b' } } },
  ];
  const spec = { replicas: 1, template: { spec: { containers: [{ name: 'web', env }] } } };
  const other = application({ metadata: { name: 'vault' }, resources: [managed('', 'Secret', 'kept')] });
  const card = cardOf({
    objects: [application(), { ...deployment(), spec }, object('Secret', 'kept'), other],
    complete: ['Secret'],
  });
  expect(card.needs).toEqual([
    { kind: 'Secret', namespace: 'shop', name: 'gone', state: 'absent' },
    { kind: 'Secret', namespace: 'shop', name: 'kept', state: 'present', owner: 'Application vault' },
  ]);
});

test('a row of a table tells two words, and the card says that there is no more', () => {
  const card = cardOf({ objects: [application({ health: 'Degraded', sync: 'OutOfSync', resources: [] })] });
  expect(card.sentence).toBe('Runtime: Argo CD reports Degraded, and the failing object is not in this bundle.');
  expect(answerOf(card, 'failing')).toMatch(/^unknown/);
});

test('an application that Argo CD has not looked at, or is told to leave alone', () => {
  const fresh = application();
  const card = cardOf({ objects: [{ ...fresh, status: {} }] });
  expect(card.verdict).toBe('unknown');
  expect(answerOf(card, 'present')).toMatch(/^no: .*written no status/);
  const skipped = application({ metadata: { annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' } } });
  expect(answerOf(cardOf({ objects: [skipped, deployment()] }), 'present')).toMatch(/^no: .*skip-reconcile/);
});

test('several sources, and the revisions of each', () => {
  const sources: JsonObject[] = [
    { repoURL: 'https://charts.example', chart: 'shop', targetRevision: '1.x' },
    { repoURL: 'https://git.example/values.git', ref: 'values' },
  ];
  const card = cardOf({
    objects: [
      application({
        spec: { sources },
        status: {
          sync: { status: 'Synced', revisions: ['1.4.2', 'ccc'] },
          history: [{ id: 1, revisions: ['1.4.1', 'bbb'] }],
        },
      }),
    ],
  });
  expect(card.sources).toEqual([
    { repoURL: 'https://charts.example', chart: 'shop', targetRevision: '1.x' },
    { repoURL: 'https://git.example/values.git', ref: 'values', targetRevision: 'HEAD' },
  ]);
  expect(card.revisions).toEqual({ compared: ['1.4.2', 'ccc'], lastGood: ['1.4.1', 'bbb'] });
});
