import { expect, test } from 'vitest';
import { reading } from '../reading.ts';

test('a node with taints, pressure and allocated resources', async () => {
  const { objects } = await reading(`Name:               worker-1
Roles:              <none>
Labels:             kubernetes.io/hostname=worker-1
Annotations:        node.alpha.kubernetes.io/ttl: 0
CreationTimestamp:  Mon, 02 Jun 2025 08:00:00 +0000
Taints:             node.kubernetes.io/unreachable:NoExecute
                    dedicated=gpu:NoSchedule
Unschedulable:      true
Lease:
  HolderIdentity:  worker-1
  AcquireTime:     <unset>
  RenewTime:       Mon, 02 Jun 2025 09:00:00 +0000
Conditions:
  Type             Status    LastHeartbeatTime                 LastTransitionTime                Reason              Message
  ----             ------    -----------------                 ------------------                ------              -------
  MemoryPressure   False     Mon, 02 Jun 2025 09:00:00 +0000   Mon, 02 Jun 2025 08:00:00 +0000   KubeletHasSufficientMemory   kubelet has sufficient memory available
  Ready            Unknown   Mon, 02 Jun 2025 09:00:00 +0000   Mon, 02 Jun 2025 09:01:00 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
Addresses:
  InternalIP:  10.0.0.4
  Hostname:    worker-1
Capacity:
  cpu:                2
  memory:             4Gi
Allocatable:
  cpu:                1900m
System Info:
  Machine ID:                 abc
  Kernel Version:             6.1.0
  Container Runtime Version:  containerd://1.7.2
  Kubelet Version:            v1.30.2
PodCIDR:                      10.244.1.0/24
Non-terminated Pods:          (1 in total)
  Namespace                   Name     CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  ---------                   ----     ------------  ----------  ---------------  -------------  ---
  shop                        web-0    100m (5%)     0 (0%)      64Mi (1%)        128Mi (3%)     3d
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests    Limits
  --------           --------    ------
  cpu                1850m (97%)  2 (105%)
  memory             2Gi (50%)    3Gi (75%)
Events:              <none>
`);
  const [node] = objects;
  expect([node?.kind, node?.namespace, node?.name]).toEqual(['Node', undefined, 'worker-1']);
  expect(node?.at('spec')).toEqual({
    taints: [
      { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
      { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' },
    ],
    unschedulable: true,
    podCIDR: '10.244.1.0/24',
  });
  expect(node?.list('status.conditions')[1]).toEqual({
    type: 'Ready',
    status: 'Unknown',
    lastHeartbeatTime: '2025-06-02T09:00:00Z',
    lastTransitionTime: '2025-06-02T09:01:00Z',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
  });
  expect(node?.list('status.conditions')[0]).toMatchObject({
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  });
  expect(node?.at('status.addresses[0]')).toEqual({ type: 'InternalIP', address: '10.0.0.4' });
  expect(node?.at('status.capacity')).toEqual({ cpu: '2', memory: '4Gi' });
  expect(node?.at('status.nodeInfo')).toEqual({
    kernelVersion: '6.1.0',
    containerRuntimeVersion: 'containerd://1.7.2',
    kubeletVersion: 'v1.30.2',
  });
  expect(node?.at('status.describedAllocated.cpu')).toEqual({ requests: '1850m (97%)', limits: '2 (105%)' });
});

test('a pending claim: empty fields stay out', async () => {
  const { objects } = await reading(`Name:          data-0
Namespace:     shop
StorageClass:  fast
Status:        Pending
Volume:        
Labels:        <none>
Annotations:   <none>
Finalizers:    [kubernetes.io/pvc-protection]
Capacity:      
Access Modes:  
VolumeMode:    Filesystem
Used By:       web-0
               web-1
Events:
  Type     Reason              Age                  From                         Message
  ----     ------              ----                 ----                         -------
  Warning  ProvisioningFailed  5s (x3 over 20s)     persistentvolume-controller  storageclass.storage.k8s.io "fast" not found
`);
  const [claim] = objects;
  expect(claim?.kind).toBe('PersistentVolumeClaim');
  expect(claim?.at('metadata.finalizers')).toEqual(['kubernetes.io/pvc-protection']);
  expect(claim?.at('spec')).toEqual({ storageClassName: 'fast', volumeMode: 'Filesystem' });
  expect(claim?.at('status')).toEqual({ phase: 'Pending', describedUsedBy: ['web-0', 'web-1'] });
});

test('a volume and its class', async () => {
  const { objects } = await reading(`Name:            pvc-1
Labels:          <none>
Annotations:     pv.kubernetes.io/provisioned-by: csi.example.com
Finalizers:      [kubernetes.io/pv-protection]
StorageClass:    fast
Status:          Released
Claim:           shop/data-0
Reclaim Policy:  Retain
Access Modes:    RWO
VolumeMode:      Filesystem
Capacity:        10Gi
Node Affinity:   <none>
Message:         
Source:
    Type:              CSI (a Container Storage Interface (CSI) volume source)
    Driver:            csi.example.com
    VolumeHandle:      vol-1
Events:                <none>


Name:                  fast
IsDefaultClass:        Yes
Annotations:           storageclass.kubernetes.io/is-default-class=true
Provisioner:           csi.example.com
Parameters:            type=ssd,zone=a
AllowVolumeExpansion:  True
MountOptions:          <none>
ReclaimPolicy:         Delete
VolumeBindingMode:     WaitForFirstConsumer
Events:                <none>
`);
  const [volume, storageClass] = objects;
  expect(volume?.kind).toBe('PersistentVolume');
  expect(volume?.at('spec')).toEqual({
    storageClassName: 'fast',
    persistentVolumeReclaimPolicy: 'Retain',
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Filesystem',
    capacity: { storage: '10Gi' },
    claimRef: { kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data-0' },
    csi: { driver: 'csi.example.com', volumeHandle: 'vol-1' },
  });
  expect(volume?.at('status')).toEqual({ phase: 'Released' });
  expect(storageClass?.body).toEqual({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'csi.example.com',
    parameters: { type: 'ssd', zone: 'a' },
    allowVolumeExpansion: true,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
});

const service = (endpoints: string) => `Name:                     web
Namespace:                shop
Labels:                   <none>
Annotations:              <none>
Selector:                 app=web,tier=front
Type:                     NodePort
IP Family Policy:         SingleStack
IP:                       10.96.0.10
IPs:                      10.96.0.10
Port:                     http  80/TCP
TargetPort:               web/TCP
NodePort:                 http  30080/TCP
Endpoints:                ${endpoints}
Port:                     <unset>  9090/TCP
TargetPort:               9090/TCP
Endpoints:                ${endpoints}
Session Affinity:         None
Events:                   <none>
`;

test('a service with ready endpoints', async () => {
  const { objects } = await reading(service('10.244.0.5:8080,10.244.0.6:8080 + 3 more...'));
  expect(objects[0]?.kind).toBe('Service');
  expect(objects[0]?.at('spec')).toEqual({
    type: 'NodePort',
    selector: { app: 'web', tier: 'front' },
    clusterIP: '10.96.0.10',
    ports: [
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'web', nodePort: 30080 },
      { port: 9090, protocol: 'TCP', targetPort: 9090 },
    ],
    sessionAffinity: 'None',
  });
  expect(objects[0]?.at('status.describedEndpoints')).toEqual(['10.244.0.5:8080', '10.244.0.6:8080']);
  expect(objects[0]?.at('status.describedNoEndpoints')).toBeUndefined();
});

test.each([
  ['<none>', 'none'],
  ['', 'not-ready'],
])('a service with endpoints `%s` tells why', async (printed, why) => {
  const { objects } = await reading(service(printed));
  expect(objects[0]?.at('status')).toEqual({ describedEndpoints: [], describedNoEndpoints: why });
});

test('endpoints with a pod that is not ready', async () => {
  const { objects } = await reading(`Name:         web
Namespace:    shop
Labels:       <none>
Annotations:  <none>
Subsets:
  Addresses:          <none>
  NotReadyAddresses:  10.244.0.5
  Ports:
    Name     Port  Protocol
    ----     ----  --------
    http     8080  TCP
Events:  <none>
`);
  expect(objects[0]?.kind).toBe('Endpoints');
  expect(objects[0]?.at('subsets')).toEqual([
    { notReadyAddresses: [{ ip: '10.244.0.5' }], ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] },
  ]);
});

test('an ingress whose backend does not exist', async () => {
  const { objects } = await reading(`Name:             web
Labels:           <none>
Namespace:        shop
Address:          203.0.113.7
Ingress Class:    nginx
Default backend:  <default>
TLS:
  web-tls terminates shop.example.com,www.example.com
Rules:
  Host              Path  Backends
  ----              ----  --------
  shop.example.com  
                    /      web:80 (10.244.0.5:8080)
                    /api   api:http (<error: services "api" not found>)
  *                 
                    /      old:80 ()
Annotations:        <none>
Events:             <none>
`);
  expect(objects[0]?.kind).toBe('Ingress');
  expect(objects[0]?.at('spec')).toEqual({
    ingressClassName: 'nginx',
    tls: [{ secretName: 'web-tls', hosts: ['shop.example.com', 'www.example.com'] }],
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            { path: '/', backend: { service: { name: 'web', port: { number: 80 } } } },
            { path: '/api', backend: { service: { name: 'api', port: { name: 'http' } } } },
          ],
        },
      },
      { http: { paths: [{ path: '/', backend: { service: { name: 'old', port: { number: 80 } } } }] } },
    ],
  });
  expect(objects[0]?.at('status.describedBackends')).toEqual([
    { host: 'shop.example.com', path: '/', service: 'web', port: '80', addresses: ['10.244.0.5:8080'] },
    {
      host: 'shop.example.com',
      path: '/api',
      service: 'api',
      port: 'http',
      addresses: [],
      error: 'services "api" not found',
    },
    { path: '/', service: 'old', port: '80', addresses: [] },
  ]);
});

test('a namespace that does not go away', async () => {
  const { objects, texts } = await reading(`$ kubectl describe ns demo
Name:         demo
Labels:       kubernetes.io/metadata.name=demo
Annotations:  <none>
Status:       Terminating
Conditions:
  Type                              Status  LastTransitionTime               Reason           Message
  ----                              ------  ------------------               ------           -------
  NamespaceDeletionDiscoveryFailure True    Sat, 20 Aug 2022 20:53:55 +0000  DiscoveryFailed  Discovery failed for some groups

No resource quota.

No LimitRange resource.
`);
  expect([objects[0]?.kind, objects[0]?.name]).toEqual(['Namespace', 'demo']);
  expect(objects[0]?.at('status')).toEqual({
    phase: 'Terminating',
    conditions: [
      {
        type: 'NamespaceDeletionDiscoveryFailure',
        status: 'True',
        lastTransitionTime: '2022-08-20T20:53:55Z',
        reason: 'DiscoveryFailed',
        message: 'Discovery failed for some groups',
      },
    ],
  });
  expect(texts).toEqual([]);
});

test('a secret tells its keys and their sizes, a config map its values', async () => {
  const { objects } = await reading(`Name:         web-tls
Namespace:    shop
Labels:       <none>
Annotations:  <none>

Type:  kubernetes.io/tls

Data
====
tls.crt:  1099 bytes
tls.key:  1704 bytes


Name:         web-config
Namespace:    shop
Labels:       <none>
Annotations:  <none>

Data
====
web.yaml:
----
apiVersion: example.com/v1
listen: ":8080"

name: web

empty:
----


BinaryData
====

Events:  <none>
`);
  const [secret, config] = objects;
  expect(secret?.kind).toBe('Secret');
  expect(secret?.at('type')).toBe('kubernetes.io/tls');
  expect(secret?.at('keys')).toEqual({ 'tls.crt': 1099, 'tls.key': 1704 });
  expect(config?.kind).toBe('ConfigMap');
  expect(config?.at('data')).toEqual({
    'web.yaml': 'apiVersion: example.com/v1\nlisten: ":8080"\n\nname: web',
    empty: '',
  });
});

test('a quota with its use', async () => {
  const { objects } = await reading(`Name:            compute
Namespace:       shop
Resource         Used   Hard
--------         ----   ----
limits.memory    4Gi    4Gi
pods             7      10
`);
  expect(objects[0]?.kind).toBe('ResourceQuota');
  expect(objects[0]?.at('status')).toEqual({
    hard: { 'limits.memory': '4Gi', pods: '10' },
    used: { 'limits.memory': '4Gi', pods: '7' },
  });
});

test('a service account with a pull secret that is missing', async () => {
  const { objects } = await reading(`Name:                web
Namespace:           shop
Labels:              <none>
Annotations:         <none>
Image pull secrets:  registry (not found)
Mountable secrets:   <none>
Tokens:              <none>
Events:              <none>
`);
  expect(objects[0]?.kind).toBe('ServiceAccount');
  expect(objects[0]?.at('imagePullSecrets')).toEqual([{ name: 'registry' }]);
});

test('a custom resource is read by its fields', async () => {
  const { objects, events } = await reading(`Name:         shop
Namespace:    web
Labels:       <none>
Annotations:  <none>
API Version:  cert-manager.io/v1
Kind:         Certificate
Metadata:
  Creation Timestamp:  2025-01-15T10:30:00Z
  Generation:          1
Spec:
  Dns Names:
    shop.example.com
    www.example.com
  Issuer Ref:
    Group:      cert-manager.io
    Kind:       ClusterIssuer
    Name:       letsencrypt
  Secret Name:  shop-tls
Status:
  Conditions:
    Last Transition Time:        2025-01-15T10:30:00Z
    Message:                     Issuing certificate as Secret does not exist
    Observed Generation:         1
    Reason:                      DoesNotExist
    Status:                      False
    Type:                        Ready
    Last Transition Time:        2025-01-15T10:30:00Z
    Message:                     Issuing
    Reason:                      DoesNotExist
    Status:                      True
    Type:                        Issuing
  Next Private Key Secret Name:  shop-abc
Events:
  Type    Reason   Age   From                          Message
  ----    ------   ----  ----                          -------
  Normal  Issuing  2m3s  cert-manager-certificates     Issuing certificate as Secret does not exist
`);
  const [certificate] = objects;
  expect([certificate?.kind, certificate?.apiVersion]).toEqual(['Certificate', 'cert-manager.io/v1']);
  expect(certificate?.at('spec')).toEqual({
    dnsNames: ['shop.example.com', 'www.example.com'],
    issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
    secretName: 'shop-tls',
  });
  expect(certificate?.at('status')).toEqual({
    conditions: [
      {
        lastTransitionTime: '2025-01-15T10:30:00Z',
        message: 'Issuing certificate as Secret does not exist',
        observedGeneration: 1,
        reason: 'DoesNotExist',
        status: 'False',
        type: 'Ready',
      },
      {
        lastTransitionTime: '2025-01-15T10:30:00Z',
        message: 'Issuing',
        reason: 'DoesNotExist',
        status: 'True',
        type: 'Issuing',
      },
    ],
    nextPrivateKeySecretName: 'shop-abc',
  });
  expect(events[0]?.involved).toEqual({ kind: 'Certificate', namespace: 'web', name: 'shop' });
});

test('without anything that tells the kind a description is text', async () => {
  const { objects, texts } = await reading('Name:    thing\nLabels:  a=b\nColour:  red\n');
  expect(objects).toEqual([]);
  expect(texts).toHaveLength(1);
});

test('the command tells the kind where the fields do not', async () => {
  const { objects } = await reading('$ kubectl describe cm thing\nName:    thing\nNamespace: shop\nLabels:  a=b\n');
  expect(objects[0]?.kind).toBe('ConfigMap');
});

test('how fast an autoscaler may take pods away', async () => {
  const { objects } = await reading(`Name:                                                  web
Namespace:                                             shop
CreationTimestamp:                                     Mon, 02 Jun 2025 08:00:00 +0000
Reference:                                             Deployment/web
Metrics:                                               ( current / target )
  resource cpu on pods  (as a percentage of request):  40% (200m) / 70%
Min replicas:                                          2
Max replicas:                                          10
Behavior:
  Scale Up:
    Stabilization Window: 0 seconds
    Select Policy: Max
    Policies:
      - Type: Pods     Value: 4    Period: 15 seconds
      - Type: Percent  Value: 100  Period: 15 seconds
  Scale Down:
    Select Policy: Max
    Policies:
      - Type: Percent  Value: 100  Period: 15 seconds
Deployment pods:       2 current / 2 desired
Events:                <none>
`);
  const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
  expect(objects[0]?.at('spec.behavior')).toEqual({
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
    },
    scaleDown: { selectPolicy: 'Max', policies: [percent] },
  });
});

test('the rules of a network policy, which are prose', async () => {
  const { objects } = await reading(`Name:         web
Namespace:    shop
Created on:   2026-02-26 12:00:00 +0000 UTC
Labels:       <none>
Annotations:  <none>
Spec:
  PodSelector:     app=web,tier=front
  Allowing ingress traffic:
    To Port: 8080/TCP
    From:
      NamespaceSelector: kubernetes.io/metadata.name=edge
      PodSelector: app=proxy
    From:
      IPBlock:
        CIDR: 10.0.0.0/8
        Except:
    ----------
    To Port: <any> (traffic allowed to all ports)
    From:
      PodSelector: tier in (back,batch)
  Allowing egress traffic:
    To Port: 53/UDP
    To: <any> (traffic not restricted by destination)
  Policy Types: Ingress, Egress
`);
  expect(objects[0]).toMatchObject({ kind: 'NetworkPolicy', namespace: 'shop', name: 'web' });
  expect(objects[0]?.at('spec')).toEqual({
    podSelector: { matchLabels: { app: 'web', tier: 'front' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        ports: [{ port: 8080, protocol: 'TCP' }],
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
            podSelector: { matchLabels: { app: 'proxy' } },
          },
          { ipBlock: {} },
        ],
      },
      { from: [{ ipBlock: {} }] },
    ],
    egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }],
  });
});

test('a network policy without a rule lets nothing in', async () => {
  const { objects } = await reading(`Name:         default-deny
Namespace:    shop
Created on:   2026-02-26 12:00:00 +0000 UTC
Labels:       <none>
Annotations:  <none>
Spec:
  PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)
  Allowing ingress traffic:
    <none> (Selected pods are isolated for ingress connectivity)
  Not affecting egress traffic
  Policy Types: Ingress
`);
  expect(objects[0]?.at('spec')).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [] });
});
