import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { CollectOptions } from '../../src/collect/options.ts';
import { printRbac } from '../../src/collect/print-rbac.ts';
import { isWhole } from '../../src/collect/summary.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import type { KubernetesObject } from '../support/api-server/objects.ts';
import type { Target } from '../support/api-server/server.ts';
import { capture, optionsOf } from './captured.ts';
import { crd, SHOP, SHOP_LOGS } from './shop.ts';

type Rule = { apiGroups: string[]; resources: string[]; verbs: string[]; resourceNames?: string[] };
type Role = { kind: string; metadata: { namespace?: string }; rules?: Rule[] };

const rolesOf = (options: CollectOptions) =>
  (loadAll(printRbac(options)) as Role[]).filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role');

const resourceOf = ({ resource, subresource }: Target) =>
  `${resource.plural}${subresource === undefined ? '' : `/${subresource}`}`;
const verbOf = ({ name }: Target) => (name === undefined ? 'list' : 'get');

/** As the API server's own authoriser decides (kubernetes/kubernetes:plugin/pkg/auth/authorizer/rbac RuleAllows). */
function allows(roles: readonly Role[], target: Target): boolean {
  return roles
    .filter(({ kind, metadata }) => kind === 'ClusterRole' || metadata.namespace === target.namespace)
    .flatMap(({ rules }) => rules ?? [])
    .some(
      ({ apiGroups, resources, verbs, resourceNames }) =>
        apiGroups.includes(target.resource.group) &&
        resources.includes(resourceOf(target)) &&
        verbs.includes(verbOf(target)) &&
        (resourceNames === undefined || resourceNames.includes(target.name ?? '')),
    );
}

const REST_OF_ARGOCD = [
  crd('argoproj.io', 'v1alpha1', 'ApplicationSet', 'applicationsets'),
  crd('argoproj.io', 'v1alpha1', 'AppProject', 'appprojects'),
];

const inShop = (apiVersion: string, kind: string, spec: object, status: object = {}): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  spec,
  status,
});
const TEMPLATE = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } };
const WORKLOAD = { selector: { matchLabels: { app: 'web' } }, template: TEMPLATE };

/** One of each kind that is described: what a description asks for besides its object is a right too. */
const DESCRIBED: KubernetesObject[] = [
  inShop('apps/v1', 'Deployment', { ...WORKLOAD, replicas: 1 }),
  inShop('apps/v1', 'StatefulSet', { ...WORKLOAD, replicas: 1, serviceName: 'web' }),
  inShop('apps/v1', 'DaemonSet', WORKLOAD),
  inShop('batch/v1', 'Job', WORKLOAD),
  inShop('batch/v1', 'CronJob', { schedule: '* * * * *', jobTemplate: { spec: WORKLOAD } }),
  inShop('v1', 'Service', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
  inShop('networking.k8s.io/v1', 'Ingress', {
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
        },
      },
    ],
  }),
  inShop('v1', 'PersistentVolumeClaim', {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  }),
  inShop('autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    maxReplicas: 3,
  }),
  inShop('v1', 'ResourceQuota', { hard: { pods: '4' } }, { hard: { pods: '4' }, used: { pods: '1' } }),
];

const selection = {
  profile: 'full',
  include: ['certificates.cert-manager.io'],
  exclude: ['custom-resources'],
} as const;

describe.skipIf(!kubectlVersion).each([
  ['a whole cluster', { selection }],
  ['one namespace', { selection, namespaces: ['shop'] }],
  ['one namespace beside Argo CD', { selection, namespaces: ['shop'], argocdNamespace: 'argocd' }],
  ['a few kinds', { selection: { profile: 'minimal', include: [], exclude: ['events'] } }],
] as [string, Partial<CollectOptions>][])('the rights to capture %s (needs kubectl on PATH)', (_what, asked) => {
  test('are enough, and none is left unused', async () => {
    const roles = rolesOf(optionsOf(asked));
    const { collected, requests, files } = await capture(
      {
        objects: [...SHOP, ...REST_OF_ARGOCD, ...DESCRIBED],
        logs: SHOP_LOGS,
        denies: (target) => !allows(roles, target),
      },
      asked,
    );
    const described = [...files.keys()].filter((path) => path.startsWith('describe/'));
    if (asked.selection?.profile === 'full')
      expect(described).toHaveLength(asked.namespaces && !asked.argocdNamespace ? 12 : 13);
    const refused = collected.manifest.captures.filter(({ refused }) => refused).map(({ command }) => command);
    expect(refused).toEqual([]);
    expect(isWhole(collected)).toBe(true);

    const used = new Set(
      requests.flatMap(({ target }) =>
        target ? [`${verbOf(target)} ${resourceOf(target)}.${target.resource.group}`] : [],
      ),
    );
    const granted = roles
      .flatMap(({ rules }) => rules ?? [])
      .flatMap(({ apiGroups: [group], resources, verbs: [verb] }) =>
        resources.map((resource) => `${verb} ${resource}.${group}`),
      );
    // The test server has no metrics.
    expect(granted.filter((right) => !used.has(right) && !right.endsWith('metrics.k8s.io'))).toEqual([]);
  });
});

test('nothing but reading is granted, and nothing by a wildcard', () => {
  const rules = rolesOf(optionsOf()).flatMap(({ rules }) => rules ?? []);

  expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['list', 'get']));
  expect(rules.flatMap(({ apiGroups, resources }) => [...apiGroups, ...resources])).not.toContain('*');
});

test('Secrets are not asked for where they are left out', () => {
  const without = optionsOf({ selection: { profile: 'full', include: [], exclude: ['secrets'] } });

  expect(printRbac(without)).not.toContain('secrets');
  expect(printRbac(optionsOf())).toContain('- secrets');
});
