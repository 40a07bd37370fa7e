import { expect, test } from 'vitest';
import { reading } from '../reading.ts';

test('a deployment with its replica counts, template and conditions', async () => {
  const { objects } = await reading(`Name:                   web
Namespace:              shop
CreationTimestamp:      Tue, 12 Aug 2025 05:45:20 +0200
Labels:                 app=web
Annotations:            deployment.kubernetes.io/revision: 4
Selector:               app=web
Replicas:               3 desired | 2 updated | 4 total | 1 available | 3 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Pod Template:
  Labels:           app=web
  Service Account:  web
  Containers:
   app:
    Image:      example.com/web:1.4
    Port:       8080/TCP
    Host Port:  0/TCP
    Environment:
      TOKEN:  <set to the key 'token' in secret 'web'>  Optional: false
    Mounts:
      /data from data (rw)
  Volumes:
   data:
    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:  web-data
    ReadOnly:   false
  Node-Selectors:  <none>
  Tolerations:     <none>
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      False   MinimumReplicasUnavailable
  Progressing    False   ProgressDeadlineExceeded
OldReplicaSets:  web-5d8f (2/2 replicas created)
NewReplicaSet:   web-7c9b (2/2 replicas created)
Events:          <none>
`);
  const [web] = objects;
  expect([web?.kind, web?.namespace, web?.apiVersion]).toEqual(['Deployment', 'shop', 'apps/v1']);
  expect(web?.at('metadata.creationTimestamp')).toBe('2025-08-12T03:45:20Z');
  expect(web?.at('spec')).toEqual({
    replicas: 3,
    strategy: { type: 'RollingUpdate' },
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        serviceAccountName: 'web',
        containers: [
          {
            name: 'app',
            image: 'example.com/web:1.4',
            ports: [{ containerPort: 8080, protocol: 'TCP' }],
            env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'web', key: 'token', optional: false } } }],
            volumeMounts: [{ mountPath: '/data', name: 'data' }],
          },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'web-data', readOnly: false } }],
      },
    },
  });
  expect(web?.at('status')).toEqual({
    replicas: 4,
    updatedReplicas: 2,
    availableReplicas: 1,
    unavailableReplicas: 3,
    conditions: [
      { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
    ],
  });
});

test('a replica set that may not create pods', async () => {
  const { objects, events } = await reading(`Name:           web-7c9b
Namespace:      shop
Selector:       app=web,pod-template-hash=7c9b
Labels:         app=web
Annotations:    <none>
Controlled By:  Deployment/web
Replicas:       0 current / 2 desired
Pods Status:    0 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=web
  Containers:
   app:
    Image:        example.com/web:1.4
Conditions:
  Type             Status  Reason
  ----             ------  ------
  ReplicaFailure   True    FailedCreate
Events:
  Type     Reason        Age                 From                   Message
  ----     ------        ----                ----                   -------
  Warning  FailedCreate  2m (x15 over 40m)   replicaset-controller  Error creating: pods "web-7c9b-" is forbidden: exceeded quota
`);
  expect(objects[0]?.kind).toBe('ReplicaSet');
  expect(objects[0]?.at('metadata.ownerReferences[0].name')).toBe('web');
  expect(objects[0]?.at('spec.replicas')).toBe(2);
  expect(objects[0]?.at('status')).toEqual({
    replicas: 0,
    describedPods: { running: 0, waiting: 0, succeeded: 0, failed: 0 },
    conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }],
  });
  expect(events[0]?.involved).toEqual({ kind: 'ReplicaSet', namespace: 'shop', name: 'web-7c9b' });
});

test('a stateful set with two claim templates', async () => {
  const { objects } = await reading(`Name:               db
Namespace:          shop
Selector:           app=db
Labels:             <none>
Annotations:        <none>
Replicas:           3 desired | 2 total
Update Strategy:    RollingUpdate
  Partition:        0
Pods Status:        1 Running / 1 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=db
  Containers:
   db:
    Image:        example.com/db:16
Volume Claims:
  Name:          data
  StorageClass:  fast
  Labels:        <none>
  Annotations:   <none>
  Capacity:      10Gi
  Access Modes:  [ReadWriteOnce]
  Name:          wal
  StorageClass:  
  Labels:        <none>
  Annotations:   <none>
  Capacity:      1Gi
  Access Modes:  [ReadWriteOnce]
Events:          <none>
`);
  expect(objects[0]?.kind).toBe('StatefulSet');
  expect(objects[0]?.at('spec.replicas')).toBe(3);
  expect(objects[0]?.at('status.replicas')).toBe(2);
  expect(objects[0]?.at('spec.volumeClaimTemplates')).toEqual([
    {
      metadata: { name: 'data' },
      spec: {
        storageClassName: 'fast',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '10Gi' } },
      },
    },
    {
      metadata: { name: 'wal' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ]);
});

test('a daemon set', async () => {
  const { objects } = await reading(`Name:           agent
Namespace:      monitoring
Selector:       app=agent
Node-Selector:  <none>
Labels:         app=agent
Annotations:    deprecated.daemonset.template.generation: 1
Desired Number of Nodes Scheduled: 3
Current Number of Nodes Scheduled: 3
Number of Nodes Scheduled with Up-to-date Pods: 3
Number of Nodes Scheduled with Available Pods: 1
Number of Nodes Misscheduled: 0
Pods Status:  3 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=agent
Events:    <none>
`);
  expect(objects[0]?.kind).toBe('DaemonSet');
  expect(objects[0]?.at('status')).toMatchObject({
    desiredNumberScheduled: 3,
    currentNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberAvailable: 1,
    numberUnavailable: 2,
    numberMisscheduled: 0,
  });
});

test('a job that gave up, and the cron job that made it', async () => {
  const { objects } = await reading(`Name:             report-29
Namespace:        shop
Selector:         batch.kubernetes.io/controller-uid=1
Labels:           job-name=report-29
Annotations:      <none>
Controlled By:    CronJob/report
Parallelism:      1
Completions:      1
Completion Mode:  NonIndexed
Suspend:          false
Backoff Limit:    6
Start Time:       Thu, 29 May 2025 12:41:59 +0200
Pods Statuses:    1 Active (0 Ready) / 0 Succeeded / 6 Failed
Pod Template:
  Labels:  job-name=report-29
  Containers:
   report:
    Image:      example.com/report:2
Events:         <none>


Name:                          report
Namespace:                     shop
Labels:                        <none>
Annotations:                   <none>
Schedule:                      */5 * * * *
Concurrency Policy:            Forbid
Suspend:                       True
Successful Job History Limit:  3
Failed Job History Limit:      1
Starting Deadline Seconds:     <unset>
Selector:                      <unset>
Parallelism:                   <unset>
Completions:                   <unset>
Pod Template:
  Labels:  <none>
  Containers:
   report:
    Image:           example.com/report:2
Last Schedule Time:  Thu, 29 May 2025 12:40:00 +0200
Active Jobs:         report-29
Events:              <none>
`);
  const [job, cron] = objects;
  expect(job?.kind).toBe('Job');
  expect(job?.at('status')).toEqual({ active: 1, ready: 0, failed: 6, startTime: '2025-05-29T10:41:59Z' });
  expect(job?.at('spec.backoffLimit')).toBe(6);
  expect(job?.at('spec.suspend')).toBeUndefined();
  expect(cron?.kind).toBe('CronJob');
  expect(cron?.at('spec.schedule')).toBe('*/5 * * * *');
  expect(cron?.at('spec.suspend')).toBe(true);
  expect(cron?.at('spec.jobTemplate.spec.template.spec.containers[0].image')).toBe('example.com/report:2');
  expect(cron?.at('status')).toEqual({
    lastScheduleTime: '2025-05-29T10:40:00Z',
    active: [{ kind: 'Job', name: 'report-29' }],
  });
});

test('an autoscaler without metrics', async () => {
  const { objects } = await reading(`Name:                                                  web
Namespace:                                             shop
Labels:                                                <none>
Annotations:                                           <none>
CreationTimestamp:                                     Wed, 15 Jan 2025 10:30:00 +0000
Reference:                                             Deployment/web
Metrics:                                               ( current / target )
  resource cpu on pods  (as a percentage of request):  <unknown> / 80%
  "queue" on Service/web (target value):               12 / 5
Min replicas:                                          1
Max replicas:                                          10
Deployment pods:                                       2 current / 0 desired
Conditions:
  Type           Status  Reason                   Message
  ----           ------  ------                   -------
  AbleToScale    True    SucceededGetScale        the HPA controller was able to get the target's current scale
  ScalingActive  False   FailedGetResourceMetric  unable to get metrics for resource cpu
Events:          <none>
`);
  expect(objects[0]?.kind).toBe('HorizontalPodAutoscaler');
  expect(objects[0]?.at('spec')).toEqual({
    scaleTargetRef: { kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 10,
  });
  expect(objects[0]?.at('status')).toEqual({
    currentReplicas: 2,
    desiredReplicas: 0,
    conditions: [
      {
        type: 'AbleToScale',
        status: 'True',
        reason: 'SucceededGetScale',
        message: "the HPA controller was able to get the target's current scale",
      },
      {
        type: 'ScalingActive',
        status: 'False',
        reason: 'FailedGetResourceMetric',
        message: 'unable to get metrics for resource cpu',
      },
    ],
    describedMetrics: [
      { name: 'resource cpu on pods (as a percentage of request)', current: '<unknown>', target: '80%' },
      { name: '"queue" on Service/web (target value)', current: '12', target: '5' },
    ],
  });
});

test('a disruption budget that allows nothing', async () => {
  const { objects } = await reading(
    `Name:           web
Namespace:      shop
Min available:  50%
Selector:       app=web
Status:
    Allowed disruptions:  0
    Current:              1
    Desired:              1
    Total:                2
Events:                   <none>
`,
    'describe-pdb.txt',
  );
  expect(objects[0]?.kind).toBe('PodDisruptionBudget');
  expect(objects[0]?.at('spec')).toEqual({ minAvailable: '50%', selector: { matchLabels: { app: 'web' } } });
  expect(objects[0]?.at('status')).toEqual({
    disruptionsAllowed: 0,
    currentHealthy: 1,
    desiredHealthy: 1,
    expectedPods: 2,
  });
});
