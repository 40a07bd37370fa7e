import { expect, test } from 'vitest';
import { scopeOf } from '../../../src/analyze/diagnose/scope.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Diagnosis, Finding } from '../../../src/report-format/report.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const at = (kind: string, name: string, namespace?: string): Finding =>
  ({
    id: `${kind}-${name}`,
    severity: 'error',
    subject: { kind, name, ...(namespace ? { namespace } : {}) },
  }) as Finding;

function scope(findings: Finding[], { current = true, objects = [] as JsonObject[] } = {}) {
  const diagnosis = { current, severity: 'error', chain: findings.map(({ id }) => id) } as Diagnosis;
  return scopeOf([diagnosis], findings, snapshotOf({ objects }));
}

test('past trouble has no scope', () => {
  expect(scope([at('Pod', 'web-0', 'shop')], { current: false })).toEqual({ level: 'none', names: [] });
});

test('one service, one application, one namespace', () => {
  expect(scope([at('Pod', 'web-0', 'shop'), at('Service', 'web', 'shop')])).toEqual({
    level: 'service',
    names: ['web'],
  });
  expect(scope([at('Service', 'web', 'shop'), at('Application', 'shop', 'argocd')])).toEqual({
    level: 'application',
    names: ['shop'],
  });
  expect(scope([at('Pod', 'web-0', 'shop')])).toEqual({ level: 'namespace', names: ['shop'] });
});

test('a node, or three namespaces, are the environment', () => {
  expect(scope([at('Node', 'node-1')])).toEqual({ level: 'environment', names: [] });
  const everywhere = ['a', 'b', 'c'].map((namespace) => at('Pod', 'web-0', namespace));
  expect(scope(everywhere)).toEqual({ level: 'environment', names: ['a', 'b', 'c'] });
});

test('a new ReplicaSet beside one that still serves is a rollout', () => {
  const set = (name: string, created: string, ready: number): JsonObject => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: 'shop',
      creationTimestamp: created,
      ownerReferences: [{ kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }],
    },
    spec: { replicas: 1 },
    status: { readyReplicas: ready },
  });
  const objects = [set('web-old', '2026-02-01T00:00:00Z', 1), set('web-new', '2026-03-01T11:50:00Z', 0)];
  expect(scope([at('Deployment', 'web', 'shop')], { objects })).toEqual({ level: 'rollout', names: ['web'] });
});
