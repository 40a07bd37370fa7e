import { expect, test } from 'vitest';
import { reading } from './reading.ts';

const APPLICATION = `Name:               argocd/shop
Project:            default
Server:             https://kubernetes.default.svc
Namespace:          shop
URL:                https://argocd.example.com/applications/shop
Repo:               https://git.example.com/shop.git
Target:             main
Path:               deploy
SyncWindow:         Sync Allowed
Sync Policy:        Automated (Prune)
Sync Status:        OutOfSync from main (1ff8a67)
Health Status:      Degraded

CONDITION  MESSAGE                                        LAST TRANSITION
SyncError  Failed sync attempt to 1ff8a67: one or more    2025-01-15 10:30:00 +0000 UTC

GROUP  KIND        NAMESPACE  NAME  STATUS     HEALTH    HOOK  MESSAGE
       Service     shop       web   Synced     Healthy         service/web configured
apps   Deployment  shop       web   OutOfSync  Degraded        deployment.apps/web created
`;

test('`argocd app get` tells an application', async () => {
  const { objects, texts } = await reading(`$ argocd app get shop\n${APPLICATION}`);
  expect(
    objects.map(({ kind, namespace, name, fidelity, source }) => [kind, namespace, name, fidelity, source.line]),
  ).toEqual([['Application', 'argocd', 'shop', 'describe', 2]]);
  expect(objects[0]?.at('spec')).toEqual({
    project: 'default',
    source: { repoURL: 'https://git.example.com/shop.git', path: 'deploy', targetRevision: 'main' },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    syncPolicy: { automated: { prune: true } },
  });
  expect(objects[0]?.at('status')).toEqual({
    sync: { status: 'OutOfSync', revision: '1ff8a67' },
    health: { status: 'Degraded' },
    conditions: [
      {
        type: 'SyncError',
        message: 'Failed sync attempt to 1ff8a67: one or more',
        lastTransitionTime: '2025-01-15T10:30:00Z',
      },
    ],
    resources: [
      {
        kind: 'Service',
        namespace: 'shop',
        name: 'web',
        status: 'Synced',
        health: { status: 'Healthy' },
        message: 'service/web configured',
      },
      {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
        status: 'OutOfSync',
        health: { status: 'Degraded' },
        message: 'deployment.apps/web created',
      },
    ],
  });
  expect(texts).toEqual([]);
});

test('`argocd app sync` adds its operation; the changes that it printed before are in its table', async () => {
  const { objects, texts } = await reading(`$ argocd app sync shop
TIMESTAMP                  GROUP  KIND        NAMESPACE  NAME  STATUS     HEALTH   HOOK  MESSAGE
2025-01-15T10:30:00+00:00  apps   Deployment  shop       web   OutOfSync  Missing

${APPLICATION.split('\n\nCONDITION')[0]}

Operation:          Sync
Sync Revision:      1ff8a67
Phase:              Failed
Start:              2025-01-15 10:30:00 +0000 UTC
Finished:           2025-01-15 10:30:02 +0000 UTC
Duration:           2s
Message:            one or more objects failed to apply

FATA[0004] Operation has completed with phase: Failed
`);
  expect(objects[0]?.at('status.operationState')).toEqual({
    phase: 'Failed',
    message: 'one or more objects failed to apply',
    startedAt: '2025-01-15T10:30:00Z',
    finishedAt: '2025-01-15T10:30:02Z',
    syncResult: { revision: '1ff8a67' },
  });
  expect(texts.map(({ origin }) => [origin.firstLine, origin.kind])).toEqual([[26, 'error']]);
});

test('a table of changes without a summary behind it stays text', async () => {
  const { objects, texts } = await reading(`$ argocd app sync shop
TIMESTAMP                  GROUP  KIND        NAMESPACE  NAME  STATUS     HEALTH   HOOK  MESSAGE
2025-01-15T10:30:00+00:00  apps   Deployment  shop       web   OutOfSync  Missing        namespaces "shop" not found
`);
  expect(objects).toEqual([]);
  expect(texts.map(({ origin }) => [origin.firstLine, origin.kind])).toEqual([[2, 'output']]);
});

const NEWER = `Name:               argocd/shop
Project:            default
Server:             in-cluster
Namespace:          shop
URL:                https://argocd.example.com/applications/shop
Sources:
- Repo:             https://git.example.com/shop.git
  Target:           main
  Path:             deploy
  Helm Values:      values.yaml,$values/prod.yaml
- Repo:             https://git.example.com/values.git
  Target:           v1
  Ref:              values
SyncWindow:         Sync Denied
Assigned Windows:   deny:0 10 * * *:4h
Sync Policy:        Manual
Sync Status:        OutOfSync from main
Health Status:      Missing

Operation:          Sync
Sync Revision:      aaa, bbb
Phase:              Failed
Start:              2025-01-15 10:30:00 +0000 UTC
Finished:           2025-01-15 10:30:02 +0000 UTC
Duration:           2s
Message:            one or more objects failed to apply
one or more SyncFail hooks failed, reason: jobs.batch is forbidden

GROUP  KIND        NAMESPACE  NAME  STATUS     HEALTH   HOOK  MESSAGE
apps   Deployment  shop       web   OutOfSync  Missing        namespaces "shop" not found
`;

test('newer versions list the sources, each from the first column', async () => {
  const [application] = (await reading(`$ argocd app get shop\n${NEWER}`)).objects;
  expect(application?.at('spec')).toEqual({
    project: 'default',
    sources: [
      {
        repoURL: 'https://git.example.com/shop.git',
        path: 'deploy',
        targetRevision: 'main',
        helm: { valueFiles: ['values.yaml', '$values/prod.yaml'] },
      },
      { repoURL: 'https://git.example.com/values.git', targetRevision: 'v1', ref: 'values' },
    ],
    destination: { name: 'in-cluster', namespace: 'shop' },
  });
  expect(application?.string('status.sync.status')).toBe('OutOfSync');
  expect(application?.list('status.resources')).toHaveLength(1);

  const single = NEWER.replace('Sources:', 'Source:').replace(
    /- Repo: {13}https:\/\/git\.example\.com\/values[^S]*/,
    '',
  );
  const [one] = (await reading(`$ argocd app get shop\n${single}`)).objects;
  expect(one?.at('spec.source.repoURL')).toBe('https://git.example.com/shop.git');
  expect(one?.string('status.health.status')).toBe('Missing');
});

test('a message of several lines and the revisions of several sources belong to the operation', async () => {
  const [application] = (await reading(`$ argocd app get shop --show-operation\n${NEWER}`)).objects;
  expect(application?.at('status.operationState')).toMatchObject({
    message: 'one or more objects failed to apply\none or more SyncFail hooks failed, reason: jobs.batch is forbidden',
    syncResult: { revisions: ['aaa', 'bbb'] },
  });
});
