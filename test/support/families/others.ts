import type { BundleFiles } from '../read-bundle.ts';
import { application, event, list, node, pod, typedList, withoutKind, yaml, yamlList } from './objects.ts';

/** What `casefile collect` writes: the support-bundle convention with a manifest, Secrets as keys, and texts. */
export function casefileBundle(): BundleFiles {
  const root = 'casefile-20240501T102030Z';
  const manifest = (complete: boolean, captures: unknown[]) =>
    JSON.stringify({
      schemaVersion: 1,
      tool: { name: 'casefile', version: '0.1.0' },
      capturedAt: '2024-05-01T10:20:30Z',
      complete,
      cluster: { context: 'staging', version: 'v1.30.2' },
      captures,
      redaction: { counts: { 'env-value': 3, password: 1 }, withheld: [] },
    });
  const capture = { startedAt: '2024-05-01T10:20:31Z', durationMs: 5, bytes: 10, truncated: false, exitCode: 0 };
  return {
    [`${root}/casefile.json`]: manifest(false, []),
    [`${root}/version.yaml`]: 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n',
    [`${root}/cluster-resources/pods/shop.json`]: list('Pod', [pod('api-0')]),
    [`${root}/cluster-resources/secrets/shop.json`]: list('Secret', [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'database', namespace: 'shop' },
        type: 'Opaque',
        keys: { password: 9 },
      },
    ]),
    [`${root}/cluster-resources/pods/logs/shop/api-0/web.log`]: '[casefile: 500 older bytes were cut]\nready\n',
    [`${root}/helm/shop.json`]: '[{"releaseName": "shop", "namespace": "shop"}]',
    [`${root}/casefile.json#2`]: manifest(true, [
      { ...capture, command: 'kubectl get pods -A -o json', output: 'cluster-resources/pods/' },
      {
        ...capture,
        command: 'kubectl get jobs.batch -n shop -o json',
        output: 'cluster-resources/jobs/shop.json',
        exitCode: 1,
        error: 'jobs.batch is forbidden',
        refused: true,
      },
      {
        ...capture,
        command: 'kubectl logs -n shop api-0 -c web --previous',
        output: 'cluster-resources/pods/logs/shop/api-0/web-previous.log',
        exitCode: 1,
        error: 'previous terminated container not found',
        expected: true,
      },
      {
        ...capture,
        command: 'kubectl get secrets -A -o json',
        output: 'cluster-resources/secrets/',
        exitCode: null,
        error: 'timed out after 30s',
      },
    ]),
  };
}

/** A must-gather with two images, doubled container folders and the empty logs that its writer leaves behind. */
export function mustGather(): BundleFiles {
  const root = 'must-gather.local.123';
  const image = `${root}/quay-io-example-must-gather-sha256-abc`;
  const logs = `${image}/namespaces/shop/pods/api-0/web/web/logs`;
  return {
    [`${root}/timestamp`]:
      '2024-05-01 12:20:00.123456789 +0200 CEST m=+0.052\n2024-05-01 12:25:00.5 +0200 CEST m=+300.1\n',
    [`${root}/event-filter.html`]: '<html></html>',
    [`${root}/second-image/cluster-scoped-resources/core/nodes.yaml`]: yamlList([node('node-a')], 'NodeList'),
    [`${image}/version`]: 'example/must-gather\n4.15.0\n',
    [`${image}/cluster-scoped-resources/core/nodes/node-a.yaml`]: `---\n${yaml(node('node-a'))}`,
    [`${image}/namespaces/shop/shop.yaml`]: yaml({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }),
    [`${image}/namespaces/shop/core/pods.yaml`]: yamlList([pod('api-0'), pod('api-1')], 'PodList'),
    [`${image}/namespaces/shop/core/events.yaml`]: yamlList([event('BackOff', 'api-0')], 'EventList'),
    [`${image}/namespaces/shop/core/configmaps.yaml`]: '',
    [`${image}/namespaces/shop/core/secrets.yaml`]: yamlList([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'database', namespace: 'shop' },
        data: { password: Buffer.from('14 bytes long').toString('base64') },
      },
    ]),
    [`${image}/namespaces/shop/pods/api-0/api-0.yaml`]: `---\n${yaml(pod('api-0'))}`,
    [`${image}/namespaces/argocd/argoproj.io/applications.yaml`]: yamlList([application('storefront')]),
    [`${logs}/current.log`]: '',
    [`${logs}/current.insecure.log`]: '2024-05-01T10:00:00.1Z ready\n',
    [`${logs}/previous.log`]: '',
    [`${logs}/previous.insecure.log`]: '',
    [`${image}/namespaces/shop/pods/api-1/web/web/logs/current.log`]: '',
    [`${image}/namespaces/shop/pods/api-1/web/web/logs/previous.log`]: '',
    [`${image}/host_service_logs/masters/kubelet_service.log`]: 'node-a kubelet[1]: ready\n',
    [`${image}/monitoring/prometheus/rules.json`]: 'error: unable to upgrade connection\n',
    [`${image}/monitoring/prometheus/rules.stderr`]: 'error: unable to upgrade connection\n',
    [`${image}/monitoring/prometheus/active-targets.stderr`]: '',
  };
}

/** What the must-gather of Argo CD adds to the tree. */
export function gitopsMustGather(): BundleFiles {
  const image = 'must-gather.local.123/quay-io-example-must-gather-sha256-abc';
  return {
    ...mustGather(),
    [`${image}/gather_gitops.log`]: 'gather_gitops:45] Creating must-gather directory\n',
    'must-gather.local.123/gather.logs': [
      '2024-05-01T10:00:00.1Z skipping gathering endpoints/host-etcd-2 due to error: endpoints "host-etcd-2" not found',
      '2024-05-01T10:00:01.1Z skipping gathering routes.route.openshift.io due to error: routes is forbidden',
      '2024-05-01T10:00:02.1Z one or more errors occurred while gathering pod-specific data for namespace: shop',
      '2024-05-01T10:00:03.1Z gather_gitops: Error on line 88: oc get rollouts -A',
    ].join('\n'),
  };
}

/** One object per file, each ending in the NUL that the writer's size error leaves. */
export function crustGather(): BundleFiles {
  const namespaced = 'cluster-copy/namespaces/shop';
  return {
    'cluster-copy/version.yaml': 'gitVersion: v1.30.2\0',
    'cluster-copy/apis.json': '{}',
    'cluster-copy/collected.timestamp': '2024-05-01T10:20:30.5+00:00\0',
    'cluster-copy/cluster/v1/node/node-a.yaml': `${yaml(node('node-a'))}\0`,
    'cluster-copy/cluster/rbac.authorization.k8s.io-v1/clusterrole/admin.yaml': `${yaml({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'admin' },
    })}\0`,
    [`${namespaced}/v1/pod/api-0.yaml`]: `${yaml(pod('api-0'))}\0`,
    [`${namespaced}/v1/pod/api-0/web/current.log`]: 'ready\n',
    [`${namespaced}/v1/pod/api-0/web/previous.log`]: 'starting\n',
    [`${namespaced}/apps-v1/deployment/api.yaml`]: `${yaml({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api', namespace: 'shop' },
    })}\0`,
  };
}

/** Empty texts as `null`, previous logs as `.log.1`, an error log full of harmless lines. */
export function supportBundleKit(): BundleFiles {
  const root = 'supportbundle_1234_2024-05-01T10-20-30Z';
  return {
    [`${root}/metadata.yaml`]:
      'bundlename: supportbundle_1234\nkubernetesversion: v1.30.2\nbundlecreatedat: "2024-05-01T10:20:30Z"\nissueurl: "null"\n',
    [`${root}/bundleGenerationError.log`]: [
      'Failed to get /apis/authentication.k8s.io/v1/tokenreviews: the server does not allow this method',
      'Failed to get /apis/longhorn.io/v1beta2/volumes: context deadline exceeded',
      'BUG: Support bundle: cannot get log for pod api-1 container web: container is waiting',
      '',
    ].join('\n'),
    [`${root}/yamls/cluster/v1/nodes.yaml`]: yamlList([node('node-a')]),
    [`${root}/yamls/namespaced/shop/v1/pods.yaml`]: yamlList([
      {
        ...pod('api-0'),
        status: { phase: 'Pending', reason: 'null', conditions: [{ type: 'Ready', message: 'null' }] },
      },
    ]),
    [`${root}/yamls/namespaced/shop/apps/v1/deployments.yaml`]: yamlList([]),
    [`${root}/logs/shop/api-0/web.log`]: '2024-05-01T10:00:00Z ready\n',
    [`${root}/logs/shop/api-0/web.log.1`]: '2024-05-01T09:00:00Z starting\n',
    [`${root}/nodes/node-a.zip!/node-a/logs/kubelet.log`]: 'May 01 10:00:00 node-a kubelet[1]: ready\n',
  };
}

/** Items without kind, and one file for all containers of a pod. */
export function clusterInfoDump(): BundleFiles {
  const block = (container: string, lines: string) =>
    `==== START logs for container ${container} of pod shop/api-0 ====\n${lines}\n==== END logs for container ${container} of pod shop/api-0 ====\n`;
  return {
    'dump/nodes.json': typedList('Node', [node('node-a')]),
    'dump/shop/events.json': typedList('Event', [event('BackOff', 'api-0')]),
    'dump/shop/pods.json': typedList('Pod', [pod('api-0')]),
    'dump/shop/services.json': typedList('Service', []),
    'dump/shop/replicasets.json': typedList('ReplicaSet', [], 'apps/v1'),
    'dump/shop/api-0/logs.txt':
      block('init', 'migrated') +
      block('web', 'ready\nfailed') +
      block('proxy', 'Request log error: container is waiting'),
  };
}

/** Text outputs of one host, with the standard error in the same files. */
export function logsCollector(): BundleFiles {
  const root = 'host-a-2024-05-01';
  return {
    [`${root}/k3s/kubectl/nodes.json`]: list('Node', [node('node-a')]),
    [`${root}/k3s/kubectl/pv`]: 'Error from server (Forbidden): persistentvolumes is forbidden\n',
    [`${root}/k3s/kubectl/poddescribe/kube-system`]: '',
    [`${root}/k3s/kubectl/namespaces.json`]: list(
      'Namespace',
      ['shop', 'shop-eu'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ),
    [`${root}/k3s/podlogs/shop-eu-api-0`]: 'ready\n',
    [`${root}/k3s/podlogs/shop-eu-api-0-previous`]:
      'Error from server (BadRequest): previous terminated container "web" in pod "api-0" not found\n',
    [`${root}/journald/kubelet`]: 'May 01 10:00:00 host-a kubelet[1]: ready\n',
  };
}

/** One reduced object per file, none with a kind. */
export function insights(): BundleFiles {
  return {
    'config/id': '1234',
    'config/clusteroperator/ingress.json': JSON.stringify(withoutKind({ metadata: { name: 'ingress' }, status: {} })),
    'config/node/node-a.json': JSON.stringify(withoutKind(node('node-a'))),
    'config/node/logs/node-a.log': 'kubelet is ready\n',
    'config/pod/shop/api-0.json': JSON.stringify(withoutKind(pod('api-0'))),
    'config/pod/shop/logs/api-0/errors.log': 'failed\n',
    'events/shop.json': JSON.stringify({
      items: [
        {
          namespace: 'shop',
          lastTimestamp: '2024-05-01T12:20:00+02:00',
          reason: 'BackOff',
          message: 'again',
          type: 'Warning',
        },
      ],
    }),
    'insights-operator/gathers.json': JSON.stringify({
      status_reports: [
        { name: 'config/pod', errors: ['pods is forbidden'], warnings: null, panic: null },
        { name: 'config/node', errors: null, warnings: null, panic: null },
      ],
    }),
  };
}

/** JSON Lines beside a manifest with checksums; partial. */
export function qodo(): BundleFiles {
  return {
    'manifest.json': '{"schema_version": 4, "collector_version": "1.2.0"}',
    'checksums.sha256': 'abc  manifest.json\n',
    'kubernetes/pods.jsonl': `${JSON.stringify(withoutKind(pod('api-0')))}\n${JSON.stringify(withoutKind(pod('api-1')))}\n`,
    'kubernetes/logs/shop/api-0/web.log': '{"level":"error","msg":"failed","kind":"x"}\n',
    'collection-issues.jsonl': '{"resource": "events", "message": "events is forbidden"}\n',
  };
}

/** Pasted outputs in files of whatever name. */
export function looseFolder(): BundleFiles {
  return {
    'ticket/pods.json': list('Pod', [pod('api-0')]),
    'ticket/app.yaml': `$ kubectl get pod api-1 -o yaml\n${yaml(pod('api-1'))}...\n`,
    'ticket/logs/shop/worker-0.log': 'ready\n',
    'ticket/logs/worker-1-previous.log': 'starting\n',
    'ticket/kubelet.log': 'kubelet is ready\n',
    'ticket/screenshot.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
    'ticket/notes.json': '{"remark": "restarted twice"}',
    'ticket/pvc.json': 'Error from server (NotFound): persistentvolumeclaims "data" not found\n',
  };
}
