import { expect, test } from 'vitest';
import { reading } from '../reading.ts';

/** Kind, namespace, name and status of every object that a text holds. */
async function rows(text: string, path?: string) {
  const { objects } = await reading(text, path);
  return objects.map(({ kind, namespace, name, body }) => [kind, namespace, name, body.status]);
}

test('wide pods of all namespaces', async () => {
  const { objects, lists } = await reading(`$ kubectl get pods -A -o wide
NAMESPACE     NAME        READY   STATUS                  RESTARTS       AGE     IP            NODE       NOMINATED NODE   READINESS GATES
kube-system   coredns-1   1/1     Running                 12 (3d4h ago)  2y45d   10.244.0.2    master-1   <none>           <none>
shop          web-0       0/2     Init:CrashLoopBackOff   3 (20s ago)    5m12s   10.244.1.18   worker-1   <none>           <none>
shop          web-1       0/2     Pending                 0              5m      <none>        <none>     <none>           <none>
`);
  expect(objects.map(({ namespace, name, source }) => [namespace, name, source.line])).toEqual([
    ['kube-system', 'coredns-1', 3],
    ['shop', 'web-0', 4],
    ['shop', 'web-1', 5],
  ]);
  expect(objects[1]?.body).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'shop' },
    spec: { nodeName: 'worker-1' },
    status: {
      phase: 'Pending',
      podIP: '10.244.1.18',
      tableStatus: 'Init:CrashLoopBackOff',
      tableReady: '0/2',
      tableRestarts: 3,
      tableRestartedAge: 20,
      tableAge: 312,
    },
  });
  expect(objects[2]?.at('spec')).toBeUndefined();
  expect(lists).toEqual([{ kind: 'Pod', apiVersion: 'v1', complete: true, file: 'notes.txt' }]);
});

test.each([
  ['Completed', 0, 'Succeeded'],
  ['ImagePullBackOff', 0, 'Pending'],
  ['ImagePullBackOff', 2, undefined],
  ['CrashLoopBackOff', 5, 'Running'],
  ['Evicted', 0, 'Failed'],
  ['Terminating', 0, undefined],
  ['Error', 1, undefined],
])('STATUS %s with %i restarts implies the phase %s', async (status, restarts, phase) => {
  const { objects } = await reading(`NAME    READY   STATUS             RESTARTS   AGE
web-0   0/1     ${status.padEnd(16)}   ${restarts}          5m
`);
  expect(objects[0]?.at('status.phase')).toBe(phase);
});

test('claims and volumes with empty cells', async () => {
  expect(
    await rows(`NAME     STATUS    VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE
data-0   Bound     pvc-1    10Gi       RWO            fast           <unset>                 3d
data-1   Pending                                      fast           <unset>                 5m

NAME    CAPACITY   ACCESS MODES   RECLAIM POLICY   STATUS     CLAIM         STORAGECLASS   REASON   AGE
pvc-1   10Gi       RWO            Delete           Bound      shop/data-0   fast                    3d
`),
  ).toEqual([
    [
      'PersistentVolumeClaim',
      undefined,
      'data-0',
      { phase: 'Bound', capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'], tableAge: 259200 },
    ],
    ['PersistentVolumeClaim', undefined, 'data-1', { phase: 'Pending', tableAge: 300 }],
    ['PersistentVolume', undefined, 'pvc-1', { phase: 'Bound', tableAge: 259200 }],
  ]);
});

test('workloads', async () => {
  expect(
    await rows(`NAME   READY   UP-TO-DATE   AVAILABLE   AGE
web    1/3     3            1           2d

NAME   READY   AGE
db     0/2     2d

NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
agent   3         3         2       3            2           <none>          2d

NAME       DESIRED   CURRENT   READY   AGE
web-7c9b   3         3         1       2d

NAME     STATUS   COMPLETIONS   DURATION   AGE
report   Failed   0/1           3m         5m

NAME      SCHEDULE      TIMEZONE   SUSPEND   ACTIVE   LAST SCHEDULE   AGE
nightly   0 3 * * 1-5   <none>     False     0        11h             2d

NAME   REFERENCE        TARGETS              MINPODS   MAXPODS   REPLICAS   AGE
web    Deployment/web   cpu: <unknown>/80%   1         10        3          2d
`),
  ).toEqual([
    ['Deployment', undefined, 'web', { readyReplicas: 1, updatedReplicas: 3, availableReplicas: 1, tableAge: 172800 }],
    ['StatefulSet', undefined, 'db', { readyReplicas: 0, tableAge: 172800 }],
    [
      'DaemonSet',
      undefined,
      'agent',
      {
        desiredNumberScheduled: 3,
        currentNumberScheduled: 3,
        numberReady: 2,
        updatedNumberScheduled: 3,
        numberAvailable: 2,
        tableAge: 172800,
      },
    ],
    ['ReplicaSet', undefined, 'web-7c9b', { replicas: 3, readyReplicas: 1, tableAge: 172800 }],
    [
      'Job',
      undefined,
      'report',
      { succeeded: 0, conditions: [{ type: 'Failed', status: 'True' }], tableStatus: 'Failed', tableAge: 300 },
    ],
    ['CronJob', undefined, 'nightly', { tableActive: 0, tableLastScheduleAge: 39600, tableAge: 172800 }],
    [
      'HorizontalPodAutoscaler',
      undefined,
      'web',
      { currentReplicas: 3, tableTargets: 'cpu: <unknown>/80%', tableAge: 172800 },
    ],
  ]);
});

test('`kubectl get all` names the kinds beside the names', async () => {
  expect(
    (
      await rows(`$ kubectl get all -n shop
NAME        READY   STATUS    RESTARTS   AGE
pod/web-0   1/1     Running   0          2d

NAME          TYPE           CLUSTER-IP   EXTERNAL-IP   PORT(S)        AGE
service/web   LoadBalancer   10.96.0.10   <pending>     80:30080/TCP   2d

NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/web   1/1     1            1           2d
`)
    ).map((row) => row.slice(0, 3)),
  ).toEqual([
    ['Pod', 'shop', 'web-0'],
    ['Service', 'shop', 'web'],
    ['Deployment', 'shop', 'web'],
  ]);
});

test('services, endpoints and ingresses', async () => {
  const { objects } =
    await reading(`NAME   TYPE           CLUSTER-IP   EXTERNAL-IP   PORT(S)                      AGE   SELECTOR
web    LoadBalancer   10.96.0.10   <pending>     80:30080/TCP,443:30443/TCP   2d    app=web
db     ClusterIP      None         <none>        5432/TCP                     2d    app=db

NAME   ENDPOINTS                           AGE
web    10.244.0.5:8080,10.244.0.6:8080     2d
db     <none>                              2d

NAME   CLASS    HOSTS              ADDRESS   PORTS     AGE
web    nginx    shop.example.com             80, 443   2d
`);
  expect(objects.map(({ kind, body }) => [kind, body.spec ?? body.subsets])).toEqual([
    [
      'Service',
      {
        type: 'LoadBalancer',
        clusterIP: '10.96.0.10',
        ports: [
          { port: 80, nodePort: 30080, protocol: 'TCP' },
          { port: 443, nodePort: 30443, protocol: 'TCP' },
        ],
        selector: { app: 'web' },
      },
    ],
    [
      'Service',
      { type: 'ClusterIP', clusterIP: 'None', ports: [{ port: 5432, protocol: 'TCP' }], selector: { app: 'db' } },
    ],
    ['Endpoints', [{ addresses: [{ ip: '10.244.0.5' }, { ip: '10.244.0.6' }] }]],
    ['Endpoints', undefined],
    ['Ingress', { ingressClassName: 'nginx', rules: [{ host: 'shop.example.com' }] }],
  ]);
  expect(objects[0]?.at('status.tableExternalIP')).toBe('<pending>');
});

test('the cluster: nodes, namespaces, classes, attachments, API services', async () => {
  const { objects } =
    await reading(`NAME       STATUS                        ROLES           AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE       KERNEL-VERSION   CONTAINER-RUNTIME
master-1   Ready                         control-plane   2d    v1.30.2   10.0.0.1      <none>        Debian GNU 12   6.1.0            containerd://1.7.2
worker-1   NotReady,SchedulingDisabled   <none>          2d    v1.30.2   10.0.0.4      <none>        Debian GNU 12   6.1.0            containerd://1.7.2

NAME   STATUS        AGE
shop   Active        2d
old    Terminating   90d

NAME             PROVISIONER        RECLAIMPOLICY   VOLUMEBINDINGMODE      ALLOWVOLUMEEXPANSION   AGE
fast (default)   csi.example.com    Delete          WaitForFirstConsumer   true                   2d

NAME    ATTACHER          PV      NODE       ATTACHED   AGE
csi-1   csi.example.com   pvc-1   worker-1   false      31m

NAME                     SERVICE                      AVAILABLE                  AGE
v1.                      Local                        True                       2d
v1beta1.metrics.k8s.io   kube-system/metrics-server   False (MissingEndpoints)   2d
`);
  expect(objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Node master-1',
    'Node worker-1',
    'Namespace shop',
    'Namespace old',
    'StorageClass fast',
    'VolumeAttachment csi-1',
    'APIService v1.',
    'APIService v1beta1.metrics.k8s.io',
  ]);
  expect(objects[0]?.at('metadata.labels')).toEqual({ 'node-role.kubernetes.io/control-plane': '' });
  expect(objects[1]?.at('status.conditions')).toEqual([{ type: 'Ready', status: 'False' }]);
  expect(objects[1]?.at('spec.unschedulable')).toBe(true);
  expect(objects[3]?.at('status.phase')).toBe('Terminating');
  expect(objects[4]?.at('metadata.annotations')).toEqual({ 'storageclass.kubernetes.io/is-default-class': 'true' });
  expect(objects[5]?.at('status.attached')).toBe(false);
  expect(objects[7]?.body).toMatchObject({
    spec: { service: { namespace: 'kube-system', name: 'metrics-server' } },
    status: { conditions: [{ type: 'Available', status: 'False', reason: 'MissingEndpoints' }] },
  });
});

test('Argo CD applications of kubectl and of its own list', async () => {
  const { objects } = await reading(`$ kubectl get applications.argoproj.io -n argocd
NAME   SYNC STATUS   HEALTH STATUS
shop   OutOfSync     Degraded

$ argocd app list
NAME             CLUSTER                         NAMESPACE  PROJECT  STATUS  HEALTH   SYNCPOLICY  CONDITIONS       REPO                       PATH  TARGET
argocd/billing   https://kubernetes.default.svc  billing    default  Synced  Healthy  Auto        <none>           https://git.example.com/a  app   HEAD
`);
  expect(objects.map(({ namespace, name, body }) => [namespace, name, body.status, body.spec])).toEqual([
    ['argocd', 'shop', { sync: { status: 'OutOfSync' }, health: { status: 'Degraded' } }, undefined],
    [
      'argocd',
      'billing',
      { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
      {
        project: 'default',
        source: { repoURL: 'https://git.example.com/a', path: 'app', targetRevision: 'HEAD' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'billing' },
      },
    ],
  ]);
});

test('custom resources show their conditions', async () => {
  const { objects } = await reading(`$ kubectl get clusterissuer
NAME          READY   STATUS                              AGE
letsencrypt   False   Failed to verify ACME account       5m

$ kubectl get certificate -n shop
NAME   READY   SECRET     AGE
shop   False   shop-tls   5m
`);
  expect(objects[0]?.namespace).toBeUndefined();
  expect(objects[0]?.at('status.conditions')).toEqual([
    { type: 'Ready', status: 'False', message: 'Failed to verify ACME account' },
  ]);
  expect(objects[1]?.at('spec.secretName')).toBe('shop-tls');
});

test('of a watch the last row counts, however wide it is', async () => {
  const { objects, lists } = await reading(`$ kubectl get po -n shop -w
NAME                     READY     STATUS              RESTARTS   AGE
web-0                    0/1       Pending             0          0s
web-1-with-a-longer-name-than-before   0/1       ContainerCreating   0         1s
NAME                     READY     STATUS              RESTARTS   AGE
web-0   0/1       CrashLoopBackOff   3         56s
`);
  expect(objects.map(({ name, source }) => [name, source.line])).toEqual([
    ['web-0', 6],
    ['web-1-with-a-longer-name-than-before', 4],
  ]);
  expect(objects[0]?.at('status.tableStatus')).toBe('CrashLoopBackOff');
  expect(lists[0]?.complete).toBe(false);
});

test('white space that was collapsed on the way', async () => {
  expect(
    await rows(`NAME READY STATUS RESTARTS AGE
web-0 0/1 CrashLoopBackOff 5 (3m ago) 41h
`),
  ).toEqual([
    [
      'Pod',
      undefined,
      'web-0',
      {
        phase: 'Running',
        tableStatus: 'CrashLoopBackOff',
        tableReady: '0/1',
        tableRestarts: 5,
        tableRestartedAge: 180,
        tableAge: 147600,
      },
    ],
  ]);
});

test('rows without a header are told by their shape', async () => {
  expect(
    (
      await rows(`web-0   0/1   ImagePullBackOff   0             5m
web-1   1/1   Running            2 (1h ago)    5h   10.244.0.5   worker-1   <none>   <none>
worker-1   NotReady   <none>   84d   v1.30.2
`)
    ).map((row) => row.slice(0, 3)),
  ).toEqual([
    ['Pod', undefined, 'web-0'],
    ['Pod', undefined, 'web-1'],
    ['Node', undefined, 'worker-1'],
  ]);
});

test('rows without a header are told by their command', async () => {
  expect(
    await rows(`$ kubectl get volumeattachment
csi-1   csi.example.com   pvc-1   worker-1   true   31m
`),
  ).toEqual([['VolumeAttachment', undefined, 'csi-1', { attached: true, tableAge: 1860 }]]);
});

test('names alone are a whole list', async () => {
  const { objects, lists } = await reading('$ kubectl get secrets -n shop -o name\nsecret/web\nsecret/db\n');
  expect(objects.map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([
    ['Secret', 'shop', 'web'],
    ['Secret', 'shop', 'db'],
  ]);
  expect(lists[0]?.complete).toBe(true);
});

test('labels that were asked for', async () => {
  const { objects } = await reading(`NAME    READY   STATUS    RESTARTS   AGE   LABELS
web-0   1/1     Running   0          5m    app=web,tier=front
`);
  expect(objects[0]?.at('metadata.labels')).toEqual({ app: 'web', tier: 'front' });
});

test('headings that custom resources share are believed only with cells that fit', async () => {
  const { objects } = await reading(`NAME    STATUS   AGE
thing   Synced   5m

NAME    READY   AGE
other   True    5m
`);
  expect(objects).toEqual([]);
});

test.each([
  ['a stack trace', 'Exception in thread "main" java.lang.IllegalStateException: x\n\tat a.b.C.d(C.java:1)\n'],
  ['a table of another tool', 'NAME      CPU(cores)   MEMORY(bytes)\nweb-0     1m           20Mi\n'],
  [
    'a list of Argo CD resources',
    'GROUP  KIND     NAMESPACE  NAME  STATUS  HEALTH\n       Service  shop       web   Synced  Missing\n',
  ],
  ['prose in capitals', 'NAME OF THE SYSTEM\nshop   is down\n'],
  ['numbers', '1 2 3 4 5\n'],
])('%s is no table of objects', async (_, text) => {
  expect((await reading(text)).objects).toEqual([]);
});
