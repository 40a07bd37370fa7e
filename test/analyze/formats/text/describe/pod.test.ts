import { expect, test } from 'vitest';
import { reading } from '../reading.ts';

const POD = `Name:             web-6c48d776bd-tjpv8
Namespace:        shop
Priority:         0
Service Account:  web
Node:             worker-1/10.0.0.4
Start Time:       Tue, 12 Aug 2025 05:45:20 +0200
Labels:           app=web
                  pod-template-hash=6c48d776bd
Annotations:      checksum/config: 0a1b2c
                  example.com/notes:
                    first line
                    second line
Status:           Running
IP:               10.244.1.18
IPs:
  IP:           10.244.1.18
Controlled By:  ReplicaSet/web-6c48d776bd
Init Containers:
  migrate:
    Container ID:  containerd://aaa
    Image:         example.com/web:1.4
    Port:          <none>
    Command:
      ./migrate
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
      Started:      Tue, 12 Aug 2025 05:45:30 +0200
      Finished:     Tue, 12 Aug 2025 05:45:31 +0200
    Ready:          True
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
Containers:
  app:
    Container ID:  containerd://bbb
    Image:         example.com/web:1.4
    Image ID:      example.com/web@sha256:123
    Ports:         8080/TCP (http), 9090/TCP
    Host Ports:    0/TCP, 0/TCP
    Command:
      /bin/sh
      -c
      set -e
      exec ./web --listen :8080
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Message:      out of memory: killed
                    in allocate
      Exit Code:    137
      Started:      Tue, 12 Aug 2025 06:42:07 +0200
      Finished:     Tue, 12 Aug 2025 06:42:09 +0200
    Ready:          False
    Restart Count:  16
    Limits:
      cpu:     500m
      memory:  50Mi
    Requests:
      cpu:      100m
      memory:   50Mi
    Liveness:   http-get http://:8080/healthz delay=10s timeout=1s period=10s #success=1 #failure=3
    Readiness:  tcp-socket :http delay=0s timeout=1s period=5s #success=1 #failure=3
    Startup:    exec [cat /tmp/ready] delay=0s timeout=1s period=10s #success=1 #failure=30
    Environment Variables from:
      web-env     Secret     Optional: false
      web-common  ConfigMap with prefix 'APP_'  Optional: true
    Environment:
      DATABASE_URL:  <set to the key 'url' in secret 'web-db'>         Optional: false
      MODE:          <set to the key 'mode' of config map 'web-mode'>  Optional: true
      POD_IP:         (v1:status.podIP)
      CPUS:          1 (limits.cpu)
      GREETING:      hello: world
      EMPTY:
    Mounts:
      /data from data (rw)
      /etc/web from config (ro,path="web.yaml")
Conditions:
  Type              Status
  Initialized       True
  Ready             False
Volumes:
  data:
    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:  web-data
    ReadOnly:   false
  config:
    Type:      ConfigMap (a volume populated by a ConfigMap)
    Name:      web-config
    Optional:  false
  tls:
    Type:        Secret (a volume populated by a Secret)
    SecretName:  web-tls
    Optional:    true
  scratch:
    Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:
    SizeLimit:  <unset>
  kube-api-access-abcde:
    Type:                    Projected (a volume that contains injected data from multiple sources)
    TokenExpirationSeconds:  3607
    ConfigMapName:           kube-root-ca.crt
    Optional:                false
    DownwardAPI:             true
QoS Class:                   Burstable
Node-Selectors:              disk=ssd
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                             dedicated=web:NoSchedule
                             op=Exists
Events:
  Type     Reason   Age                    From     Message
  ----     ------   ----                   ----     -------
  Warning  BackOff  3m19s (x256 over 58m)  kubelet  spec.containers{app}: Back-off restarting failed container app
`;

/** The line, counted from 1, on which a part begins. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

test('a described pod has the shape of the API', async () => {
  const { objects } = await reading(POD);
  expect(objects).toHaveLength(1);
  const [pod] = objects;
  expect([pod?.kind, pod?.namespace, pod?.name, pod?.fidelity, pod?.source.line]).toEqual([
    'Pod',
    'shop',
    'web-6c48d776bd-tjpv8',
    'describe',
    1,
  ]);
  expect(pod?.at('metadata')).toEqual({
    name: 'web-6c48d776bd-tjpv8',
    namespace: 'shop',
    labels: { app: 'web', 'pod-template-hash': '6c48d776bd' },
    annotations: { 'checksum/config': '0a1b2c', 'example.com/notes': 'first line\nsecond line' },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-6c48d776bd', controller: true }],
  });
  expect(pod?.at('spec.containers')).toEqual([
    {
      name: 'app',
      image: 'example.com/web:1.4',
      command: ['/bin/sh', '-c', 'set -e\nexec ./web --listen :8080'],
      ports: [
        { name: 'http', containerPort: 8080, protocol: 'TCP' },
        { containerPort: 9090, protocol: 'TCP' },
      ],
      env: [
        { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'web-db', key: 'url', optional: false } } },
        { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'web-mode', key: 'mode', optional: true } } },
        { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
        { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        { name: 'GREETING', value: 'hello: world' },
        { name: 'EMPTY', value: '' },
      ],
      envFrom: [
        { secretRef: { name: 'web-env', optional: false } },
        { configMapRef: { name: 'web-common', optional: true }, prefix: 'APP_' },
      ],
      resources: { limits: { cpu: '500m', memory: '50Mi' }, requests: { cpu: '100m', memory: '50Mi' } },
      livenessProbe: {
        httpGet: { scheme: 'HTTP', port: 8080, path: '/healthz' },
        initialDelaySeconds: 10,
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
      readinessProbe: {
        tcpSocket: { port: 'http' },
        initialDelaySeconds: 0,
        timeoutSeconds: 1,
        periodSeconds: 5,
        successThreshold: 1,
        failureThreshold: 3,
      },
      startupProbe: {
        exec: { command: ['cat /tmp/ready'] },
        initialDelaySeconds: 0,
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 30,
      },
      volumeMounts: [
        { mountPath: '/data', name: 'data' },
        { mountPath: '/etc/web', name: 'config', readOnly: true, subPath: 'web.yaml' },
      ],
    },
  ]);
  expect(pod?.at('spec.volumes')).toEqual([
    { name: 'data', persistentVolumeClaim: { claimName: 'web-data', readOnly: false } },
    { name: 'config', configMap: { name: 'web-config', optional: false } },
    { name: 'tls', secret: { secretName: 'web-tls', optional: true } },
    { name: 'scratch', emptyDir: {} },
    {
      name: 'kube-api-access-abcde',
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607 } },
          { configMap: { name: 'kube-root-ca.crt', optional: false } },
          { downwardAPI: {} },
        ],
      },
    },
  ]);
  expect(pod?.at('spec.nodeSelector')).toEqual({ disk: 'ssd' });
  expect(pod?.at('spec.nodeName')).toBe('worker-1');
  expect(pod?.at('spec.serviceAccountName')).toBe('web');
  expect(pod?.at('spec.tolerations')).toEqual([
    { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    { key: 'dedicated', operator: 'Equal', value: 'web', effect: 'NoSchedule' },
    { operator: 'Exists' },
  ]);
  expect(pod?.at('status.phase')).toBe('Running');
  expect(pod?.at('status.startTime')).toBe('2025-08-12T03:45:20Z');
  expect(pod?.at('status.conditions')).toEqual([
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', status: 'False' },
  ]);
  expect(pod?.at('status.containerStatuses')).toEqual([
    {
      name: 'app',
      image: 'example.com/web:1.4',
      imageID: 'example.com/web@sha256:123',
      containerID: 'containerd://bbb',
      ready: false,
      restartCount: 16,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: {
        terminated: {
          reason: 'OOMKilled',
          message: 'out of memory: killed\nin allocate',
          exitCode: 137,
          startedAt: '2025-08-12T04:42:07Z',
          finishedAt: '2025-08-12T04:42:09Z',
        },
      },
    },
  ]);
  expect(pod?.at('status.initContainerStatuses[0].state.terminated')).toEqual({
    reason: 'Completed',
    exitCode: 0,
    startedAt: '2025-08-12T03:45:30Z',
    finishedAt: '2025-08-12T03:45:31Z',
  });
});

test('its events belong to it, with the container that kubectl names since 1.35', async () => {
  const { events } = await reading(POD);
  expect(events).toEqual([
    {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container app',
      count: 256,
      lastAge: { seconds: 199 },
      firstAge: { seconds: 3480 },
      component: 'kubelet',
      involved: { kind: 'Pod', namespace: 'shop', name: 'web-6c48d776bd-tjpv8', container: 'app' },
      source: { file: 'notes.txt', line: lineOf(POD, '  Warning  BackOff') },
    },
  ]);
});

test('an indented paste reads the same', async () => {
  const indented = POD.split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  const [plain, shifted] = [await reading(POD), await reading(`see here:\n\n${indented}`)];
  expect(shifted.objects[0]?.body).toEqual(plain.objects[0]?.body);
  expect(shifted.objects[0]?.source.line).toBe(3);
  expect(shifted.events[0]?.source.line).toBe(lineOf(POD, '  Warning  BackOff') + 2);
});

test('CRLF, colours, a byte order mark and NUL bytes change nothing', async () => {
  const dressed = `\ufeff${POD.replaceAll('\n', '\r\n')
    .replace('CrashLoopBackOff', '\u001b[1;31mCrashLoopBackOff\u001b[0m')
    .replace('OOMKilled', 'OOM\u0000Killed')}`;
  const [plain, odd] = [await reading(POD), await reading(dressed)];
  expect(odd.objects[0]?.body).toEqual(plain.objects[0]?.body);
  expect(odd.events).toEqual(plain.events);
});

test('a pod that is being deleted says so in place of its phase', async () => {
  const { objects } = await reading(
    POD.replace('Status:           Running', 'Status:           Terminating (lasts 5m)'),
  );
  expect(objects[0]?.at('status.tableStatus')).toBe('Terminating');
  expect(objects[0]?.at('status.phase')).toBeUndefined();
});

test('two descriptions in one file are two objects', async () => {
  const second = POD.replaceAll('web-6c48d776bd-tjpv8', 'web-6c48d776bd-g6xcl');
  const { objects, events } = await reading(`${POD}\n\n${second}`);
  expect(objects.map(({ name, source }) => [name, source.line])).toEqual([
    ['web-6c48d776bd-tjpv8', 1],
    ['web-6c48d776bd-g6xcl', lineOf(POD, '  Warning  BackOff') + 3],
  ]);
  expect(events.map(({ involved }) => involved.name)).toEqual(['web-6c48d776bd-tjpv8', 'web-6c48d776bd-g6xcl']);
});

test('the head of a description may be missing where the command names the pod', async () => {
  const { objects, events } = await reading(`$ kubectl describe pod web-0 -n shop
...
Containers:
  app:
    Image:          example.com/web:1.4
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
...
Events:
  Type     Reason  Age  From     Message
  ----     ------  ---- ----     -------
  Warning  Failed  3m   kubelet  Failed to pull image "example.com/web:1.4": not found
`);
  expect(objects.map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([['Pod', 'shop', 'web-0']]);
  expect(objects[0]?.at('status.containerStatuses[0].state')).toEqual({ waiting: { reason: 'ImagePullBackOff' } });
  expect(events[0]?.involved).toEqual({ kind: 'Pod', namespace: 'shop', name: 'web-0' });
});

test('a log line with `Name:` is no description', async () => {
  const { objects, texts } = await reading('Request failed\nName:  web\nretrying in 5 s\n');
  expect(objects).toEqual([]);
  expect(texts).toHaveLength(1);
});
