import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Story } from '../stories/bundle.ts';
import { made, merged } from './objects.ts';

/** Argo CD's namespace, and an Application that deploys a chart into a namespace; synced and healthy unless told otherwise. */
export function application(name: string, namespace: string, changes: JsonObject = {}): Story {
  return {
    objects: [
      made('v1', 'Namespace', { name: 'argocd' }, { status: { phase: 'Active' } }),
      made('v1', 'ServiceAccount', { name: 'default', namespace: 'argocd' }),
      appProject,
      applicationOf(name, namespace, changes),
    ],
  };
}

const appProject = made(
  'argoproj.io/v1alpha1',
  'AppProject',
  { name: 'default', namespace: 'argocd' },
  {
    spec: {
      sourceRepos: ['*'],
      destinations: [{ namespace: '*', server: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  },
);

export function applicationOf(name: string, namespace: string, changes: JsonObject = {}): JsonObject {
  const revision = '9c1f4e7a52b06d8834fe1ab2c3d4e5f60718293a';
  return made(
    'argoproj.io/v1alpha1',
    'Application',
    { name, namespace: 'argocd' },
    merged(
      {
        spec: {
          project: 'default',
          destination: { server: 'https://kubernetes.default.svc', namespace },
          source: { repoURL: 'https://git.corp.example/platform.git', path: `apps/${name}`, targetRevision: 'main' },
          syncPolicy: { automated: { prune: true, selfHeal: true } },
        },
        status: {
          health: { status: 'Healthy' },
          sync: { status: 'Synced', revision },
          reconciledAt: '2026-03-01T11:58:00Z',
          history: [{ id: 0, revision, deployedAt: '2026-02-26T12:00:00Z' }],
          operationState: {
            phase: 'Succeeded',
            message: 'successfully synced (all tasks run)',
            startedAt: '2026-02-26T11:59:50Z',
            finishedAt: '2026-02-26T12:00:00Z',
            syncResult: { revision },
          },
          resources: [],
          conditions: [],
        },
      },
      changes,
    ),
  );
}

/** The state of an Application whose manifests cannot be made. */
export function notRendered(message: string): JsonObject {
  return {
    status: {
      health: { status: 'Healthy' },
      sync: { status: 'Unknown' },
      conditions: [{ type: 'ComparisonError', message, lastTransitionTime: '2026-03-01T11:20:00Z' }],
      operationState: null,
      history: null,
    },
  };
}
