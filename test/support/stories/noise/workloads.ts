import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, crashed, object, pod, waiting } from '../../check.ts';
import {
  COMPLETE,
  claim,
  condition,
  daemonSet,
  deployment,
  ended,
  event,
  FAILED,
  job,
  service,
  statefulSet,
  the,
} from '../workloads.ts';
import { noise } from './noise.ts';

const CREATING = waiting('ContainerCreating');
const DAY = 86_400;

export const WORKLOAD_NOISE = [
  noise('a Job that succeeded at its third try', 'container-failed', [COMPLETE, FAILED], (status) =>
    job('migrate', status, [ended(1), ended(1), ended(status === COMPLETE ? 0 : 1)]),
  ),

  noise(
    'a Job that failed once and still tries',
    'job-failed',
    [{ active: 1, failed: 1 } as JsonObject, FAILED],
    (status) => job('import', status),
  ),

  noise('a failed run of a CronJob that has succeeded since', 'job-failed', [COMPLETE, FAILED], (latest) => {
    const run = (name: string, hours: number, status: JsonObject) =>
      job(name, { ...status, startTime: ago(hours * 3600) }, [], {
        metadata: { ownerReferences: [{ kind: 'CronJob', name: 'backup', apiVersion: 'batch/v1' }] },
      });
    return [
      object('CronJob', 'backup', { spec: { schedule: '0 * * * *' } }, 'batch/v1'),
      ...run('backup-1', 5, FAILED),
      ...run('backup-2', 4, latest),
    ];
  }),

  noise('a CronJob that was suspended for long', 'cron-starts-missed', [true, false], (suspend) => {
    const backup = object('CronJob', 'backup', { spec: { schedule: '0 * * * *', suspend } }, 'batch/v1');
    return [
      backup,
      event(
        backup,
        'TooManyMissedTimes',
        'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      ),
    ];
  }),

  noise('evicted leftovers of a healthy ReplicaSet', 'pod-not-ready', [true, false], (ready) => [
    ...deployment('web', { ready }),
    ...[1, 2, 3]
      .map((index) =>
        pod({
          name: `web-5d4f-old${index}`,
          phase: 'Failed',
          ready: false,
          owner: { kind: 'ReplicaSet', name: 'web-5d4f' },
          status: { ready: false, state: { terminated: { exitCode: 137, reason: 'Error', finishedAt: ago(7200) } } },
          spec: {},
        }),
      )
      .map(
        (left): JsonObject => ({
          ...left,
          status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory. ' },
        }),
      ),
  ]),

  noise('restarts of long ago', 'oom-killed', [true, false], (ready) =>
    deployment('web', {
      ready,
      status: {
        restartCount: 9,
        lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: ago(5 * DAY) } },
        ...(ready ? {} : { state: crashed(137).state as JsonObject }),
      },
    }),
  ),

  noise('a crash of five minutes ago from which the container came back', 'container-failed', [true, false], (ready) =>
    deployment('web', {
      ready,
      status: ready ? { restartCount: 1, lastState: crashed(1).lastState as JsonObject } : crashed(1),
    }),
  ),

  noise('pods that were made half a minute ago', 'pod-pending', [30, 3600], (age) => [
    pod({ age, phase: 'Pending', ready: false, status: CREATING }),
  ]),

  noise('a rolling update in progress', 'pod-pending', [40, 3600], (age) => {
    const running = deployment('web', {
      replicas: 2,
      conditions: [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }],
    });
    const [workload = {}, ...rest] = running;
    const next = object(
      'ReplicaSet',
      'web-77aa',
      {
        metadata: {
          ownerReferences: [{ kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }],
          creationTimestamp: ago(age),
        },
        spec: { replicas: 1 },
        status: { replicas: 1, readyReplicas: 0 },
      },
      'apps/v1',
    );
    return [
      {
        ...workload,
        status: { ...(workload.status as JsonObject), replicas: 3, updatedReplicas: 1, unavailableReplicas: 1 },
      },
      ...rest,
      next,
      pod({
        name: 'web-77aa-0',
        age,
        phase: 'Pending',
        ready: false,
        status: CREATING,
        owner: { kind: 'ReplicaSet', name: 'web-77aa' },
      }),
      service('web'),
    ];
  }),

  noise(
    'a Deployment of 0 replicas behind a Service that is called',
    'service-selector-unmatched',
    ['web', 'wbe'],
    (app) => [
      ...deployment('web', { replicas: 0, pods: false }),
      service('web', { selector: { app } }),
      ...deployment('client', { container: { env: [{ name: 'WEB_URL', value: 'http://web:80' }] } }),
    ],
  ),

  noise('a DaemonSet that no node wants', 'daemonset-unavailable', [0, 1], (wanted) =>
    daemonSet('gpu-agent', { replicas: wanted, pods: false }),
  ),

  noise('a StatefulSet that holds back an update by its partition', 'pod-not-ready', [true, false], (ready) => {
    const [set = {}, ...pods] = statefulSet('queue', { replicas: 2, ready });
    const status = {
      ...(set.status as JsonObject),
      currentRevision: 'queue-1',
      updateRevision: 'queue-2',
      updatedReplicas: 0,
    };
    return [{ ...set, status }, ...pods];
  }),

  noise(
    'a native sidecar, which is an init container that never ends',
    'crash-loop-back-off',
    [{ running: { startedAt: ago(3600) } } as JsonObject, crashed(1).state as JsonObject],
    (state) => {
      const running = 'running' in state;
      const base = pod({
        ready: running,
        spec: { initContainers: [{ name: 'proxy', image: 'shop/proxy:1', restartPolicy: 'Always' }] },
      });
      const initContainerStatuses = [
        { name: 'proxy', ready: running, started: running, restartCount: running ? 0 : 7, state },
      ];
      return [{ ...base, status: { ...(base.status as JsonObject), initContainerStatuses } }];
    },
  ),

  noise('static pods, which their node owns', 'pod-not-ready', [true, false], (ready) => {
    const mirror = pod({ name: 'kube-proxy-node-a', ready });
    const { ownerReferences: _, ...metadata } = mirror.metadata as JsonObject;
    const owner = { kind: 'Node', name: 'node-a', apiVersion: 'v1', controller: true };
    return [
      {
        ...mirror,
        metadata: { ...metadata, annotations: { 'kubernetes.io/config.mirror': 'x' }, ownerReferences: [owner] },
      },
    ];
  }),

  noise('a pod refused by the quota, made at the next try', 'quota-exceeded', [true, false], (made) => {
    const parts = deployment('web', { pods: made });
    return [
      ...parts,
      object('ResourceQuota', 'compute', {
        spec: { hard: { pods: '4' } },
        status: { hard: { pods: '4' }, used: { pods: '4' } },
      }),
      event(
        the('ReplicaSet', 'web-5d4f', parts),
        'FailedCreate',
        'Error creating: pods "web-5d4f-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=4, limited: pods=4',
      ),
    ];
  }),

  noise('a rollout undone after its deadline', 'deployment-unavailable', [2, 1], (ready) => {
    const [workload = {}] = deployment('web', { replicas: 2, pods: false });
    const conditions =
      ready === 2
        ? [condition('Available', 'True'), condition('Progressing', 'True', 'NewReplicaSetAvailable')]
        : [condition('Available', 'False'), condition('Progressing', 'False', 'ProgressDeadlineExceeded')];
    return [{ ...workload, status: { replicas: 2, readyReplicas: ready, availableReplicas: ready, conditions } }];
  }),

  noise('an autoscaler that keeps to its minimum', 'hpa-metrics-absent', ['True', 'False'], (active) => [
    ...deployment('web'),
    object(
      'HorizontalPodAutoscaler',
      'web',
      {
        spec: {
          scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' },
          minReplicas: 1,
          maxReplicas: 5,
        },
        status: {
          conditions: [
            {
              type: 'ScalingLimited',
              status: 'True',
              reason: 'TooFewReplicas',
              message: 'the desired replica count is less than the minimum replica count',
            },
            {
              type: 'ScalingActive',
              status: active,
              reason: 'FailedGetResourceMetric',
              message:
                'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
            },
          ],
        },
      },
      'autoscaling/v2',
    ),
  ]),

  noise(
    'an autoscaler without metrics while they were starting',
    'hpa-metrics-api-missing',
    ['True', 'False'],
    (active) => {
      const scaler = object(
        'HorizontalPodAutoscaler',
        'web',
        {
          spec: { scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }, maxReplicas: 5 },
          status: {
            conditions: [
              {
                type: 'ScalingActive',
                status: active,
                reason: 'ValidMetricFound',
                message: 'the HPA was able to compute the replica count',
              },
            ],
          },
        },
        'autoscaling/v2',
      );
      const message =
        'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)';
      return [...deployment('web'), scaler, event(scaler, 'FailedGetResourceMetric', message)];
    },
  ),

  noise('a claim that waits for its first pod', 'claim-pending', ['WaitForFirstConsumer', 'Immediate'], (mode) => [
    claim('data', 'Pending'),
    {
      kind: 'StorageClass',
      apiVersion: 'storage.k8s.io/v1',
      metadata: { name: 'standard' },
      provisioner: 'disk.csi.example',
      volumeBindingMode: mode,
    },
  ]),
];
