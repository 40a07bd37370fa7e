import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { hostsIn } from '../../../src/analyze/snapshot/relations/host-edges.ts';
import { selects } from '../../../src/analyze/snapshot/relations/selector.ts';
import type { Story } from '../../support/snapshot-of.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const meta = (name: string, more: JsonObject = {}): JsonObject => ({ name, namespace: 'shop', ...more });
const pod = (spec: JsonObject, more: JsonObject = {}): JsonObject => ({
  kind: 'Pod',
  metadata: meta('web-0', { labels: { app: 'web' }, ...more }),
  spec: { containers: [], ...spec },
});

/** Every edge but `contains`, written `relation: from -> to (state, detail)`. */
function edges(story: Story): string[] {
  return snapshotOf(story)
    .relations.all()
    .filter(({ relation }) => relation !== 'contains')
    .map(
      ({ relation, from, to, detail }) =>
        `${relation}: ${from.kind}/${from.name} -> ${to.kind}/${to.name} (${to.state}${detail ? `, ${detail}` : ''})`,
    );
}

test("a pod whose ReplicaSet nobody captured is its Deployment's, by the hash in both their names", () => {
  const labels = { app: 'web', 'pod-template-hash': '7d9c8b6f54' };
  const owned = pod({}, { labels, ownerReferences: [{ kind: 'ReplicaSet', name: 'web-7d9c8b6f54' }] });
  const deployment = { kind: 'Deployment', metadata: meta('web') };
  expect(edges({ objects: [owned, deployment] })).toEqual([
    'owns: ReplicaSet/web-7d9c8b6f54 -> Pod/web-0 (present)',
    'owns: Deployment/web -> ReplicaSet/web-7d9c8b6f54 (not-collected)',
  ]);
});

describe('the needs of a pod', () => {
  test('a Secret key read by a variable is an edge with that key, absent where a complete list lacks the Secret', () => {
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'provider', key: 'api-key' } } }];
    const objects = [pod({ containers: [{ name: 'web', env }] })];

    expect(edges({ objects, complete: ['Secret'] })).toEqual([
      'reads-config: Pod/web-0 -> Secret/provider (absent, api-key)',
    ]);
    expect(edges({ objects })).toEqual(['reads-config: Pod/web-0 -> Secret/provider (not-collected, api-key)']);
  });

  test('an optional reference is no need', () => {
    const envFrom = [{ configMapRef: { name: 'extra', optional: true } }];
    expect(edges({ objects: [pod({ containers: [{ name: 'web', envFrom }] })] })).toEqual([]);
  });

  test('volumes, node, account and pull secret', () => {
    const spec: JsonObject = {
      nodeName: 'node-1',
      serviceAccountName: 'web',
      imagePullSecrets: [{ name: 'registry' }],
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        { name: 'tls', secret: { secretName: 'tls' } },
        { name: 'all', projected: { sources: [{ configMap: { name: 'ca' } }] } },
      ],
    };
    expect(edges({ objects: [pod(spec)] })).toEqual([
      'scheduled-on: Pod/web-0 -> Node/node-1 (not-collected)',
      'runs-as: Pod/web-0 -> ServiceAccount/web (not-collected)',
      'pulls-with: Pod/web-0 -> Secret/registry (not-collected)',
      'mounts: Pod/web-0 -> PersistentVolumeClaim/data (not-collected)',
      'reads-config: Pod/web-0 -> Secret/tls (not-collected)',
      'reads-config: Pod/web-0 -> ConfigMap/ca (not-collected)',
    ]);
  });

  test('a Service that the environment names as a host is a dependency, a word that happens to be its name is none', () => {
    const service = { kind: 'Service', metadata: meta('db'), spec: {} };
    const withEnv = (value: string) => pod({ containers: [{ name: 'web', env: [{ name: 'DATABASE_URL', value }] }] });

    expect(edges({ objects: [service, withEnv('postgres://app@db:5432/shop')] })).toEqual([
      'depends-on: Pod/web-0 -> Service/db (present)',
    ]);
    expect(edges({ objects: [service, withEnv('use the db of the shop')] })).toEqual([]);
  });

  test('the owner needs the owned', () => {
    const owned = pod({}, { ownerReferences: [{ kind: 'ReplicaSet', name: 'web', apiVersion: 'apps/v1' }] });
    expect(edges({ objects: [owned] })).toEqual(['owns: ReplicaSet/web -> Pod/web-0 (present)']);
  });
});

describe('what leads to a pod', () => {
  const service = { kind: 'Service', metadata: meta('web'), spec: { selector: { app: 'web' } } };

  test('a Service selects by label, an Ingress routes to the Service, its certificate and its class', () => {
    const ingress = {
      kind: 'Ingress',
      metadata: meta('web'),
      spec: {
        ingressClassName: 'nginx',
        tls: [{ secretName: 'web-tls' }],
        rules: [{ http: { paths: [{ backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
      },
    };
    expect(edges({ objects: [pod({}), service, ingress], complete: ['IngressClass'] })).toEqual([
      'routes-to: Ingress/web -> Service/web (present, 80)',
      'routes-to: Ingress/web -> Secret/web-tls (not-collected)',
      'provisioned-by: Ingress/web -> IngressClass/nginx (absent)',
      'selected-by: Pod/web-0 -> Service/web (present)',
    ]);
  });

  test("a Service of another API group is not the cluster's own", () => {
    const knative = { ...service, apiVersion: 'serving.knative.dev/v1' };
    expect(snapshotOf({ objects: [knative] }).objects.ofKind('Service')).toEqual([]);
  });

  test('an Argo CD application needs what it lists, unless it lives in another cluster', () => {
    const application = (server: string) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: { destination: { server } },
      status: { resources: [{ kind: 'Service', version: 'v1', namespace: 'shop', name: 'web' }] },
    });
    expect(edges({ objects: [service, application('https://kubernetes.default.svc')] })).toEqual([
      'managed-by: Service/web -> Application/shop (present)',
    ]);
    expect(edges({ objects: [service, application('https://10.1.2.3:6443')] })).toEqual([]);
  });
});

test('storage: a claim binds a volume and a class, a scaler needs its target', () => {
  const claim = {
    kind: 'PersistentVolumeClaim',
    metadata: meta('data'),
    spec: { volumeName: 'pv-1', storageClassName: 'fast' },
  };
  const scaler = {
    kind: 'HorizontalPodAutoscaler',
    metadata: meta('web'),
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, metrics: [{ type: 'External' }] },
  };
  expect(edges({ objects: [claim, scaler], complete: ['StorageClass'] })).toEqual([
    'scales: HorizontalPodAutoscaler/web -> Deployment/web (not-collected)',
    'binds: PersistentVolumeClaim/data -> PersistentVolume/pv-1 (not-collected)',
    'binds: PersistentVolumeClaim/data -> StorageClass/fast (absent)',
  ]);
});

test('a local volume lies on its node, and a CSI driver is served by its pods', () => {
  const term = (...values: string[]) => ({
    matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }],
  });
  const volume = (name: string, ...hosts: string[]) => ({
    kind: 'PersistentVolume',
    metadata: { name },
    spec: { nodeAffinity: { required: { nodeSelectorTerms: [term(...hosts)] } } },
  });
  const driver = { kind: 'CSIDriver', metadata: { name: 'disk.csi.example' } };
  const controller = { kind: 'Pod', metadata: { name: 'c-0', labels: { app: 'disk-csi-controller' } } };
  const socket = { name: 'socket', hostPath: { path: '/var/lib/kubelet/plugins/disk.csi.example/' } };
  const onNode = { kind: 'Pod', metadata: { name: 'n-0' }, spec: { volumes: [socket] } };
  const other = { kind: 'Pod', metadata: { name: 'o-0', labels: { app: 'disk-cleaner' } } };
  expect(edges({ objects: [volume('local', 'node-a'), volume('two', 'node-a', 'node-b'), driver] })).toEqual([
    'attached-to: PersistentVolume/local -> Node/node-a (not-collected)',
  ]);
  expect(edges({ objects: [driver, controller, onNode, other] })).toEqual([
    'served-by: CSIDriver/disk.csi.example -> Pod/c-0 (present)',
    'served-by: CSIDriver/disk.csi.example -> Pod/n-0 (present)',
  ]);
});

test.each([
  ['postgres://app:pw@db:5432/x', [{ name: 'db' }]],
  ['http://api.data.svc.cluster.local/v1', [{ name: 'api', namespace: 'data' }]],
  ['redis:6379,redis-2:6379', [{ name: 'redis' }, { name: 'redis-2' }]],
  ['a sentence about db', []],
])('hosts in %s', (text, hosts) => expect(hostsIn(text)).toEqual(hosts));

test('label selectors', () => {
  expect(selects({ app: 'web' }, { app: 'web', tier: 'x' })).toBe(true);
  expect(selects({}, { app: 'web' })).toBe(false);
  expect(selects({ matchLabels: {} }, { app: 'web' })).toBe(true);
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, { app: 'web' })).toBe(
    true,
  );
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, { app: 'web' })).toBe(false);
});
