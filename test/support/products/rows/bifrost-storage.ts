import { application } from '../argocd.ts';
import type { Values } from '../bifrost.ts';
import { bifrost, line, logOf, NAMESPACE, SERVER, STARTED } from '../bifrost.ts';
import type { Golden } from '../golden.ts';
import { withEvents, withLogs, withObjects, without } from '../golden.ts';
import { DAY, made } from '../objects.ts';
import { claim, workload } from '../workload.ts';

export const UNBOUND =
  '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
export const UNSCHEDULED: Values['pods'] = {
  phase: 'Pending',
  ready: false,
  spec: { nodeName: null },
  status: { ready: false, restartCount: 0, state: {} },
};

/** A SQLite release whose claim is not bound. */
function unbound(claimSpec: object) {
  const story = without(bifrost({ storage: 'sqlite', pods: UNSCHEDULED }), 'PersistentVolumeClaim');
  const pending = claim('data-bifrost-0', NAMESPACE, 'Pending', { spec: claimSpec as never });
  return withEvents(withObjects(story, pending), ['Pod', 'bifrost-0', 'FailedScheduling', UNBOUND]);
}

/** What a Deployment of the chart before 2.0.0 left: the release and its claim. */
const OLD_CLAIM = claim('bifrost-data', NAMESPACE, 'Bound', { age: 90 * DAY, labels: SERVER });
const oldDeployment = workload({
  namespace: NAMESPACE,
  name: 'bifrost',
  age: 90 * DAY,
  labels: { ...SERVER, 'helm.sh/chart': 'bifrost-1.7.2' },
  container: {
    name: 'bifrost',
    image: 'docker.io/maximhq/bifrost:v1.3.36',
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [{ name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: 'openai-credentials', key: 'api-key' } } }],
    volumeMounts: [
      { name: 'config', mountPath: '/app/data/config.json', subPath: 'config.json' },
      { name: 'data', mountPath: '/app/data' },
    ],
  },
  spec: {
    volumes: [
      { name: 'config', configMap: { name: 'bifrost-config' } },
      { name: 'data', persistentVolumeClaim: { claimName: 'bifrost-data' } },
    ],
  },
});
const SQLITE = { storage: 'sqlite', age: DAY / 2 } as const;
const EMPTY = line('config file not found at path: /app/data/config.json. initializing with default values', 'info');
const remounted = withObjects(
  without(
    bifrost({
      storage: 'sqlite',
      kind: 'Deployment',
      spec: {
        volumes: [
          { name: 'config', configMap: { name: 'bifrost-config' } },
          { name: 'data', persistentVolumeClaim: { claimName: 'bifrost-data' } },
        ],
      },
    }),
    'PersistentVolumeClaim',
  ),
  OLD_CLAIM,
);

/** Volumes, the file database and the move to the StatefulSet: rows A6 to A9, A30 and A31. */
export const STORAGE_ROWS: Golden[] = [
  {
    row: 'A7',
    name: 'no StorageClass is the default',
    cause: 'no-default-storage-class PersistentVolumeClaim/ai-gateway/data-bifrost-0',
    chain: ['claim-pending', 'unschedulable-unbound-claim', 'statefulset-unavailable'],
    broken: withEvents(
      withObjects(
        unbound({ storageClassName: null }),
        made('storage.k8s.io/v1', 'StorageClass', { name: 'slow' }, { provisioner: 'disk.csi.example' }),
      ),
      [
        'PersistentVolumeClaim',
        'data-bifrost-0',
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set',
        { type: 'Normal' },
      ],
    ),
    good: bifrost({ storage: 'sqlite' }),
  },
  {
    row: 'A8',
    name: 'the StorageClass of the values does not exist',
    cause: 'storage-class-missing PersistentVolumeClaim/ai-gateway/data-bifrost-0',
    chain: ['unschedulable-unbound-claim', 'statefulset-unavailable'],
    broken: withEvents(unbound({ storageClassName: 'premium-rwo' }), [
      'PersistentVolumeClaim',
      'data-bifrost-0',
      'ProvisioningFailed',
      'storageclass.storage.k8s.io "premium-rwo" not found',
    ]),
    good: bifrost({ storage: 'sqlite' }),
  },
  {
    row: 'A9',
    name: 'a StatefulSet on SQLite with three replicas',
    cause: 'bifrost-sqlite-replicated StatefulSet/ai-gateway/bifrost',
    broken: bifrost({ storage: 'sqlite', replicas: 3 }),
    good: bifrost({ storage: 'sqlite' }),
  },
  {
    row: 'A9',
    name: 'an autoscaler over a StatefulSet on SQLite',
    cause: 'bifrost-sqlite-replicated StatefulSet/ai-gateway/bifrost',
    broken: bifrost({ storage: 'sqlite', autoscaler: {} }),
    good: bifrost({ storage: 'postgres', autoscaler: {} }),
  },
  {
    row: 'A9',
    name: 'two replicas of a Deployment want one ReadWriteOnce volume',
    cause: 'bifrost-sqlite-replicated Deployment/ai-gateway/bifrost',
    chain: ['volume-multi-attach', 'pod-pending', 'deployment-unavailable'],
    broken: withEvents(
      withObjects(
        bifrost({
          storage: 'sqlite',
          kind: 'Deployment',
          replicas: 2,
          spec: {
            volumes: [
              { name: 'config', configMap: { name: 'bifrost-config' } },
              { name: 'data', persistentVolumeClaim: { claimName: 'bifrost-data' } },
            ],
          },
          odd: {
            1: {
              phase: 'Pending',
              ready: false,
              status: { ready: false, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } },
            },
          },
        }),
        OLD_CLAIM,
      ),
      [
        'Pod',
        'bifrost-7d9c8b6f54-mn8zt',
        'FailedAttachVolume',
        'Multi-Attach error for volume "pvc-7f1c" Volume is already used by pod(s) bifrost-7d9c8b6f54-x2kqv',
      ],
    ),
    good: remounted,
  },
  {
    row: 'A30',
    name: 'the old Deployment still runs beside the new StatefulSet',
    cause: 'bifrost-workload-doubled StatefulSet/ai-gateway/bifrost',
    broken: withObjects(bifrost(SQLITE), ...oldDeployment, OLD_CLAIM),
    good: remounted,
  },
  {
    row: 'A30',
    name: 'the StatefulSet cannot be changed in place',
    cause: 'bifrost-stateful-set-unchangeable Application/argocd/bifrost',
    broken: application('bifrost', NAMESPACE, {
      status: {
        sync: { status: 'OutOfSync' },
        operationState: {
          phase: 'Failed',
          message:
            "one or more objects failed to apply, reason: StatefulSet.apps \"bifrost\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden. Retrying attempt #5 at 11:50AM.",
        },
      },
    }),
    good: application('bifrost', NAMESPACE),
  },
  {
    row: 'A31',
    name: 'the volume of before the upgrade is mounted by nothing',
    cause: 'bifrost-claim-left-behind PersistentVolumeClaim/ai-gateway/bifrost-data',
    broken: withLogs(withObjects(bifrost(SQLITE), OLD_CLAIM), { [logOf(0, 'StatefulSet')]: [EMPTY, ...STARTED] }),
    good: remounted,
  },
  {
    row: 'A31',
    name: 'persistence is off, and the database ends with the pod',
    cause: 'bifrost-data-ephemeral Deployment/ai-gateway/bifrost',
    broken: withLogs(bifrost({ storage: 'sqlite', kind: 'Deployment', age: DAY / 2 }), {
      [logOf()]: [EMPTY, ...STARTED],
    }),
    good: bifrost({ storage: 'sqlite' }),
  },
];
