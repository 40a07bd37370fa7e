import { beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../../src/analyze/rules/rule.ts';
import { KINDS, resourceName } from '../../../src/bundle-format/kinds.ts';
import { rowOf, type Served, type ServedKind } from '../../../src/collect/discovery.ts';
import type { CollectOptions } from '../../../src/collect/options.ts';
import type { Capture } from '../../../src/collect/plan/capture.ts';
import { createInventory } from '../../../src/collect/plan/inventory.ts';
import { planAgain, planLists, planManaged, planNamespaces, planOthers } from '../../../src/collect/plan/lists.ts';
import { planLogs } from '../../../src/collect/plan/logs.ts';
import { planTexts } from '../../../src/collect/plan/texts.ts';
import { rulesFrom } from '../../../src/commands/rule-files.ts';
import { optionsOf } from '../captured.ts';

const BUILT_IN: ServedKind[] = KINDS.map((row) => {
  const [version = '', group = ''] = row.apiVersion.split('/').reverse();
  return { kind: row.kind, group, version, plural: row.plural, namespaced: row.namespaced };
});
const custom = (kind: string, group = 'example.com'): ServedKind => ({
  kind,
  group,
  version: 'v1',
  plural: `${kind.toLowerCase()}s`,
  namespaced: true,
});
const serving = (...kinds: ServedKind[]): Served => ({
  kinds: new Map([...BUILT_IN, ...kinds].map((kind) => [resourceName(rowOf(kind)), kind])),
  silentGroups: new Set(),
});
const ARGOCD = ['Application', 'ApplicationSet', 'AppProject'].map((kind) => custom(kind, 'argoproj.io'));

function plan(served: Served, options: Partial<CollectOptions> = {}, managed: string[] = []): Capture[] {
  const all = optionsOf(options);
  const inventory = createInventory(['shop']);
  inventory.managedKinds = new Set(managed);
  inventory.pods.set('shop', { count: 1, troubled: [] });
  inventory.logs = [
    {
      stream: { namespace: 'shop', pod: 'web-1', container: 'web', previous: false },
      troubled: false,
      argocd: false,
      node: 'node-1',
    },
  ];
  return [
    ...planNamespaces(all),
    ...planLists(all, served),
    ...planManaged(all, served, inventory),
    ...planLogs(all, inventory.logs),
    ...planTexts(all, served, inventory, []),
    ...planOthers(all, served, inventory),
  ];
}
const commandsOf = (captures: readonly Capture[]) => captures.map(({ args }) => args.join(' '));
const kindsOf = (captures: readonly Capture[]) =>
  captures.flatMap(({ keep }) => (keep.as === 'list' ? [keep.of.row.kind] : []));

describe('what the rules need', () => {
  let rules: Rule[];
  beforeAll(async () => {
    ({ rules } = await rulesFrom([]));
  });
  const needed = () => [...new Set(rules.flatMap(({ needs }) => needs))];

  test('every kind is planned', () => {
    const kinds = needed().filter((need) => !['logs', 'events', 'text'].includes(need));
    const known = new Set([...KINDS, ...ARGOCD].map(({ kind }) => kind));
    const others = kinds.filter((kind) => !known.has(kind));
    const planned = new Set(kindsOf(plan(serving(...ARGOCD, ...others.map((kind) => custom(kind))))));

    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => !planned.has(kind))).toEqual([]);
    // A kind that Kubernetes itself has would be planned by its name.
    expect(others.filter((kind) => KUBERNETES.has(kind))).toEqual([]);
  });

  test('logs, events and texts are planned', () => {
    const kept = new Set(plan(serving()).map(({ keep }) => keep.as));

    expect(needed()).toEqual(expect.arrayContaining(['logs', 'events', 'text']));
    expect([...kept]).toEqual(expect.arrayContaining(['log', 'text', 'list']));
    expect(kindsOf(plan(serving()))).toContain('Event');
  });
});

/** kubernetes/api, the kinds of every group that can be listed (v1.34). */
const KUBERNETES = new Set(
  (
    'ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ' +
    'ReplicationController ResourceQuota Secret Service ServiceAccount ComponentStatus MutatingWebhookConfiguration ' +
    'ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy ' +
    'MutatingAdmissionPolicyBinding CustomResourceDefinition APIService ControllerRevision DaemonSet Deployment ' +
    'ReplicaSet StatefulSet HorizontalPodAutoscaler CronJob Job CertificateSigningRequest ClusterTrustBundle Lease ' +
    'EndpointSlice FlowSchema PriorityLevelConfiguration Ingress IngressClass NetworkPolicy IPAddress ServiceCIDR ' +
    'RuntimeClass PodDisruptionBudget ClusterRole ClusterRoleBinding Role RoleBinding DeviceClass ResourceClaim ' +
    'ResourceClaimTemplate ResourceSlice PriorityClass CSIDriver CSINode CSIStorageCapacity StorageClass ' +
    'VolumeAttachment VolumeAttributesClass StorageVersionMigration'
  ).split(' '),
);

const NOT_TAKEN: Record<string, string> = {
  PodTemplate: 'nothing uses it',
  ComponentStatus: 'deprecated since 1.19, and wrong on most clusters',
  ClusterTrustBundle: 'certificates, of which no diagnosis reads any',
  IPAddress: 'one for each Service, whose address stands in the Service',
  ServiceCIDR: 'one for a cluster, and events tell when it is full',
  StorageVersionMigration: 'alpha',
};

test('every kind of Kubernetes is taken, or left out for a reason', () => {
  const taken = new Set(KINDS.map(({ kind }) => kind));

  expect([...KUBERNETES].filter((kind) => !taken.has(kind)).sort()).toEqual(Object.keys(NOT_TAKEN).sort());
});

describe('the plan', () => {
  test('a kind is asked for in the version that the cluster serves', () => {
    const old = { ...custom('HorizontalPodAutoscaler', 'autoscaling'), version: 'v1' };
    const [capture] = plan(serving(old)).filter(({ args }) => args[1] === 'horizontalpodautoscalers.autoscaling');

    expect(capture?.paths).toEqual(['/apis/autoscaling/v1/horizontalpodautoscalers']);
  });

  test('what an application manages comes before the logs, other custom resources after them', () => {
    const served = serving(custom('Certificate', 'cert-manager.io'), custom('Widget'));
    const commands = commandsOf(plan(served, {}, ['Certificate.cert-manager.io']));
    const at = (start: string) => commands.findIndex((command) => command.startsWith(start));

    expect(at('get certificates.cert-manager.io')).toBeLessThan(at('logs '));
    expect(at('get widgets.example.com')).toBeGreaterThan(at('logs '));
  });

  test('a group of Kubernetes that is not known by name is no custom resource', () => {
    expect(kindsOf(plan(serving(custom('PodMetrics', 'metrics.k8s.io'))))).not.toContain('PodMetrics');
    expect(kindsOf(plan(serving(custom('Gateway', 'gateway.networking.k8s.io'))))).toContain('Gateway');
  });

  test('the minimal profile takes workloads, events and logs', () => {
    const captures = plan(serving(...ARGOCD, custom('Widget')), {
      selection: { profile: 'minimal', include: [], exclude: [] },
    });

    expect(kindsOf(captures)).toEqual(expect.arrayContaining(['Pod', 'Event', 'Deployment']));
    for (const kind of ['Secret', 'Application', 'Widget', 'ClusterRole']) {
      expect(kindsOf(captures)).not.toContain(kind);
    }
    // The one container is healthy.
    expect(new Set(captures.map(({ keep }) => keep.as))).toEqual(new Set(['list']));
  });

  test('the argocd profile leaves out custom resources that no application manages', () => {
    const served = serving(...ARGOCD, custom('Certificate', 'cert-manager.io'), custom('Widget'));
    const argocd = { selection: { profile: 'argocd', include: [], exclude: [] } } as const;
    const kinds = kindsOf(plan(served, argocd, ['Certificate.cert-manager.io']));

    expect(kinds).toEqual(expect.arrayContaining(['Application', 'Certificate', 'Secret']));
    expect(kinds).not.toContain('Widget');
  });

  test('kinds, parts and custom resources are added and left out by name', () => {
    const served = serving(...ARGOCD, custom('Widget'));
    const kinds = (profile: 'minimal' | 'full', include: string[], exclude: string[]) =>
      kindsOf(plan(served, { selection: { profile, include, exclude } }));

    expect(kinds('minimal', ['secret', 'widgets.example.com'], [])).toEqual(
      expect.arrayContaining(['Secret', 'Widget']),
    );
    expect(kinds('full', [], ['secrets'])).not.toContain('Secret');
    expect(kinds('full', [], ['applications.argoproj.io'])).not.toContain('Application');
    expect(kinds('full', [], ['custom-resources'])).not.toContain('Widget');
    const without = plan(served, { selection: { profile: 'full', include: [], exclude: ['logs', 'tables'] } });
    expect(new Set(without.map(({ keep }) => keep.as))).not.toContain('log');
    expect(commandsOf(without).filter((command) => command.endsWith('-o wide'))).toEqual([]);
  });

  test('the bounds of a log are those of kubectl', () => {
    const [log] = plan(serving(), { since: '1h30m', tail: 500 }).filter(({ keep }) => keep.as === 'log');

    expect(log?.args).toEqual(expect.arrayContaining(['--since=1h30m', '--tail=500']));
    expect(log?.paths?.[0]).toContain('timestamps=true&sinceSeconds=5400&tailLines=500');
  });

  test('what was refused as a whole is asked for in each namespace', () => {
    const [pods] = planLists(optionsOf(), serving()).filter(({ args }) => args[1] === 'pods');
    const [nodes] = planLists(optionsOf(), serving()).filter(({ args }) => args[1] === 'nodes');
    if (!pods || !nodes) throw new Error('not planned');

    expect(commandsOf(planAgain([pods, nodes], ['pay', 'shop'], serving()))).toEqual([
      'get pods -n pay -o json',
      'get pods -n shop -o json',
    ]);
  });
});
