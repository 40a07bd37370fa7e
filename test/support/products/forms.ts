import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { isJsonObject, objectsOf, valueAt } from '../../../src/analyze/formats/kube-object.ts';
import { groupBy } from '../../../src/analyze/snapshot/group-by.ts';
import { KINDS } from '../../../src/bundle-format/kinds.ts';
import { writeKubeconfig } from '../api-server/kubectl.ts';
import type { KubernetesObject } from '../api-server/objects.ts';
import { startApiServer } from '../api-server/server.ts';
import { yamlList } from '../families/objects.ts';
import type { Story } from '../stories/bundle.ts';
import { filesOf } from '../stories/bundle.ts';

type Files = Record<string, string>;

/** What must-gather writes of a story: YAML lists by group and namespace, and the folder of each container's logs. */
export function mustGatherOf({ objects, logs = {}, without = [] }: Story): Files {
  const root = 'must-gather.local.1/quay-io-example-must-gather-sha256-abc';
  const kept = objects.filter(({ kind }) => !without.includes(String(kind))).map(withData);
  const fileOf = (object: JsonObject) => {
    const { kind, apiVersion, metadata } = object as { kind: string; apiVersion: string; metadata: JsonObject };
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : 'core';
    const plural = pluralOf(kind);
    return metadata.namespace
      ? `${root}/namespaces/${metadata.namespace}/${group}/${plural}.yaml`
      : `${root}/cluster-scoped-resources/${group}/${plural}/${metadata.name}.yaml`;
  };
  return {
    'must-gather.local.1/timestamp': `2026-03-01 11:55:00.1 +0000 UTC m=+0.1\n2026-03-01 12:00:00.1 +0000 UTC m=+300.1\n`,
    [`${root}/version`]: 'example/must-gather\n4.18.0\n',
    ...Object.fromEntries(
      [...groupBy(kept, fileOf)].map(([file, items]) => [
        file,
        file.includes('/cluster-scoped-resources/') ? `---\n${JSON.stringify(items[0])}\n` : yamlList(items),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(logs).map(([stream, lines]) => {
        const [namespace, pod, name = ''] = stream.split('/');
        const container = name.replace(/-previous$/, '');
        const file = name.endsWith('-previous') ? 'previous' : 'current';
        return [
          `${root}/namespaces/${namespace}/pods/${pod}/${container}/${container}/logs/${file}.log`,
          `${lines.join('\n')}\n`,
        ];
      }),
    ),
  };
}

/** What the support-bundle program writes of a story: no manifest of ours, no Secrets, and the time in the folder's name. */
export function supportBundleOf(story: Story): Files {
  const files = filesOf({ ...story, without: [...(story.without ?? []), 'Secret'] });
  return Object.fromEntries(
    Object.entries(files)
      .filter(([file]) => file.startsWith('cluster-resources/') || file === 'version.yaml')
      .map(([file, text]) => [`support-bundle-2026-03-01T12_00_00/${file}`, text]),
  );
}

const DESCRIBED = [
  ...[
    'Pod',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
    'Service',
    'Ingress',
    'PersistentVolumeClaim',
    'ConfigMap',
  ],
  ...['Secret', 'HorizontalPodAutoscaler', 'NetworkPolicy', 'Application', 'Certificate', 'Challenge'],
];
const DESCRIBED_OF_CLUSTER = ['Node', 'StorageClass', 'IngressClass', 'ClusterIssuer'];

/**
 * What somebody pastes into a ticket: `kubectl describe` of the namespaces that matter, and the logs. The texts are those
 * of the real kubectl, asked of a server with the story's objects.
 */
export async function pastedOf(story: Story, namespaces: readonly string[]): Promise<Files> {
  const kept = story.objects.filter(({ kind }) => !story.without?.includes(String(kind)));
  const server = await startApiServer({ objects: servedObjectsOf(kept) });
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-pasted-'));
  const kubeconfig = writeKubeconfig(folder, server.url);
  const kubectl = async (...args: string[]) => {
    const env = { ...process.env, HOME: folder, TZ: 'UTC' };
    const options = { maxBuffer: 1 << 26, env };
    return (await promisify(execFile)('kubectl', ['--kubeconfig', kubeconfig, ...args], options)).stdout;
  };
  const describe = async (kinds: readonly string[], namespace?: string) => {
    const present = kept.filter(
      (object) => kinds.includes(String(object.kind)) && metadataOf(object).namespace === namespace,
    );
    const resources = [...new Set(present.map(resourceOf))].join(',');
    return resources === '' ? '' : kubectl('describe', resources, ...(namespace ? ['-n', namespace] : []));
  };
  try {
    const texts = [['cluster.txt', await describe(DESCRIBED_OF_CLUSTER)]];
    for (const namespace of namespaces) texts.push([`describe-${namespace}.txt`, await describe(DESCRIBED, namespace)]);
    const logs = Object.entries(story.logs ?? {}).flatMap(([stream, lines]) => {
      const [namespace = '', pod, container] = stream.split('/');
      const previous = container?.endsWith('-previous') ? '-previous' : '';
      return namespaces.includes(namespace) ? [[`${namespace}/${pod}${previous}.log`, `${lines.join('\n')}\n`]] : [];
    });
    return Object.fromEntries([...texts, ...logs].filter(([, text]) => text !== ''));
  } finally {
    rmSync(folder, { recursive: true });
    await server.close();
  }
}

/** The objects of a story as an API server has them: with what the control plane adds to what a chart renders. */
export function servedObjectsOf(objects: readonly JsonObject[]): KubernetesObject[] {
  const own = objects.map(withData);
  const all = [...own, ...definitionsOf(own), ...own.flatMap((object) => endpointsOf(object, own))];
  return all.map((object) => withControllers(withDefaults(withInvolvedUid(object)))) as unknown as KubernetesObject[];
}

/** What makes the server serve the kinds that are not its own. */
function definitionsOf(objects: readonly JsonObject[]): JsonObject[] {
  const defined = objects.map(({ spec }) => valueAt(spec, 'names.kind'));
  const custom = objects.filter(({ kind }) => !KINDS.some((row) => row.kind === kind) && !defined.includes(kind));
  return [...groupBy(custom, resourceOf)].flatMap(([name, [first]]) => {
    if (!first) return [];
    const [group = '', version = ''] = String(first.apiVersion).split('/');
    return [
      {
        kind: 'CustomResourceDefinition',
        apiVersion: 'apiextensions.k8s.io/v1',
        metadata: { name },
        spec: {
          group,
          names: { kind: String(first.kind), plural: pluralOf(String(first.kind)) },
          scope: metadataOf(first).namespace ? 'Namespaced' : 'Cluster',
          versions: [{ name: version, served: true, storage: true }],
        },
      },
    ];
  });
}

/** `deployments.apps`, as a command line names a kind without doubt. */
function resourceOf({ kind, apiVersion }: JsonObject): string {
  const [group] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : [''];
  return `${pluralOf(String(kind))}${group ? `.${group}` : ''}`;
}

function pluralOf(kind: string): string {
  return KINDS.find((row) => row.kind === kind)?.plural ?? `${kind.toLowerCase()}s`;
}

type Metadata = { name: string; namespace?: string; uid?: string; labels?: Record<string, string> };

function metadataOf(object: JsonObject): Metadata {
  return object.metadata as Metadata;
}

/** kubectl asks for the events of an object by its uid. */
function withInvolvedUid(object: JsonObject): JsonObject {
  if (object.kind !== 'Event') return object;
  const involvedObject = object.involvedObject as JsonObject;
  const { kind, namespace, name } = involvedObject;
  return {
    ...object,
    involvedObject: { ...involvedObject, uid: uidOf(String(kind), namespace as string | undefined, String(name)) },
  };
}

/** What the control plane writes of itself: who controls an object, and of which template a pod is. */
function withControllers(object: JsonObject): JsonObject {
  const metadata = object.metadata as JsonObject;
  const { namespace } = metadataOf(object);
  const owners = objectsOf(metadata.ownerReferences).map(
    (owner): JsonObject => ({
      ...owner,
      controller: true,
      uid: uidOf(String(owner.kind), namespace, String(owner.name)),
    }),
  );
  const set = owners.find(({ kind }) => kind === 'ReplicaSet');
  const hash = object.kind === 'Pod' && set ? String(set.name).split('-').at(-1) : undefined;
  const labels = { ...metadataOf(object).labels, ...(hash ? { 'pod-template-hash': hash } : {}) };
  return {
    ...object,
    metadata: {
      ...metadata,
      uid: uidOf(String(object.kind), namespace, metadataOf(object).name),
      ...(owners.length > 0 ? { ownerReferences: owners } : {}),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
    },
  };
}

/** What the API server fills in. */
function withDefaults(object: JsonObject): JsonObject {
  if (object.kind !== 'Job') return object;
  return { ...object, spec: { parallelism: 1, completions: 1, ...(object.spec as JsonObject) } };
}

function uidOf(kind: string, namespace: string | undefined, name: string): string {
  return `uid-${kind}-${namespace ?? ''}-${name}`.toLowerCase();
}

/** The slice that the control plane keeps for a Service with a selector. */
function endpointsOf(service: JsonObject, objects: readonly JsonObject[]): JsonObject[] {
  const { selector, ports } = (service.spec ?? {}) as { selector?: Record<string, string>; ports?: JsonObject[] };
  if (service.kind !== 'Service' || !selector) return [];
  const { name, namespace = '' } = metadataOf(service);
  const pods = objects.filter(
    (object) =>
      object.kind === 'Pod' &&
      metadataOf(object).namespace === namespace &&
      Object.entries(selector).every(([key, value]) => metadataOf(object).labels?.[key] === value),
  );
  const endpoints = pods.map((pod) => {
    const { podIP, conditions } = pod.status as { podIP?: string; conditions?: JsonObject[] };
    const ready = conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
    return { addresses: [podIP ?? '10.42.9.9'], conditions: { ready } };
  });
  const named = ports?.map((port) => ({ name: port.name ?? '', port: port.port ?? 80, protocol: 'TCP' })) ?? [];
  return [
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-x7k2p`, namespace, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      endpoints,
      ports: named,
    },
  ];
}

/** Secrets of a story are told as keys and sizes; the API has values. */
function withData(object: JsonObject): JsonObject {
  if (object.kind !== 'Secret' || !isJsonObject(object.keys)) return object;
  const { keys, ...rest } = object;
  const data = Object.entries(keys).map(([key, size]) => [key, Buffer.alloc(Number(size), 'x').toString('base64')]);
  return { ...rest, data: Object.fromEntries(data) };
}

const RELEASE = /\bbifrost(?=-(?:headless|config\b|data\b|postgresql|7d9c8b6f54|\d))|(?<=data-)bifrost(?=-\d)/g;
const NAMES = new Set(['metadata', 'ownerReferences', 'scaleTargetRef', 'service', 'involvedObject', 'resources']);

/** The same story of a release of another name in another namespace: `edge-llm` in `platform-ai`, as the chart names its objects then. */
export function renamed(story: Story, release: string, namespace: string): Story {
  const fullname = release.includes('bifrost') ? release : `${release}-bifrost`;
  const text = (value: string) => value.replaceAll('ai-gateway', namespace).replace(RELEASE, fullname);
  const walk = (value: unknown, key: string, parent: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, key, parent));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, walk(item, name, /^\d+$/.test(key) ? parent : key)]),
      );
    }
    if (typeof value !== 'string') return value;
    if (value === 'bifrost' && key === 'app.kubernetes.io/instance') return release;
    const named = (key === 'name' && NAMES.has(parent)) || key === 'serviceAccountName';
    if (value === 'bifrost' && named) return fullname;
    return text(value);
  };
  return {
    ...story,
    objects: story.objects.map((object) => walk(object, '', '') as JsonObject),
    logs: Object.fromEntries(
      Object.entries(story.logs ?? {}).map(([stream, lines]) => [text(stream), lines.map(text)]),
    ),
  };
}
