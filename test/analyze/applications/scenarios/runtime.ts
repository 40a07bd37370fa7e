import { ago, crashed, object, pod } from '../../../support/check.ts';
import { application, automated, deployment, managed, web } from '../story.ts';
import { good, type Scenario, story, succeeded } from './scenario.ts';

const timedOut = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-1" has timed out progressing.',
};
const replicas = object(
  'ReplicaSet',
  'web-1',
  {
    metadata: { ownerReferences: [{ kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }] },
    spec: { replicas: 1 },
  },
  'apps/v1',
);
const owned = { owner: { kind: 'ReplicaSet', name: 'web-1' } };
const reads = {
  container: { env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] },
};
const unable = {
  ready: false,
  state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "db" not found' } },
};
const balanced = (ingress: { ip: string }[]) =>
  object('Service', 'web', { spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress } } });
const certificate = (status: string) =>
  object(
    'Certificate',
    'tls',
    { spec: { secretName: 'tls' }, status: { conditions: [{ type: 'Ready', status, message: 'issuing' }] } },
    'cert-manager.io/v1',
  );
const tls = managed('cert-manager.io', 'Certificate', 'tls');

/** What runs, and does not work; and what Argo CD no longer looks at. */
export const RUNTIME: Scenario[] = [
  {
    name: 'a Secret is missing',
    broken: story(
      application({ health: 'Degraded', operation: succeeded }),
      deployment('web', 0, 1, [timedOut]),
      replicas,
      pod({ ...owned, ...reads, ready: false, phase: 'Pending', status: unable }),
    ),
    good: story(
      application({ operation: succeeded }),
      deployment(),
      replicas,
      pod({ ...owned, ...reads }),
      object('Secret', 'db', { keys: { password: 'x' } }),
    ),
    rules: ['secret-missing', 'argocd-application-degraded'],
    about: { 'secret-missing': 'Secret shop/db' },
    root: 'secret-missing',
    verdict: 'runtime',
    sentence:
      /^Runtime: what is wanted was applied, but Deployment shop\/web: .* Cause: A Secret that pods need does not exist\.$/,
    answers: { synced: /^yes/, failing: /^yes: Deployment shop\/web/, blocked: 'yes: By a secret' },
  },
  {
    name: 'a container crashes',
    broken: story(
      application({ health: 'Degraded', operation: succeeded }),
      deployment('web', 0, 1, [timedOut]),
      replicas,
      pod({ ...owned, ready: false, status: crashed(1) }),
    ),
    good: story(application({ operation: succeeded }), deployment(), replicas, pod(owned)),
    rules: ['container-failed', 'argocd-application-degraded', 'crash-loop-back-off'],
    about: { 'container-failed': 'Pod shop/web-0', 'crash-loop-back-off': 'Pod shop/web-0' },
    verdict: 'runtime',
  },
  {
    name: 'Healthy is what Argo CD says, and not what the objects show',
    broken: story(application(), deployment('web', 0, 1, [timedOut])),
    good,
    rules: ['deployment-unavailable'],
    about: { 'deployment-unavailable': 'Deployment shop/web' },
    verdict: 'runtime',
    answers: { healthy: 'no: Argo CD says Healthy for 1 h; by its objects it is Degraded' },
  },
  {
    name: 'a load balancer gets no address',
    broken: story(
      application({ health: 'Progressing', resources: [web, managed('', 'Service', 'web')] }),
      deployment(),
      balanced([]),
    ),
    good: story(
      application({ resources: [web, managed('', 'Service', 'web')] }),
      deployment(),
      balanced([{ ip: '10.0.0.1' }]),
    ),
    rules: ['load-balancer-pending', 'argocd-application-degraded'],
    about: { 'load-balancer-pending': 'Service shop/web' },
    verdict: 'runtime',
    answers: { failing: 'yes: Service shop/web: it has no address' },
  },
  {
    name: 'a certificate is not issued',
    broken: story(application({ health: 'Degraded', resources: [web, tls] }), deployment(), certificate('False')),
    good: story(application({ resources: [web, tls] }), deployment(), certificate('True')),
    rules: ['argocd-application-degraded'],
    verdict: 'runtime',
    answers: { failing: /^yes: Certificate shop\/tls: issuing/ },
  },
  {
    name: 'an object is missing',
    broken: story(application({ health: 'Missing', sync: 'OutOfSync', resources: [{ ...web, status: 'OutOfSync' }] })),
    good,
    rules: ['argocd-application-degraded'],
    verdict: 'runtime',
    answers: { present: /^no: Argo CD has the application, but Deployment shop\/web/, synced: /1 absent/ },
  },
  {
    name: 'Argo CD has not looked for long',
    broken: story(application({ status: { reconciledAt: ago(90_000) } }), deployment()),
    good,
    rules: ['argocd-status-stale'],
    verdict: 'ok',
    answers: { synced: /as compared 1 d 1 h before the capture/ },
  },
  {
    name: 'the status is too large to be stored',
    broken: story(
      application({
        conditions: [
          {
            type: 'UnknownError',
            message:
              'Application status exceeds the Kubernetes resource size limit and could not be persisted. The displayed status may be stale.',
          },
        ],
      }),
      deployment(),
    ),
    good,
    rules: ['argocd-status-not-stored'],
    verdict: 'ok',
    answers: { synced: /^unknown/ },
  },
  {
    name: 'the deletion fails',
    broken: story(
      application({
        metadata: { deletionTimestamp: ago(7200), finalizers: ['resources-finalizer.argocd.argoproj.io'] },
        conditions: [{ type: 'DeletionError', message: 'the server is currently unable to handle the request' }],
      }),
      deployment(),
    ),
    good,
    rules: ['argocd-deletion-failed'],
    verdict: 'sync',
    answers: { present: 'no: It is being deleted, for 2 h now' },
  },
  {
    name: 'the project does not allow the destination',
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: { project: 'team', ...automated() },
        resources: [{ ...web, status: 'OutOfSync' }],
      }),
      deployment(),
      {
        kind: 'AppProject',
        apiVersion: 'argoproj.io/v1alpha1',
        metadata: { name: 'team', namespace: 'argocd' },
        spec: { sourceRepos: ['*'], destinations: [{ server: '*', namespace: 'team-*' }] },
      },
    ),
    good: story(application({ spec: { project: 'team', ...automated() } }), deployment(), {
      kind: 'AppProject',
      apiVersion: 'argoproj.io/v1alpha1',
      metadata: { name: 'team', namespace: 'argocd' },
      spec: { sourceRepos: ['*'], destinations: [{ server: '*', namespace: 'sh*' }] },
    }),
    rules: ['argocd-project-refuses'],
    verdict: 'sync',
  },
];
