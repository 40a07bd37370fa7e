import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { isJsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, pod } from '../check.ts';

type PodStory = Omit<NonNullable<Parameters<typeof pod>[0]>, 'name' | 'owner'>;

type WorkloadStory = PodStory & {
  /** 1 unless told; of each there is a pod. */
  replicas?: number;
  /** False where the controller could not make the pods. */
  pods?: boolean;
  conditions?: JsonObject[];
};

/** A Deployment `name` with its ReplicaSet `name-5d4f` and pods `name-5d4f-0...`, all ready unless the story says otherwise. */
export function deployment(name: string, story: WorkloadStory = {}): JsonObject[] {
  const { replicas = 1, pods: hasPods = true, conditions = [], ...pods } = story;
  const { labels = { app: name }, ready = true } = pods;
  const up = ready && hasPods ? replicas : 0;
  const set = `${name}-5d4f`;
  const body = { spec: { replicas, selector: { matchLabels: labels }, template: templateOf(labels, pods) } };
  return [
    object(
      'Deployment',
      name,
      {
        ...body,
        metadata: { labels },
        status: {
          observedGeneration: 1,
          replicas,
          updatedReplicas: replicas,
          readyReplicas: up,
          availableReplicas: up,
          conditions: [{ type: 'Available', status: up === replicas ? 'True' : 'False' }, ...conditions],
        },
      },
      'apps/v1',
    ),
    object(
      'ReplicaSet',
      set,
      {
        ...body,
        metadata: { ownerReferences: [owner('Deployment', name)] },
        status: { replicas: up, readyReplicas: up },
      },
      'apps/v1',
    ),
    ...(hasPods
      ? podsOf(replicas, (index) => `${set}-${index}`, { ...pods, labels }, { kind: 'ReplicaSet', name: set })
      : []),
  ];
}

/** A StatefulSet `name` with its pods `name-0...`. */
export function statefulSet(name: string, story: WorkloadStory = {}): JsonObject[] {
  const { replicas = 1, pods: hasPods = true, conditions: _, ...pods } = story;
  const { labels = { app: name }, ready = true } = pods;
  const up = ready && hasPods ? replicas : 0;
  return [
    object(
      'StatefulSet',
      name,
      {
        spec: { replicas, serviceName: name, selector: { matchLabels: labels }, template: templateOf(labels, pods) },
        status: { replicas, readyReplicas: up, availableReplicas: up },
      },
      'apps/v1',
    ),
    ...(hasPods
      ? podsOf(replicas, (index) => `${name}-${index}`, { ...pods, labels }, { kind: 'StatefulSet', name })
      : []),
  ];
}

/** A DaemonSet `name` with one pod `name-0` on each of so many nodes. */
export function daemonSet(name: string, story: WorkloadStory = {}): JsonObject[] {
  const { replicas = 1, pods: hasPods = true, conditions: _, ...pods } = story;
  const { labels = { app: name }, ready = true } = pods;
  return [
    object(
      'DaemonSet',
      name,
      {
        spec: { selector: { matchLabels: labels }, template: templateOf(labels, pods) },
        status: {
          desiredNumberScheduled: replicas,
          currentNumberScheduled: replicas,
          numberReady: ready && hasPods ? replicas : 0,
        },
      },
      'apps/v1',
    ),
    ...(hasPods
      ? podsOf(replicas, (index) => `${name}-${index}`, { ...pods, labels }, { kind: 'DaemonSet', name })
      : []),
  ];
}

/** A Job `name` and the pods that it tried. */
export function job(name: string, status: JsonObject, tries: PodStory[] = [], more: JsonObject = {}): JsonObject[] {
  const labels = { 'job-name': name };
  return [
    object(
      'Job',
      name,
      {
        ...more,
        spec: { backoffLimit: 3, template: templateOf(labels, {}) },
        status: { startTime: ago(3000), ...status },
      },
      'batch/v1',
    ),
    ...tries.map((story, index) => pod({ ...story, labels, name: `${name}-${index}`, owner: { kind: 'Job', name } })),
  ];
}

export const COMPLETE: JsonObject = { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] };
export const FAILED: JsonObject = {
  failed: 4,
  conditions: [
    {
      type: 'Failed',
      status: 'True',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    },
  ],
};

/** A pod that ended with an exit code. */
export function ended(exitCode: number): PodStory {
  return {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    ready: false,
    status: {
      ready: false,
      state: { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', finishedAt: ago(900) } },
    },
  };
}

/** A Service `name` on port 80 that selects `app=name` unless told otherwise. */
export function service(
  name: string,
  story: { labels?: JsonObject; selector?: JsonObject; [field: string]: unknown } = {},
): JsonObject {
  const { labels = {}, ...spec } = story;
  return object('Service', name, {
    metadata: { labels },
    spec: {
      type: 'ClusterIP',
      selector: { app: name },
      ports: [{ port: 80, targetPort: 8080 }],
      ...(spec as JsonObject),
    },
  });
}

/** An Ingress `name` at `name.example` to the Service of its name. */
export function ingress(name: string, story: { service?: string; port?: number; spec?: JsonObject } = {}): JsonObject {
  const backend = { service: { name: story.service ?? name, port: { number: story.port ?? 80 } } };
  return object(
    'Ingress',
    name,
    {
      spec: {
        ingressClassName: 'nginx',
        rules: [{ host: `${name}.example`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        ...story.spec,
      },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } },
    },
    'networking.k8s.io/v1',
  );
}

/** A claim `name`; bound to `pv-name` unless its phase says otherwise. */
export function claim(name: string, phase: 'Bound' | 'Pending' | 'Lost' = 'Bound', spec: JsonObject = {}): JsonObject {
  return object('PersistentVolumeClaim', name, {
    spec: {
      storageClassName: 'standard',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      ...(phase === 'Bound' ? { volumeName: `pv-${name}` } : {}),
      ...spec,
    },
    status: { phase },
  });
}

/** A Secret as a bundle holds it: its keys and their sizes. */
export function secret(name: string, ...keys: string[]): JsonObject {
  return object('Secret', name, { type: 'Opaque', keys: Object.fromEntries(keys.map((key) => [key, 12])) });
}

/** An event about an object of the story, five minutes old. */
export function event(
  about: JsonObject,
  reason: string,
  message: string,
  story: { type?: string; count?: number; seconds?: number; container?: string } = {},
): JsonObject {
  const { type = 'Warning', count = 4, seconds = 300, container } = story;
  const { name, namespace } = about.metadata as { name: string; namespace?: string };
  return {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name: `${name}.${reason.toLowerCase()}.${seconds}`, namespace: namespace ?? 'default' },
    type,
    reason,
    message,
    count,
    firstTimestamp: ago(seconds + 600),
    lastTimestamp: ago(seconds),
    involvedObject: {
      kind: String(about.kind),
      apiVersion: String(about.apiVersion),
      name,
      ...(namespace ? { namespace } : {}),
      ...(container ? { fieldPath: `spec.containers{${container}}` } : {}),
    },
    source: { component: 'kubelet' },
  };
}

/** A condition of an object's status, an hour old. */
export function condition(type: string, status: string, reason = type, message = ''): JsonObject {
  return { type, status, reason, message, lastTransitionTime: ago(3600) };
}

/** The same object in another namespace. */
export function inNamespace(namespace: string, part: JsonObject): JsonObject {
  return { ...part, metadata: { ...(part.metadata as JsonObject), namespace } };
}

/** An object of a story by its kind and name, to tell events about it. */
export function the(kind: string, name: string, objects: JsonObject[]): JsonObject {
  const found = objects.find(
    (part) => part.kind === kind && isJsonObject(part.metadata) && part.metadata.name === name,
  );
  if (!found) throw new Error(`the story has no ${kind} ${name}`);
  return found;
}

function owner(kind: string, name: string): JsonObject {
  return { kind, name, apiVersion: 'apps/v1', controller: true };
}

function templateOf(labels: Record<string, string>, { container, spec }: PodStory): JsonObject {
  return { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'shop/web:1', ...container }], ...spec } };
}

function podsOf(
  count: number,
  nameOf: (index: number) => string,
  story: PodStory,
  ownedBy: { kind: string; name: string },
): JsonObject[] {
  return Array.from({ length: count }, (_, index) => pod({ ...story, name: nameOf(index), owner: ownedBy }));
}
