import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago } from '../check.ts';
import type { Named } from './objects.ts';
import { condition, DAY, made, merged, running } from './objects.ts';

export type Workload = Named & {
  namespace: string;
  kind?: 'Deployment' | 'StatefulSet';
  labels: Record<string, string>;
  /** The labels that the selector asks for; all labels where left out. */
  selector?: Record<string, string>;
  replicas?: number;
  container: JsonObject & { name: string; image: string };
  /** Of the pod. */
  spec?: JsonObject;
  /** Of the workload. */
  body?: JsonObject;
  /** How the pods are; ready where left out. `false`: there are none. */
  pods?: false | { phase?: string; ready?: boolean; status?: JsonObject; spec?: JsonObject };
  /** Pods of one workload that differ from the others, by index. */
  odd?: Record<number, { phase?: string; ready?: boolean; status?: JsonObject }>;
};

/** A Deployment with its ReplicaSet and pods, or a StatefulSet with its pods. */
export function workload(story: Workload): JsonObject[] {
  const { namespace, name, kind = 'Deployment', labels, selector = labels, replicas = 1 } = story;
  const { age = 3 * DAY, annotations, pods = {}, odd = {} } = story;
  const spec: JsonObject = { containers: [story.container], serviceAccountName: 'default', ...story.spec };
  const hash = '7d9c8b6f54';
  const isSet = kind === 'StatefulSet';
  const podLabels = isSet
    ? { ...labels, 'controller-revision-hash': `${name}-${hash}` }
    : { ...labels, 'pod-template-hash': hash };
  const states = Array.from({ length: pods === false ? 0 : replicas }, (_, index) => ({ ...pods, ...odd[index] }));
  const up = states.filter(({ ready = true }) => ready).length;
  const template: JsonObject = { metadata: { labels }, spec };
  const owner = isSet ? { kind, name } : { kind: 'ReplicaSet', name: `${name}-${hash}` };

  const top = made(
    'apps/v1',
    kind,
    { name, namespace, age, labels, ...(annotations ? { annotations } : {}) },
    merged(
      {
        spec: { replicas, selector: { matchLabels: selector }, template },
        status: {
          observedGeneration: 1,
          replicas,
          updatedReplicas: replicas,
          readyReplicas: up,
          availableReplicas: up,
          ...(isSet
            ? {}
            : {
                conditions: [
                  condition('Available', up === replicas ? 'True' : 'False', age, 'MinimumReplicasAvailable'),
                  condition('Progressing', 'True', age, 'NewReplicaSetAvailable'),
                ],
              }),
        },
      },
      story.body,
    ),
  );
  const set = made(
    'apps/v1',
    'ReplicaSet',
    { name: owner.name, namespace, age, labels: podLabels, owner: { kind: 'Deployment', name } },
    {
      spec: { replicas, selector: { matchLabels: { ...selector, 'pod-template-hash': hash } }, template },
      status: { replicas: states.length, readyReplicas: up },
    },
  );

  return [
    top,
    ...(isSet ? [] : [set]),
    ...states.map(({ phase = 'Running', ready = true, status, spec: podSpec }, index) =>
      made(
        'v1',
        'Pod',
        {
          name: isSet ? `${name}-${index}` : `${name}-${hash}-${['x2kqv', 'mn8zt', 'p4vzs', 'jc5xw'][index] ?? index}`,
          namespace,
          age,
          labels: podLabels,
          owner,
        },
        {
          spec: merged(merged(spec, { nodeName: index % 2 === 0 ? 'node-a' : 'node-b' }), podSpec),
          status: {
            phase,
            podIP: `10.42.${index + 1}.${10 + (name.length % 200)}`,
            startTime: ago(age),
            conditions: [
              condition('PodScheduled', podSpec?.nodeName === null ? 'False' : 'True', age),
              condition('Initialized', 'True', age),
              condition('Ready', ready ? 'True' : 'False', age),
              condition('ContainersReady', ready ? 'True' : 'False', age),
            ],
            containerStatuses: [
              { name: story.container.name, image: story.container.image, ...(status ?? running(age)) },
            ],
          },
        },
      ),
    ),
  ];
}

export function service(
  name: string,
  namespace: string,
  selector: Record<string, string>,
  ports: JsonObject[],
  more: JsonObject = {},
): JsonObject {
  const spec = merged({ type: 'ClusterIP', clusterIP: `10.96.40.${10 + (name.length % 200)}`, selector, ports }, more);
  return made('v1', 'Service', { name, namespace, labels: selector }, { spec, status: { loadBalancer: {} } });
}

/** A claim with its volume; `phase` Pending has none. */
export function claim(
  name: string,
  namespace: string,
  phase: 'Bound' | 'Pending' = 'Bound',
  story: { spec?: JsonObject; age?: number; labels?: Record<string, string> } = {},
): JsonObject {
  const { spec = {}, age = 3 * DAY, labels = {} } = story;
  return made(
    'v1',
    'PersistentVolumeClaim',
    { name, namespace, age, labels },
    {
      spec: merged(
        {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'standard',
          resources: { requests: { storage: '10Gi' } },
          ...(phase === 'Bound' ? { volumeName: `pv-${namespace}-${name}` } : {}),
        },
        spec,
      ),
      status: { phase },
    },
  );
}

export function secret(name: string, namespace: string, keys: Record<string, number>, age = 3 * DAY): JsonObject {
  return made('v1', 'Secret', { name, namespace, age }, { type: 'Opaque', keys });
}
