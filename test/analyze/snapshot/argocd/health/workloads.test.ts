import { expect, test } from 'vitest';
import { type Case, conditions, judge } from './judge.ts';

const status = (fields: string) =>
  `spec: {replicas: 2}\nmetadata: {generation: 3}\nstatus: {observedGeneration: 3, ${fields}}`;
const full = 'replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2';

const DEPLOYMENT: Case[] = [
  ['all replicas are available', status(full), 'Healthy'],
  ['scaled to zero', 'spec: {replicas: 0}', 'Healthy'],
  ['paused', `spec: {replicas: 2, paused: true}`, 'Suspended'],
  ['the newest spec is not observed', 'metadata: {generation: 4}\nstatus: {observedGeneration: 3}', 'Progressing'],
  [
    'its deadline is over',
    status(`${full}, ${conditions('Progressing=False (ProgressDeadlineExceeded)')}`),
    'Degraded',
  ],
  ['too few are updated', status('updatedReplicas: 1, replicas: 1'), 'Progressing'],
  ['old pods are left', status('replicas: 3, updatedReplicas: 2, availableReplicas: 2'), 'Progressing'],
  ['updated ones are not available', status('replicas: 2, updatedReplicas: 2, availableReplicas: 1'), 'Progressing'],
];

const SET: Case[] = [
  ['all replicas are ready', status('readyReplicas: 2, updateRevision: a, currentRevision: a'), 'Healthy'],
  ['no generation observed', 'spec: {replicas: 0}', 'Progressing'],
  ['the newest spec is not observed', 'metadata: {generation: 4}\nstatus: {observedGeneration: 3}', 'Progressing'],
  ['too few are ready', status('readyReplicas: 1'), 'Progressing'],
  [
    'two revisions without a rolling update',
    status('readyReplicas: 2, updateRevision: b, currentRevision: a'),
    'Progressing',
  ],
  [
    'a rolling update counts as done once all are ready',
    'spec: {replicas: 2, updateStrategy: {type: RollingUpdate, rollingUpdate: {}}}\nstatus: {observedGeneration: 1, readyReplicas: 2, updateRevision: b, currentRevision: a}',
    'Healthy',
  ],
  [
    'a partition that is not reached',
    'spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}}\nstatus: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1}',
    'Progressing',
  ],
  [
    'a partition that is reached',
    'spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}}\nstatus: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 2}',
    'Healthy',
  ],
  [
    'updated by hand',
    'spec: {replicas: 1, updateStrategy: {type: OnDelete}}\nstatus: {observedGeneration: 1, readyReplicas: 1, updateRevision: b, currentRevision: a}',
    'Healthy',
  ],
];

const DAEMON: Case[] = [
  ['on every node', status('desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2'), 'Healthy'],
  ['the newest spec is not observed', 'metadata: {generation: 2}\nstatus: {observedGeneration: 1}', 'Progressing'],
  [
    'not updated everywhere',
    status('desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2'),
    'Progressing',
  ],
  [
    'not available everywhere',
    status('desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 0'),
    'Progressing',
  ],
  ['updated by hand', 'spec: {updateStrategy: {type: OnDelete}}\nstatus: {desiredNumberScheduled: 2}', 'Healthy'],
  [
    'updated by hand, the newest spec is not observed',
    'metadata: {generation: 2}\nspec: {updateStrategy: {type: OnDelete}}\nstatus: {observedGeneration: 1}',
    'Progressing',
  ],
];

const REPLICAS: Case[] = [
  ['all are available', status('availableReplicas: 2'), 'Healthy'],
  ['pods are refused', status(`availableReplicas: 2, ${conditions('ReplicaFailure=True (FailedCreate)')}`), 'Degraded'],
  ['too few', status('availableReplicas: 1'), 'Progressing'],
  ['the newest spec is not observed', 'metadata: {generation: 2}\nstatus: {observedGeneration: 1}', 'Progressing'],
];

const waits = (reason: string) =>
  `spec: {containers: [{name: a}]}\nstatus: {phase: Pending, containerStatuses: [{name: a, state: {waiting: {reason: ${reason}}}}]}`;

const POD: Case[] = [
  ['ready', `status: {phase: Running, ${conditions('Ready=True')}}`, 'Healthy'],
  ['done', 'status: {phase: Succeeded}', 'Healthy'],
  ['failed', 'status: {phase: Failed, reason: Evicted}', 'Degraded'],
  ['pending', 'status: {phase: Pending}', 'Progressing'],
  ['pending, with containers that only start', waits('ContainerCreating'), 'Progressing'],
  [
    'a bad wait of what runs to its end',
    `${waits('CrashLoopBackOff')}`.replace('spec: {', 'spec: {restartPolicy: OnFailure, '),
    'Progressing',
  ],
  ['without a phase', 'status: {}', 'Unknown'],
  ['not ready', `status: {phase: Running, ${conditions('Ready=False')}}`, 'Progressing'],
  ['a run to its end', 'spec: {restartPolicy: OnFailure}\nstatus: {phase: Running}', 'Progressing'],
  ['never restarted', 'spec: {restartPolicy: Never}\nstatus: {phase: Running}', 'Progressing'],
  ...['ErrImagePull', 'ImagePullBackOff', 'CrashLoopBackOff', 'CreateContainerConfigError', 'RunContainerError'].map(
    (reason): Case => [reason, waits(reason), 'Degraded'],
  ),
  // Neither begins with Err nor ends with Error or BackOff.
  ['an image name that is none', waits('InvalidImageName'), 'Progressing'],
  [
    'not ready after a crash',
    `spec: {containers: [{name: a}]}\nstatus: {phase: Running, ${conditions('Ready=False')}, containerStatuses: [{name: a, state: {running: {}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}`,
    'Degraded',
  ],
  [
    'a crashing init container is not looked at',
    'spec: {initContainers: [{name: i}]}\nstatus: {phase: Pending, initContainerStatuses: [{name: i, state: {waiting: {reason: CrashLoopBackOff}}}]}',
    'Progressing',
  ],
];

test.each(DEPLOYMENT)('Deployment: %s', (_, body, health) => expect(judge('apps/v1 Deployment', body)).toBe(health));
test.each(SET)('StatefulSet: %s', (_, body, health) => expect(judge('apps/v1 StatefulSet', body)).toBe(health));
test.each(DAEMON)('DaemonSet: %s', (_, body, health) => expect(judge('apps/v1 DaemonSet', body)).toBe(health));
test.each(REPLICAS)('ReplicaSet: %s', (_, body, health) => expect(judge('apps/v1 ReplicaSet', body)).toBe(health));
test.each(POD)('Pod: %s', (_, body, health) => expect(judge('v1 Pod', body)).toBe(health));

test('whatever is being deleted progresses, but for a hook that its finalizer holds', () => {
  const deleted = 'metadata: {deletionTimestamp: "2026-03-01T11:00:00Z"';
  expect(judge('v1 ConfigMap', `${deleted}}`)).toBe('Progressing');
  expect(
    judge('v1 Pod', `${deleted}, finalizers: [argocd.argoproj.io/hook-finalizer]}\nstatus: {phase: Succeeded}`),
  ).toBe('Healthy');
});

test('kinds without a rule have no health', () => {
  for (const type of [
    'v1 ConfigMap',
    'v1 Secret',
    'rbac.authorization.k8s.io/v1 Role',
    'argoproj.io/v1alpha1 Application',
  ]) {
    expect(judge(type, '')).toBe('none');
  }
});
