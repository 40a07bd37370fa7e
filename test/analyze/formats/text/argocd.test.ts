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

test('`argocd app sync` adds its operation; what it printed before is text', async () => {
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
  expect(texts.map(({ origin }) => [origin.firstLine, origin.kind])).toEqual([
    [2, 'output'],
    [26, 'error'],
  ]);
});
