import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, object } from '../../../support/check.ts';
import type { ShortEvent } from '../../../support/snapshot-of.ts';
import { application, applied, automated, deployment, managed, web } from '../story.ts';
import { failedWith, good, type Scenario, story, succeeded } from './scenario.ts';

const waits = (message: string, resources: JsonObject[] = [], started = 11_520): JsonObject => ({
  phase: 'Running',
  startedAt: ago(started),
  message,
  syncResult: { revision: 'aaa', resources },
});
const hook = (name: string) =>
  applied('batch', 'Job', name, { status: '', hookType: 'PreSync', hookPhase: 'Running', syncPhase: 'PreSync' });
const outOfSync = (operation: JsonObject, resources: JsonObject[] = [web]) =>
  application({ sync: 'OutOfSync', operation, resources });

const waitingFor = waits('waiting for healthy state of apps/Deployment/web', [
  applied('apps', 'Deployment', 'web', { hookPhase: 'Running' }),
]);
const job = (name: string, spec: JsonObject = {}) => object('Job', name, { spec, status: { active: 1 } }, 'batch/v1');
const needsSecret = {
  template: { spec: { containers: [{ name: 'migrate', envFrom: [{ secretRef: { name: 'db' } }] }] } },
};
const db = object('Secret', 'db');

const claim = (phase: string) =>
  object('PersistentVolumeClaim', 'data', { spec: { storageClassName: 'local' }, status: { phase } });
const local = {
  kind: 'StorageClass',
  apiVersion: 'storage.k8s.io/v1',
  metadata: { name: 'local' },
  provisioner: 'x',
  volumeBindingMode: 'WaitForFirstConsumer',
};
const mounting = (replicas: number): JsonObject => ({
  ...deployment('web', replicas),
  spec: { replicas: 1, template: { spec: { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] } } },
});
const inWaves = [
  managed('', 'PersistentVolumeClaim', 'data'),
  managed('apps', 'Deployment', 'web', { syncWave: 1, status: 'OutOfSync' }),
];

const widget = {
  kind: 'CustomResourceDefinition',
  apiVersion: 'apiextensions.k8s.io/v1',
  metadata: { name: 'widgets.shop.example' },
  spec: { group: 'shop.example', names: { kind: 'Widget' } },
  status: { conditions: [{ type: 'Established', status: 'True' }] },
};
const written = (manager: string, field: string): JsonObject => ({
  ...deployment(),
  metadata: {
    name: 'web',
    namespace: 'shop',
    generation: 1,
    managedFields: [
      { manager: 'argocd-controller', operation: 'Apply', time: ago(7000), fields: ['spec.replicas', 'spec.template'] },
      { manager, operation: 'Update', time: ago(3600), fields: [field] },
      {
        manager: 'kube-controller-manager',
        operation: 'Update',
        subresource: 'status',
        time: ago(60),
        fields: ['status.replicas'],
      },
    ],
  },
});
const changes = (count: number): ShortEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    type: 'Normal',
    reason: 'ResourceUpdated',
    message: `Updated sync status: ${at % 2 ? 'OutOfSync -> Synced' : 'Synced -> OutOfSync'}`,
    involved: { kind: 'Application', namespace: 'argocd', name: 'shop' },
    last: ago(600 - at * 60),
  }));
const windows = (schedule: string): JsonObject => ({
  kind: 'AppProject',
  apiVersion: 'argoproj.io/v1alpha1',
  metadata: { name: 'default', namespace: 'argocd' },
  spec: { syncWindows: [{ kind: 'deny', schedule, duration: '4h', namespaces: ['shop'] }] },
});
const lacksWidget = failedWith(
  'The Kubernetes API could not find shop.example/Widget for requested resource shop/one. Make sure the "Widget" CRD is installed on the destination cluster.',
);

/** What holds a sync: the eight rules of a blocked operation, retries, windows, pruning. */
export const BLOCKERS: Scenario[] = [
  {
    name: 'the hook that is waited for was deleted',
    broken: story(
      outOfSync(waits('waiting for completion of hook batch/Job/migrate', [hook('migrate')])),
      deployment(),
    ),
    good: story(application({ operation: succeeded }), deployment()),
    rules: ['argocd-awaited-gone', 'argocd-sync-held'],
    about: { 'argocd-awaited-gone': 'Job shop/migrate' },
    verdict: 'sync',
    sentence: /^Sync: the sync is held for 3 h 12 min: it waits for Job shop\/migrate/,
  },
  {
    name: 'the object that is waited for cannot be deleted',
    broken: story(
      outOfSync(
        waits('waiting for deletion of /ConfigMap/old', [applied('', 'ConfigMap', 'old', { hookPhase: 'Running' })]),
        [web, managed('', 'ConfigMap', 'old')],
      ),
      deployment(),
      object('ConfigMap', 'old', { metadata: { deletionTimestamp: ago(9000), finalizers: ['shop.example/keep'] } }),
    ),
    good,
    rules: ['argocd-sync-held', 'object-terminating'],
    about: { 'object-terminating': 'ConfigMap shop/old' },
    root: 'object-terminating',
    verdict: 'runtime',
  },
  {
    name: 'the object that is waited for is not ready',
    broken: story(outOfSync(waitingFor), deployment('web', 0)),
    good: story(application({ operation: succeeded }), deployment()),
    rules: ['argocd-sync-held'],
    root: 'deployment-unavailable',
    verdict: 'runtime',
    sentence: /0 of 1 replicas are available/,
  },
  {
    name: 'the object that is waited for is healthy',
    broken: story(outOfSync(waitingFor), deployment()),
    good: story(application({ operation: succeeded }), deployment()),
    rules: ['argocd-awaited-healthy', 'argocd-sync-held'],
    verdict: 'sync',
  },
  {
    name: 'a claim waits for a pod of a later wave',
    broken: story(
      outOfSync(
        waits('waiting for healthy state of /PersistentVolumeClaim/data', [
          applied('', 'PersistentVolumeClaim', 'data', { hookPhase: 'Running' }),
        ]),
        inWaves,
      ),
      claim('Pending'),
      local,
      { ...mounting(0), status: { observedGeneration: 1 } },
    ),
    good: story(
      application({ operation: succeeded, resources: [managed('', 'PersistentVolumeClaim', 'data'), web] }),
      claim('Bound'),
      local,
      mounting(1),
    ),
    rules: ['argocd-claim-wave', 'argocd-sync-held'],
    about: { 'argocd-claim-wave': 'PersistentVolumeClaim shop/data' },
    verdict: 'runtime',
  },
  {
    name: 'a hook needs a Secret of a later phase',
    broken: story(
      outOfSync(waits('waiting for completion of hook batch/Job/migrate', [hook('migrate')]), [
        managed('', 'Secret', 'db', { status: 'OutOfSync' }),
      ]),
      job('migrate', needsSecret),
    ),
    good: story(application({ operation: succeeded, resources: [managed('', 'Secret', 'db'), web] }), db, deployment()),
    rules: ['argocd-needed-later', 'argocd-sync-held'],
    about: { 'argocd-needed-later': 'Secret shop/db' },
    verdict: 'sync',
    answers: { blocked: 'yes: By a secret' },
  },
  {
    name: 'another application owes the Secret',
    broken: story(
      application({ health: 'Progressing' }),
      application({
        metadata: { name: 'vault' },
        sync: 'OutOfSync',
        resources: [managed('', 'Secret', 'db', { status: 'OutOfSync' })],
      }),
      { ...deployment('web', 0), spec: { replicas: 1, ...needsSecret } },
    ),
    good: story(
      application(),
      application({ metadata: { name: 'vault' }, resources: [managed('', 'Secret', 'db')] }),
      { ...deployment(), spec: { replicas: 1, ...needsSecret } },
      db,
    ),
    rules: ['argocd-needed-elsewhere'],
    about: { 'argocd-needed-elsewhere': 'Secret shop/db' },
    verdict: 'runtime',
    answers: { blocked: 'yes: By a secret' },
  },
  {
    name: 'the object that is waited for is paused',
    broken: story(outOfSync(waitingFor), { ...deployment('web', 0), spec: { replicas: 1, paused: true } }),
    good: story(application({ operation: succeeded }), deployment()),
    rules: ['argocd-awaited-suspended', 'argocd-sync-held'],
    about: { 'argocd-awaited-suspended': 'Deployment shop/web' },
    verdict: 'runtime',
  },
  {
    name: 'the sync gave up, and what it lacked is there now',
    broken: story(
      application({ sync: 'OutOfSync', spec: automated({ selfHeal: true }), operation: lacksWidget }),
      deployment(),
      widget,
    ),
    good: story(application({ spec: automated({ selfHeal: true }), operation: succeeded }), deployment(), widget),
    rules: ['argocd-sync-not-retried', 'argocd-sync-failed'],
    verdict: 'sync',
    answers: { synced: /this revision will not be tried again by itself/ },
  },
  {
    name: 'between two attempts',
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated(),
        operation: { ...failedWith('namespaces "shop" not found'), phase: 'Running', retryCount: 2 },
      }),
      deployment(),
    ),
    good: story(application({ operation: succeeded }), deployment()),
    rules: ['argocd-namespace-missing', 'argocd-sync-failed'],
    verdict: 'sync',
    sentence: /It will be tried again\.$/,
    answers: { synced: /will be tried again \(2 retries so far\)/ },
  },
  {
    name: 'a sync window is closed',
    broken: story(
      outOfSync({ phase: 'Running', message: 'Sync operation blocked by sync window', startedAt: ago(600) }),
      deployment(),
    ),
    good: story(application({ operation: succeeded }), deployment()),
    rules: ['argocd-sync-window-closed'],
    verdict: 'sync',
    answers: {
      synced: /a sync window of its project forbids it now\./,
      blocked: 'yes: By a sync window of its project.',
    },
  },
  {
    name: '4.6 an automated sync waits for the window of its project',
    broken: story(
      application({ sync: 'OutOfSync', spec: automated(), operation: succeeded }),
      deployment(),
      windows('0 10 * * *'),
    ),
    good: story(
      application({ sync: 'OutOfSync', spec: automated(), operation: succeeded }),
      deployment(),
      windows('0 18 * * *'),
    ),
    left: 'sync',
    rules: ['argocd-sync-window-closed'],
    verdict: 'sync',
    sentence:
      'Sync: a sync window of its project forbids it now (deny "0 10 * * *" for 4h); the next opening is 2026-03-01T14:00:00Z.',
    answers: { blocked: 'yes: By a sync window of its project (deny "0 10 * * *" for 4h)' },
  },
  {
    name: 'only pruning is left, and it is off',
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated(),
        operation: succeeded,
        resources: [web, managed('', 'ConfigMap', 'old', { status: 'OutOfSync', requiresPruning: true })],
      }),
      deployment(),
      object('ConfigMap', 'old'),
    ),
    good: story(application({ spec: automated(), operation: succeeded }), deployment()),
    rules: ['argocd-prune-needed'],
    verdict: 'sync',
    answers: { synced: /1 to be pruned; ConfigMap shop\/old\); only objects to be pruned are left/ },
  },
  {
    name: '4.5 OutOfSync: a hand changed the object after the sync',
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated(),
        operation: succeeded,
        resources: [{ ...web, status: 'OutOfSync' }],
      }),
      written('kubectl-edit', 'spec.template'),
    ),
    good: story(application({ spec: automated(), operation: succeeded }), written('kubectl-edit', 'spec.template')),
    rules: ['argocd-live-drift'],
    verdict: 'sync',
    answers: {
      synced: /Deployment shop\/web was changed by kubectl-edit at 2026-03-01T11:00:00Z \(spec\.template\)\.$/,
    },
  },
  {
    name: '6.1 to and fro between Synced and OutOfSync, for another writer',
    broken: {
      ...story(
        application({
          sync: 'OutOfSync',
          spec: automated({ selfHeal: true }),
          operation: succeeded,
          resources: [{ ...web, status: 'OutOfSync' }],
        }),
        written('kube-controller-manager', 'spec.replicas'),
      ),
      events: changes(4),
    },
    good: {
      ...story(application({ spec: automated({ selfHeal: true }), operation: succeeded }), deployment()),
      events: changes(3),
    },
    rules: ['argocd-live-drift', 'argocd-sync-flapping'],
    root: 'argocd-live-drift',
    verdict: 'sync',
  },
  {
    name: 'healed again and again',
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated({ selfHeal: true }),
        operation: { ...succeeded, operation: { sync: { autoHealAttemptsCount: 7 } } },
        resources: [{ ...web, status: 'OutOfSync' }],
      }),
      deployment(),
    ),
    good: story(
      application({ operation: { ...succeeded, operation: { sync: { autoHealAttemptsCount: 1 } } } }),
      deployment(),
    ),
    rules: ['argocd-self-heal-loop'],
    verdict: 'sync',
  },
  {
    name: 'automated sync refuses to empty the application',
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated({ prune: true }),
        conditions: [
          { type: 'SyncError', message: 'Skipping sync attempt to [aaa]: auto-sync will wipe out all resources' },
        ],
        resources: [{ ...web, status: 'OutOfSync', requiresPruning: true }],
      }),
      deployment(),
    ),
    good,
    rules: ['argocd-wipe-refused'],
    verdict: 'sync',
  },
  {
    name: 'two applications own one object',
    broken: story(
      application({
        conditions: [
          {
            type: 'SharedResourceWarning',
            message: 'Deployment/web is part of applications argocd/shop and argocd/other',
          },
        ],
      }),
      deployment(),
    ),
    good,
    rules: ['argocd-shared-resource'],
    verdict: 'ok',
  },
];
