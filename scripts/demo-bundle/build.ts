import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';

/** The day of the story: installed at 09:12, given up by the Deployment at 09:22, captured at 09:45. */
export const CAPTURED_AT = '2026-03-03T09:45:00Z';
export const INSTALLED_AT = '2026-03-03T09:12:06Z';
export const GAVE_UP_AT = '2026-03-03T09:22:07Z';
export const LONG_AGO = '2026-01-12T08:00:00Z';

export type Named = { namespace?: string; name: string; labels?: Record<string, string>; created?: string };

/** Ids are taken from the names, so that the bundle is the same each time it is made. */
function uidOf(kind: string, { namespace = '', name }: Named): string {
  let hash = 0n;
  for (const char of `${kind}/${namespace}/${name}`) {
    hash = (hash * 1_099_511_628_211n + BigInt(char.charCodeAt(0))) % 2n ** 128n;
  }
  const hex = hash.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

export function object(apiVersion: string, kind: string, named: Named, rest: JsonObject = {}): JsonObject {
  const { namespace, name, labels, created = LONG_AGO } = named;
  const { metadata, ...body } = rest;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid: uidOf(kind, named),
      creationTimestamp: created,
      ...(labels ? { labels } : {}),
      ...(metadata as JsonObject | undefined),
    },
    ...body,
  };
}

function ownedBy(apiVersion: string, kind: string, named: Named): JsonObject {
  return {
    ownerReferences: [
      { apiVersion, kind, name: named.name, uid: uidOf(kind, named), controller: true, blockOwnerDeletion: true },
    ],
  };
}

export function condition(type: string, status: string, since: string, reason?: string, message?: string): JsonObject {
  return {
    type,
    status,
    lastTransitionTime: since,
    ...(reason ? { reason } : {}),
    ...(message ? { message } : {}),
  };
}

type Workload = Named & {
  namespace: string;
  replicas: number;
  image: string;
  container: JsonObject;
  spec?: JsonObject;
  annotations?: Record<string, string>;
  /** Hash of the template and suffixes of the pods, as Kubernetes would generate them. */
  hash: string;
  pods: { suffix: string; node: string; ip: string; status: JsonObject; phase: string; ready: boolean }[];
};

/** A Deployment with its ReplicaSet and pods. */
export function deployment(workload: Workload): { deployment: JsonObject; replicaSet: JsonObject; pods: JsonObject[] } {
  const { namespace, name, labels = {}, created = LONG_AGO, replicas, hash, annotations } = workload;
  const ready = workload.pods.filter((pod) => pod.ready).length;
  const spec = { containers: [{ image: workload.image, ...workload.container }], ...workload.spec };
  const podLabels = { ...labels, 'pod-template-hash': hash };
  const replicaSet = { namespace, name: `${name}-${hash}`, labels: podLabels, created };
  const down = ready < replicas;

  return {
    deployment: object('apps/v1', 'Deployment', workload, {
      metadata: { generation: 1, ...(annotations ? { annotations } : {}) },
      spec: {
        replicas,
        progressDeadlineSeconds: 600,
        selector: { matchLabels: labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template: { metadata: { labels }, spec },
      },
      status: {
        observedGeneration: 1,
        replicas,
        updatedReplicas: replicas,
        ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
        ...(down ? { unavailableReplicas: replicas - ready } : {}),
        conditions: down
          ? [
              condition(
                'Available',
                'False',
                created,
                'MinimumReplicasUnavailable',
                'Deployment does not have minimum availability.',
              ),
              condition(
                'Progressing',
                'False',
                GAVE_UP_AT,
                'ProgressDeadlineExceeded',
                `ReplicaSet "${replicaSet.name}" has timed out progressing.`,
              ),
            ]
          : [
              condition(
                'Available',
                'True',
                created,
                'MinimumReplicasAvailable',
                'Deployment has minimum availability.',
              ),
              condition(
                'Progressing',
                'True',
                created,
                'NewReplicaSetAvailable',
                `ReplicaSet "${replicaSet.name}" has successfully progressed.`,
              ),
            ],
      },
    }),
    replicaSet: object('apps/v1', 'ReplicaSet', replicaSet, {
      metadata: {
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ...ownedBy('apps/v1', 'Deployment', workload),
      },
      spec: { replicas, selector: { matchLabels: podLabels }, template: { metadata: { labels: podLabels }, spec } },
      status: { replicas, fullyLabeledReplicas: replicas, ...(ready > 0 ? { readyReplicas: ready } : {}) },
    }),
    pods: workload.pods.map(({ suffix, node, ip, status, phase, ready: isReady }) => {
      const containerName = String(workload.container.name);
      const notReady = ['False', created, 'ContainersNotReady', `containers with unready status: [${containerName}]`];
      const readiness = (isReady ? ['True', created] : notReady) as [string, string, string?, string?];
      return object(
        'v1',
        'Pod',
        { namespace, name: `${replicaSet.name}-${suffix}`, labels: podLabels, created },
        {
          metadata: ownedBy('apps/v1', 'ReplicaSet', replicaSet),
          spec: { ...spec, nodeName: node, serviceAccountName: 'default', restartPolicy: 'Always' },
          status: {
            phase,
            conditions: [
              condition('PodReadyToStartContainers', 'True', created),
              condition('Initialized', 'True', created),
              condition('Ready', ...readiness),
              condition('ContainersReady', ...readiness),
              condition('PodScheduled', 'True', created),
            ],
            podIP: ip,
            startTime: created,
            containerStatuses: [{ name: containerName, image: workload.image, restartCount: 0, ...status }],
          },
        },
      );
    }),
  };
}

export function running(since: string): JsonObject {
  return { ready: true, started: true, state: { running: { startedAt: since } } };
}

type EventStory = {
  namespace: string;
  of: { kind: string; name: string; apiVersion?: string; fieldPath?: string };
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  first: string;
  last?: string;
  count?: number;
  from: string;
  host?: string;
};

export function event(story: EventStory, index: number): JsonObject {
  const { namespace, of, type = 'Warning', reason, message, first, last = first, count = 1, from, host } = story;
  const name = `${of.name}.${(0x18a0_0000_0000 + index).toString(16)}`;
  return object(
    'v1',
    'Event',
    { namespace, name, created: first },
    {
      involvedObject: {
        apiVersion: of.apiVersion ?? 'v1',
        kind: of.kind,
        name: of.name,
        namespace,
        uid: uidOf(of.kind, { namespace, name: of.name }),
        ...(of.fieldPath ? { fieldPath: of.fieldPath } : {}),
      },
      type,
      reason,
      message,
      firstTimestamp: first,
      lastTimestamp: last,
      count,
      source: { component: from, ...(host ? { host } : {}) },
    },
  );
}
