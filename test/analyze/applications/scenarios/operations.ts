import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, object } from '../../../support/check.ts';
import { application, applied, automated, deployment, managed, web } from '../story.ts';
import { ended, failedWith, good, type Scenario, story, succeeded } from './scenario.ts';

const mended = story(application({ spec: automated(), operation: succeeded }), deployment());
const missingDefinition = 'no matches for kind "Widget" in version "shop.example/v1"';
const cannotBegin: [name: string, message: string][] = [
  ['nothing was asked for', 'Invalid operation request: no operation specified'],
  [
    'the cluster of the destination is not known',
    'Failed to get destination cluster: there are no clusters with this name: prod',
  ],
  ['the settings cannot be read', 'Failed to load resource overrides: configmap "argocd-cm" not found'],
  ['the sync cannot begin', 'failed to initialize sync context: the server is currently unable to handle the request'],
  ['the history cannot be written', 'failed to record sync to history: etcdserver: request timed out'],
  ['the project cannot be read', 'Failed to load application project: appprojects.argoproj.io "team" is forbidden'],
  ['the hook of the waves fails', 'SyncWaveHook failed: context canceled'],
];
const onlyTold: [name: string, message: string][] = [
  ['the tasks are not valid', 'one or more synchronization tasks are not valid'],
  ['the dry run fails', 'one or more objects failed to apply (dry run)'],
  [
    'an object fails to apply for a reason that no rule knows',
    'one or more objects failed to apply, reason: the moon is full',
  ],
  ['a task ends badly', 'one or more synchronization tasks completed unsuccessfully, reason: the moon is full'],
  ['all attempts are used up', 'one or more objects failed to apply (retried 5 times).'],
  [
    'the retry cannot be reckoned',
    'one or more objects failed to apply (failed to retry: time: invalid duration "5 s")',
  ],
];

const hookRow = (rest: JsonObject) =>
  applied('batch', 'Job', 'migrate', { status: '', hookType: 'PreSync', syncPhase: 'PreSync', ...rest });
const failedHook = (message: string) => ({
  ...failedWith(''),
  message: 'one or more synchronization tasks completed unsuccessfully (retried 5 times).',
  syncResult: { revision: 'bbb', resources: [hookRow({ hookPhase: 'Failed', message })] },
});
const degraded = (message: string) => ({
  ...failedHook(''),
  syncResult: {
    revision: 'bbb',
    resources: [applied('apps', 'Deployment', 'web', { hookPhase: 'Failed', message })],
  },
});
const runs = (message: string, rest: JsonObject = {}) => ({ phase: 'Running', message, startedAt: ago(7200), ...rest });
const busy = (message: string, seconds = 7200, phase = 'Running') =>
  application({ sync: 'OutOfSync', spec: automated(), operation: { phase, message, startedAt: ago(seconds) } });

/** A sync that runs or ends for longer than one can; when it has just begun, it is what every sync does. */
const hung = (message: string, phase?: string): Scenario => ({
  name: `a sync does not come to an end: ${message}`,
  broken: story(busy(message, 7200, phase), deployment()),
  good: story(busy(message, 60, phase), deployment()),
  left: 'sync',
  rules: ['argocd-sync-hung'],
  verdict: 'sync',
});

const awaited = (name: string, awaitedFailed: JsonObject, rest: Partial<Scenario>): Scenario => ({
  name,
  broken: story(application({ sync: 'OutOfSync', spec: automated(), operation: awaitedFailed }), deployment()),
  good: mended,
  rules: ['argocd-awaited-failed', 'argocd-sync-failed'],
  verdict: 'sync',
  ...rest,
});

const held = (name: string, message: string, objects: JsonObject[], rest: Partial<Scenario> = {}): Scenario => ({
  name,
  broken: story(
    application({
      sync: 'OutOfSync',
      operation: runs(message, { syncResult: { revision: 'aaa', resources: [hookRow({ hookPhase: 'Running' })] } }),
      resources: [web, managed('', 'ConfigMap', 'old')],
    }),
    deployment(),
    ...objects,
  ),
  good: mended,
  rules: ['argocd-sync-held'],
  verdict: 'sync',
  ...rest,
});
const leaving = { metadata: { deletionTimestamp: ago(9000), finalizers: ['argocd.argoproj.io/hook-finalizer'] } };
const working = object('Job', 'migrate', { spec: {}, status: { active: 1 } }, 'batch/v1');

/** What Argo CD says of a sync as a whole. */
export const OPERATIONS: Scenario[] = [
  ...cannotBegin.map(([name, message]) => ended(name, 'argocd-operation-error', message)),
  ...onlyTold.map(([name, message]) => ended(name, 'argocd-sync-failed', message, { rules: ['argocd-sync-failed'] })),
  ended(
    'the tasks are not valid, and it is told why',
    'argocd-crd-missing',
    `one or more synchronization tasks are not valid: ${missingDefinition}`,
  ),
  ended(
    'the namespace fails to apply',
    'argocd-namespace-missing',
    'the namespace failed to apply, reason: namespaces is forbidden',
  ),
  ended(
    'the comparison before it failed',
    'argocd-repository-unreadable',
    'ComparisonError: Failed to load target state: authentication required;InvalidSpecError: there are no clusters with this name: prod',
  ),
  ended(
    'another application owns an object, and that is refused',
    'argocd-shared-resource-refused',
    'Shared resource found: ConfigMap/settings is part of applications argocd/shop and argocd/other',
  ),
  ended(
    'no account fits the destination',
    'argocd-impersonation-unmatched',
    'no matching service account found for destination server https://kubernetes.default.svc and namespace shop',
  ),
  ended(
    'the account of the destination cannot be told',
    'argocd-impersonation-unmatched',
    "failed to derive service account to impersonate: default service account contains invalid chars 'shop/*'",
  ),
  ended(
    'Argo CD panics',
    'argocd-panic',
    'Recovered from panic: runtime error: invalid memory address or nil pointer dereference',
  ),
  ended('a hand ended it', 'argocd-operation-terminated', 'Operation terminated'),
  ended('it could not be ended cleanly', 'argocd-operation-terminated', 'Operation termination had errors'),
  ended(
    'its time was over',
    'argocd-operation-terminated',
    'Operation terminated, triggered by controller sync timeout',
  ),
  {
    ...ended('a hook was ended with it', 'argocd-operation-terminated', ''),
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated(),
        operation: {
          ...failedHook(''),
          message: 'Operation terminated',
          syncResult: { revision: 'bbb', resources: [hookRow({ hookPhase: 'Succeeded', message: 'Terminated' })] },
        },
      }),
      deployment(),
    ),
  },
  {
    ...ended(
      'the SyncFail hook was refused too',
      'argocd-sync-failed',
      'one or more objects failed to apply\none or more SyncFail hooks failed, reason: jobs.batch is forbidden',
    ),
    rules: ['argocd-sync-failed', 'argocd-sync-fail-hook-failed'],
  },
  awaited(
    'the SyncFail hook ran and failed too',
    {
      ...failedWith('namespaces "shop" not found'),
      syncResult: {
        revision: 'bbb',
        resources: [
          applied('apps', 'Deployment', 'web', { status: 'SyncFailed', message: 'namespaces "shop" not found' }),
          applied('batch', 'Job', 'undo', {
            status: '',
            hookType: 'SyncFail',
            syncPhase: 'SyncFail',
            hookPhase: 'Failed',
            message: 'Job has reached the specified backoff limit',
          }),
        ],
      },
    },
    { rules: ['argocd-namespace-missing', 'argocd-sync-failed', 'argocd-sync-fail-hook-failed'] },
  ),
  {
    ...ended(
      'between two attempts, the message says when',
      'argocd-sync-failed',
      'one or more objects failed to apply. Retrying attempt #2 at 9:17AM.',
    ),
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated(),
        operation: runs('one or more objects failed to apply. Retrying attempt #2 at 9:17AM.', {
          finishedAt: ago(300),
          retryCount: 1,
        }),
      }),
      deployment(),
    ),
    rules: ['argocd-sync-failed'],
    sentence: /^Sync: /,
  },
  hung('one or more tasks are running'),
  hung('Retrying operation. Attempt #2'),
  hung('Retrying operation with latest revisions. Attempt #2'),
  hung('operation is terminating due to timeout', 'Terminating'),
  awaited('a hook failed', failedHook('Job has reached the specified backoff limit'), {
    about: { 'argocd-awaited-failed': 'Job shop/migrate' },
    sentence: /^Sync: /,
    answers: { failing: /^yes: Job shop\/migrate/ },
  }),
  awaited(
    'an object missed its deadline while the sync waited for it',
    degraded('Deployment "web" exceeded its progress deadline'),
    {
      about: { 'argocd-awaited-failed': 'Deployment shop/web' },
      verdict: 'runtime',
    },
  ),
  awaited(
    'a container crashed while the sync waited for it',
    degraded('back-off 5m0s restarting failed container=web pod=web-0'),
    {
      about: { 'argocd-awaited-failed': 'Deployment shop/web' },
      verdict: 'runtime',
    },
  ),
  held('a sync waits for hooks', 'waiting for completion of hook batch/Job/migrate and 1 more hooks', [working]),
  held(
    'a sync waits for a hook to go',
    'waiting for deletion of hook batch/Job/migrate',
    [object('Job', 'migrate', { ...leaving, spec: {}, status: { active: 1 } }, 'batch/v1')],
    {
      rules: ['argocd-sync-held', 'object-terminating'],
      root: 'object-terminating',
      about: { 'object-terminating': 'Job shop/migrate' },
    },
  ),
  {
    ...held('a sync waits for objects', 'waiting for healthy state of apps/Deployment/web and 2 more resources', []),
    broken: story(
      application({
        sync: 'OutOfSync',
        operation: runs('waiting for healthy state of apps/Deployment/web and 2 more resources'),
      }),
      deployment('web', 0),
    ),
    root: 'deployment-unavailable',
    verdict: 'runtime',
  },
  held('a sync waits for a hand to confirm', 'waiting for pruning confirmation of /PersistentVolumeClaim/data', [], {
    rules: ['argocd-confirmation-awaited', 'argocd-sync-held'],
  }),
  {
    name: 'a deletion waits for a hand to confirm',
    broken: story(
      application({
        metadata: { deletionTimestamp: ago(7200), finalizers: ['resources-finalizer.argocd.argoproj.io'] },
        resources: [{ ...web, requiresDeletionConfirmation: true }],
      }),
      deployment(),
    ),
    good,
    rules: ['argocd-confirmation-awaited'],
    verdict: 'sync',
  },
];
