import { expect, test } from 'vitest';
import { globFits } from '../../../../src/analyze/snapshot/argocd/glob.ts';
import { peel, waitingIn } from '../../../../src/analyze/snapshot/argocd/messages.ts';

test('a nested message is peeled to its core', () => {
  const layers =
    'Failed to load target state: failed to generate manifest for source 1 of 2: rpc error: code = Unknown desc = Manifest generation error (cached): ';
  expect(peel(`${layers}deploy: app path does not exist`)).toEqual({
    core: 'deploy: app path does not exist',
    cached: true,
  });
  expect(peel('`helm template . --api-versions v1` failed exit status 1: Error: image.tag is required').core).toBe(
    'image.tag is required',
  );
  for (const words of ['Failed sync attempt to', 'Failed last sync attempt to']) {
    expect(peel(`${words} [abc]: one or more objects failed to apply`).core).toBe(
      'one or more objects failed to apply',
    );
  }
  expect(peel('namespaces "shop" not found')).toEqual({ core: 'namespaces "shop" not found', cached: false });
});

test.each([
  ['waiting for healthy state of apps/StatefulSet/db', 'health', 'apps', 'StatefulSet', 'db'],
  ['waiting for healthy state of apps/StatefulSet/db and 3 more resources', 'health', 'apps', 'StatefulSet', 'db'],
  ['waiting for completion of hook batch/Job/migrate and 1 more hooks', 'hook', 'batch', 'Job', 'migrate'],
  ['waiting for deletion of /PersistentVolumeClaim/data', 'deletion', '', 'PersistentVolumeClaim', 'data'],
  ['waiting for deletion of hook batch/Job/migrate', 'deletion', 'batch', 'Job', 'migrate'],
  ['waiting for pruning confirmation of /ConfigMap/old', 'confirmation', '', 'ConfigMap', 'old'],
  [
    'waiting for healthy state of rbac.authorization.k8s.io/ClusterRole/system:shop',
    'health',
    'rbac.authorization.k8s.io',
    'ClusterRole',
    'system:shop',
  ],
])('%s', (text, reason, group, kind, name) => expect(waitingIn(text)).toEqual({ reason, group, kind, name }));

test('what is no wait', () => {
  expect(waitingIn('one or more tasks are running')).toBeUndefined();
  expect(waitingIn('waiting for somebody')).toBeUndefined();
});

test('globs of a project, without going back', () => {
  expect(globFits('team-*', 'team-shop')).toBe(true);
  expect(globFits('team-*', 'shop')).toBe(false);
  expect(globFits('https://git.example/*', 'https://git.example/a/b', '/')).toBe(false);
  expect(globFits('https://git.example/**', 'https://git.example/a/b', '/')).toBe(true);
  expect(globFits('sh?p', 'shop')).toBe(true);
  expect(globFits('[a-z]hop', 'shop')).toBeUndefined();
  expect(globFits('*a'.repeat(200), 'a'.repeat(2000))).toBe(true);
  expect(globFits(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
});
