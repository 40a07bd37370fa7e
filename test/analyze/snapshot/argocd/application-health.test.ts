import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { applicationHealthOf } from '../../../../src/analyze/snapshot/argocd/application-health.ts';
import { object } from '../../../support/check.ts';
import { snapshotOf } from '../../../support/snapshot-of.ts';
import { application, deployment, managed, web } from '../../applications/story.ts';

function health(app: JsonObject, objects: JsonObject[], complete: string[] = [], version?: string) {
  const snapshot = snapshotOf({ objects: [app, ...objects], complete });
  const [found] = snapshot.objects.ofKind('Application');
  if (!found) throw new Error('no application in the story');
  return applicationHealthOf(found, snapshot, version ? { version } : {});
}

const db = managed('', 'PersistentVolumeClaim', 'db');
const lost = object('PersistentVolumeClaim', 'db', { status: { phase: 'Lost' } });

test('the worst object counts', () => {
  const app = application({ resources: [web, db] });
  expect(health(app, [deployment('web', 0), lost])).toMatchObject({
    status: 'Degraded',
    reason: 'PersistentVolumeClaim shop/db: the claim is Lost',
  });
});

test('hooks, and what is told to be left out, do not count', () => {
  const ignored = {
    ...lost,
    metadata: { ...(lost.metadata as JsonObject), annotations: { 'argocd.argoproj.io/ignore-healthcheck': 'true' } },
  };
  expect(health(application({ resources: [web, db] }), [deployment(), ignored]).status).toBe('Healthy');
  expect(health(application({ resources: [web, { ...db, hook: true }] }), [deployment(), lost]).status).toBe('Healthy');
});

test('an application that manages itself does not judge itself, and a child of which nothing is known does not count', () => {
  const scripted = (status: 'Unknown' | 'Missing' | 'Degraded', name: string) => {
    const child = managed('argoproj.io', 'Application', name, { namespace: 'argocd', version: 'v1alpha1' });
    const app = application({ resources: [web, child] });
    const snapshot = snapshotOf({ objects: [app, application({ metadata: { name: 'child' } }), deployment()] });
    const found = snapshot.objects.ofKind('Application').find((one) => one.name === 'shop');
    const custom = { of: ({ kind }: { kind: string }) => (kind === 'Application' ? { status } : undefined) };
    return found && applicationHealthOf(found, snapshot, { custom }).status;
  };
  expect(scripted('Degraded', 'shop')).toBe('Healthy');
  expect(scripted('Degraded', 'child')).toBe('Degraded');
  expect(scripted('Unknown', 'child')).toBe('Healthy');
  expect(scripted('Missing', 'child')).toBe('Healthy');
});

test('since 3.4 a missing object does not make the application missing, unless all are', () => {
  const app = application({ resources: [web, db] });
  const objects = [deployment()];
  expect(health(app, objects, ['PersistentVolumeClaim'], '3.3.1').status).toBe('Missing');
  expect(health(app, objects, ['PersistentVolumeClaim'], '3.4.0').status).toBe('Healthy');
  expect(health(app, [], ['PersistentVolumeClaim', 'Deployment'], '3.4.0').status).toBe('Missing');
  const annotations = { 'argocd.argoproj.io/ignore-healthcheck': 'true' };
  const ignored = object('PersistentVolumeClaim', 'db', { metadata: { annotations }, status: { phase: 'Lost' } });
  expect(health(app, [ignored], ['Deployment'], '3.4.0').status).toBe('Healthy');
});

test('before 3.0 the application says the health of objects that the bundle lacks', () => {
  const app = application({ resources: [{ ...web, health: { status: 'Degraded' } }] });
  expect(health(app, [])).toMatchObject({ status: 'Degraded', reason: 'Deployment shop/web is Degraded' });
});

test('one object that was not collected leaves the health open, a bad one decides it', () => {
  const app = application({ resources: [web, db] });
  expect(health(app, [deployment()]).status).toBe('not collected');
  expect(health(app, [lost]).status).toBe('Degraded');
});
