import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, object } from '../../../support/check.ts';
import { application, automated, deployment, managed } from '../story.ts';
import { failedWith, good, type Scenario, story } from './scenario.ts';

const set = (spec: JsonObject, status: JsonObject = {}): JsonObject => ({
  kind: 'ApplicationSet',
  apiVersion: 'argoproj.io/v1alpha1',
  metadata: { name: 'shops', namespace: 'argocd', creationTimestamp: ago(86_400) },
  spec,
  status,
});
const upToDate = { conditions: [{ type: 'ResourcesUpToDate', status: 'True', reason: 'ApplicationSetUpToDate' }] };
const lists = {
  generators: [{ list: { elements: [{ name: 'shop' }] } }],
  template: { metadata: { name: '{{.name}}' } },
};
const failing = (reason: string, message: string) => ({
  conditions: [{ type: 'ErrorOccurred', status: 'True', reason, message, lastTransitionTime: ago(3600) }],
});
const child = (rest: JsonObject = {}) =>
  managed('argoproj.io', 'Application', 'shop', { namespace: 'argocd', version: 'v1alpha1', ...rest });
const root = (story: Parameters<typeof application>[0]) => application({ metadata: { name: 'root' }, ...story });

const rolling = (north: JsonObject): JsonObject =>
  set(
    { strategy: { type: 'RollingSync' } },
    {
      ...upToDate,
      applicationStatus: [
        { application: 'north', step: '1', ...north },
        { application: 'shop', step: '2', status: 'Waiting', message: 'Application is out of date' },
      ],
    },
  );
const north = (health: string) => application({ metadata: { name: 'north' }, health });

const unlooked = application({ metadata: { namespace: 'team-a' } });
const settings = (namespaces: string) =>
  object('ConfigMap', 'argocd-cmd-params-cm', {
    metadata: { namespace: 'argocd' },
    data: { 'application.namespaces': namespaces },
  });

const OF_THE_SET = Object.fromEntries(
  ['argocd-application-set-failed', 'argocd-application-absent', 'argocd-progressive-sync-held'].map((rule) => [
    rule,
    'ApplicationSet argocd/shops',
  ]),
);
const OF_THE_PARENT = Object.fromEntries(
  ['argocd-application-absent', 'argocd-namespace-missing', 'argocd-path-not-found'].map((rule) => [
    rule,
    'Application argocd/root',
  ]),
);

/** Whether Argo CD has the application, and looks after it. */
export const PRESENCE: Scenario[] = [
  {
    name: '4.4 1a an ApplicationSet that fails has not made it',
    broken: story(
      set(lists, failing('ApplicationValidationError', 'application destination spec is invalid: no cluster north')),
    ),
    good: story(set(lists, upToDate), application(), deployment()),
    rules: ['argocd-application-set-failed', 'argocd-application-absent'],
    about: OF_THE_SET,
    verdict: 'desired-state',
    sentence:
      /^Argo CD has no such application, which ApplicationSet shops names: application destination spec is invalid/,
    answers: {
      present: 'no: Argo CD does not have it',
      synced: /^no/,
      healthy: /^no/,
      failing: /^unknown/,
      blocked: /^unknown/,
    },
  },
  {
    name: '1.5 two generated applications have one name',
    broken: story(
      set(
        { generators: [{ git: {} }] },
        {
          ...failing(
            'ApplicationValidationError',
            'ApplicationSet shops contains applications with duplicate name: shop',
          ),
          resources: [
            { group: 'argoproj.io', version: 'v1alpha1', kind: 'Application', namespace: 'argocd', name: 'shop' },
          ],
        },
      ),
    ),
    good: story(set({ generators: [{ git: {} }] }, upToDate), application(), deployment()),
    rules: ['argocd-application-set-failed', 'argocd-application-absent'],
    about: OF_THE_SET,
    verdict: 'desired-state',
    sentence: /contains applications with duplicate name: shop\.$/,
  },
  {
    name: '4.4 1a an ApplicationSet that is content has lost it',
    broken: story(set(lists, upToDate)),
    good: story(set(lists, upToDate), application(), deployment()),
    rules: ['argocd-application-absent'],
    about: OF_THE_SET,
    verdict: 'desired-state',
    answers: { present: /the set reports no error/ },
  },
  {
    name: '1.5 a step of a progressive sync holds it',
    broken: story(
      rolling({ status: 'Progressing', lastTransitionTime: ago(7200) }),
      north('Degraded'),
      application({ sync: 'OutOfSync' }),
      deployment('web', 0),
    ),
    good: story(rolling({ status: 'Healthy' }), north('Healthy'), application(), deployment()),
    rules: ['argocd-progressive-sync-held', 'argocd-application-degraded'],
    about: { ...OF_THE_SET, 'argocd-application-degraded': 'Application argocd/north' },
    root: 'deployment-unavailable',
    verdict: 'runtime',
  },
  {
    name: '4.4 1b the sync of its parent failed before it',
    broken: story(
      root({
        sync: 'OutOfSync',
        spec: automated(),
        resources: [child({ status: 'OutOfSync', syncWave: 3 })],
        operation: failedWith('namespaces "shop" not found'),
      }),
    ),
    good: story(root({ spec: automated(), resources: [child()] }), application(), deployment()),
    rules: ['argocd-application-absent', 'argocd-namespace-missing'],
    about: OF_THE_PARENT,
    root: 'argocd-namespace-missing',
    verdict: 'sync',
    sentence: /the sync of its parent has not come to it \(it has wave 3\): one or more objects failed to apply/,
  },
  {
    name: '4.4 1b the source of its parent cannot be read',
    broken: story(
      root({
        sync: 'Unknown',
        resources: [child()],
        conditions: [
          { type: 'ComparisonError', message: 'Failed to load target state: apps: app path does not exist' },
        ],
      }),
    ),
    good: story(root({ resources: [child()] }), application(), deployment()),
    rules: ['argocd-application-absent', 'argocd-path-not-found'],
    about: OF_THE_PARENT,
    root: 'argocd-path-not-found',
    verdict: 'sync',
    sentence: /its parent fails: apps: app path does not exist\.$/,
  },
  {
    name: '4.4 1c its namespace is none that Argo CD looks at',
    broken: story({ ...unlooked, status: {} }, settings('team-b,platform-*')),
    good: story(unlooked, deployment(), settings('team-*')),
    rules: ['argocd-application-unprocessed'],
    about: { 'argocd-application-unprocessed': 'Application team-a/shop' },
    verdict: 'unknown',
    answers: { present: /^no: .*its namespace team-a is not among application\.namespaces/ },
  },
  {
    name: '4.4 1f the controller is down',
    broken: story(
      { ...application(), status: {} },
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'argocd-application-controller-0', namespace: 'argocd', creationTimestamp: ago(90_000) },
        spec: { containers: [{ name: 'application-controller', image: 'quay.io/argoproj/argocd:v3.1.0' }] },
        status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
      },
    ),
    good,
    rules: ['argocd-application-unprocessed'],
    verdict: 'unknown',
    answers: { present: /^no: .*its controller argocd-application-controller-0 is not ready/ },
  },
  ...['ApplicationSet shops contains an application with no name', 'No steps defined for rollout'].map(
    (message): Scenario => ({
      name: `1.5 an ApplicationSet fails: ${message}`,
      broken: story(set(lists, failing('ApplicationValidationError', message)), application(), deployment()),
      good: story(set(lists, upToDate), application(), deployment()),
      rules: ['argocd-application-set-failed'],
      about: OF_THE_SET,
      verdict: 'ok',
    }),
  ),
];
