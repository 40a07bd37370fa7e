import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { operationOf } from '../../../../src/analyze/snapshot/argocd/operation.ts';
import { permitsKind, projectsOf, refusalsOf } from '../../../../src/analyze/snapshot/argocd/project.ts';
import { isHeldByWindow, windowStateOf } from '../../../../src/analyze/snapshot/argocd/sync-windows.ts';
import { ago, object } from '../../../support/check.ts';
import { snapshotOf } from '../../../support/snapshot-of.ts';
import { application } from '../../applications/story.ts';

const project = (name: string, spec: JsonObject, labels: JsonObject = {}): JsonObject => ({
  kind: 'AppProject',
  apiVersion: 'argoproj.io/v1alpha1',
  metadata: { name, namespace: 'argocd', labels },
  spec,
});
const settings = (globalProjects: string) =>
  object('ConfigMap', 'argocd-cm', { metadata: { namespace: 'argocd' }, data: { globalProjects } });

const OF_TEAMS = `
- projectName: everywhere
  labelSelector:
    matchExpressions:
      - { key: team, operator: In, values: [shop, stock] }
`;
const narrow = { sourceRepos: ['https://git.example/shop.git'], destinations: [{ server: '*', namespace: 'other' }] };

function of(objects: JsonObject[], status: JsonObject = {}) {
  const snapshot = snapshotOf({ objects: [application({ spec: { project: 'shop' }, status }), ...objects] });
  const [found] = snapshot.objects.ofKind('Application');
  if (!found) throw new Error('no application');
  const projects = projectsOf(found, snapshot.objects);
  return { snapshot, found, projects, names: projects?.map(({ name }) => name) };
}

describe('global projects', () => {
  const own = project('shop', narrow, { team: 'shop' });
  const everywhere = project('everywhere', { destinations: [{ server: '*', namespace: 'shop' }] });

  test('hold for the projects whose labels their selector fits', () => {
    expect(of([own, everywhere, settings(OF_TEAMS)]).names).toEqual(['shop', 'everywhere']);
    expect(of([project('shop', narrow, { team: 'else' }), everywhere, settings(OF_TEAMS)]).names).toEqual(['shop']);
    expect(of([own, everywhere, settings('- projectName: everywhere')]).names).toEqual(['shop', 'everywhere']);
    expect(of([own, settings('- projectName: shop')]).names).toEqual(['shop']);
    expect(of([own, settings(OF_TEAMS)]).names).toEqual(['shop']);
    expect(of([own, everywhere, settings('- projectName: [')]).names).toEqual(['shop']);
    expect(of([own, everywhere]).names).toEqual(['shop']);
  });

  test('their lists are added to those of the project', () => {
    const refused = (...objects: JsonObject[]) => {
      const { found, projects } = of(objects);
      return projects && refusalsOf(found, projects).map(({ list }) => list);
    };
    expect(refused(own)).toEqual(['destinations']);
    expect(refused(own, everywhere, settings(OF_TEAMS))).toEqual([]);
  });

  test('a kind that one of them forbids is refused by that one, and one that it permits is permitted', () => {
    const role = { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', namespaced: false };
    const kinds = (list: string) => project('everywhere', { [list]: [{ group: '*', kind: 'ClusterRole' }] });
    const permits = (...objects: JsonObject[]) => {
      const { projects } = of(objects);
      return projects && permitsKind(projects, role);
    };
    expect(permits(own, kinds('clusterResourceWhitelist'), settings(OF_TEAMS))).toBe(true);
    expect(permits(own, kinds('clusterResourceWhitelist'))).toBe(false);

    const { found, projects } = of(
      [
        own,
        project('everywhere', { namespaceResourceBlacklist: [{ group: 'apps', kind: 'Deployment' }] }),
        settings(OF_TEAMS),
      ],
      {
        resources: [
          { group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web', status: 'OutOfSync' },
        ],
      },
    );
    const [, refusal] = projects ? refusalsOf(found, projects) : [];
    expect(refusal).toMatchObject({ list: 'namespaceResourceBlacklist', project: { name: 'everywhere' } });
  });

  test('their sync windows hold too, and are quoted from there', () => {
    const deny = { kind: 'deny', schedule: '0 10 * * *', duration: '4h', applications: ['*'] };
    const { snapshot, found } = of([own, project('everywhere', { syncWindows: [deny] }), settings(OF_TEAMS)]);
    expect(windowStateOf(found, snapshot)).toMatchObject({
      open: false,
      project: { name: 'everywhere' },
      path: 'spec.syncWindows[0]',
    });
  });
});

test('what was at work before a window closed goes on (syncOverrun), or says itself that it is held', () => {
  const deny = { kind: 'deny', schedule: '0 10 * * *', duration: '4h', applications: ['*'], syncOverrun: true };
  const held = (phase: string, message: string) => {
    const operationState = { phase, message, startedAt: ago(3 * 3600) };
    const { snapshot, found } = of([project('shop', { syncWindows: [deny] })], { operationState });
    const policy = { automated: true, prune: false, selfHeal: false };
    const window = windowStateOf(found, snapshot);
    return isHeldByWindow({ operation: operationOf(found), window, policy, sync: 'OutOfSync' });
  };
  expect(held('Running', 'one or more tasks are running')).toBe(false);
  expect(held('Terminating', 'operation is terminating')).toBe(false);
  expect(held('Running', 'Sync operation blocked by sync window')).toBe(true);
  expect(held('Succeeded', 'successfully synced (all tasks run)')).toBe(true);
});
