import { beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/bundle-format/kinds.ts';
import type { Captured } from '../collect/captured.ts';
import { capture } from '../collect/captured.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import { failing, line } from '../support/products/bifrost.ts';
import { servedObjectsOf } from '../support/products/forms.ts';
import { made } from '../support/products/objects.ts';
import { inCluster } from '../support/stories/cluster.ts';

/** What the commands of the two guides show: get and describe of these kinds. */
const LOOKED_AT = [
  'ConfigMap',
  'Deployment',
  'EndpointSlice',
  'Event',
  'HorizontalPodAutoscaler',
  'Ingress',
  'IngressClass',
  'Job',
  'Namespace',
  'NetworkPolicy',
  'Node',
  'PersistentVolumeClaim',
  'Pod',
  'Secret',
  'Service',
  'StatefulSet',
  'StorageClass',
];

test('every kind that the guides look at is captured', () => {
  const captured = new Set(KINDS.map(({ kind }) => kind));
  expect(LOOKED_AT.filter((kind) => !captured.has(kind))).toEqual([]);
});

describe.skipIf(!kubectlVersion)('of a Bifrost that crashes (needs kubectl on PATH)', () => {
  const POD = 'bifrost-7d9c8b6f54-x2kqv';
  const LOGS = `ai-gateway/${POD}/bifrost`;
  const LAST_WORDS = line('failed to bootstrap server: failed to load config postgres host is required');
  /** The metrics server, as the API shows it: kinds of its own, called pods and nodes. */
  const metrics = (
    [
      ['PodMetrics', 'pods', 'Namespaced', { name: POD, namespace: 'ai-gateway' }],
      ['NodeMetrics', 'nodes', 'Cluster', { name: 'node-a' }],
    ] as const
  ).flatMap(([kind, plural, scope, named]) => {
    const versions = [{ name: 'v1beta1', served: true, storage: true }];
    const spec = { group: 'metrics.k8s.io', names: { kind, plural }, scope, versions };
    return [
      made('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { name: `${plural}.metrics.k8s.io` }, { spec }),
      made('metrics.k8s.io/v1beta1', kind, named),
    ];
  });
  let bundle: Captured;

  beforeAll(async () => {
    const { objects } = inCluster(failing([], { replicas: 1 }));
    bundle = await capture({
      objects: servedObjectsOf([...objects, ...metrics]),
      logs: { [LOGS]: 'loading configuration', [`${LOGS}/previous`]: LAST_WORDS },
    });
  });
  const textOf = (path: string) => bundle.files.get(path) ?? `no ${path} in ${[...bundle.files.keys()].join()}`;

  test('logs of this run and of the one before are captured, and descriptions', () => {
    expect(textOf(`cluster-resources/pods/logs/${LOGS}.log`)).toContain('loading configuration');
    expect(textOf(`cluster-resources/pods/logs/${LOGS}-previous.log`)).toContain('postgres host is required');
    expect(textOf('describe/pods/ai-gateway.txt')).toContain(`Name:             ${POD}`);
  });

  test('usage is captured where metrics are served, as kubectl top shows it', () => {
    expect(textOf('metrics/nodes.json')).toContain('node-a');
    expect(textOf('metrics/pods.json')).toContain(POD);
  });

  test('Secrets are captured by the names of their keys alone', () => {
    const secrets = textOf('cluster-resources/secrets/ai-gateway.json');
    expect(secrets).toContain('"api-key"');
    expect(secrets).not.toContain(Buffer.alloc(51, 'x').toString('base64'));
  });
});
