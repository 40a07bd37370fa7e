import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, crashed, object, waiting } from '../../check.ts';
import type { Story } from '../bundle.ts';
import { clusterObject, node } from '../cluster.ts';
import { claim, deployment, event, ingress, inNamespace, service, the } from '../workloads.ts';
import { crashing, edge, notCreated, refused, saidOf, unscheduled } from './edge.ts';

const IMAGE = 'registry.example/shop/web:1';
const pulled = (
  reason: string,
  message: string,
  state = 'ImagePullBackOff',
  more: Parameters<typeof notCreated>[2] = {},
) =>
  notCreated('web', [reason, message], {
    status: waiting(state, state === 'ImagePullBackOff' ? `Back-off pulling image "${IMAGE}"` : message),
    ...more,
  });
const failedPull = (message: string) => pulled('Failed', `Failed to pull image "${IMAGE}": ${message}`);

/** The further ways in which an image is not there. */
const PULL_EDGES = [
  edge('IMG-04 ⇒ IMG-01', 'image-pull-secret-missing', 'image-pull-back-off', [
    ...failedPull('pull access denied, repository does not exist or may require authorization'),
    event(
      the('Pod', 'web-5d4f-0', failedPull('')),
      'FailedToRetrieveImagePullSecret',
      'Unable to retrieve some image pull secrets (registry); attempting to pull the image may not succeed.',
    ),
  ]),
  edge(
    'IMG-07 ⇒ IMG-01',
    'image-registry-unreachable',
    'image-pull-back-off',
    failedPull(
      'failed to do request: Head "https://registry.example/v2/shop/web/manifests/1": dial tcp 10.9.8.7:443: i/o timeout',
    ),
  ),
  edge(
    'IMG-09 ⇒ IMG-01',
    'image-registry-certificate',
    'image-pull-back-off',
    failedPull(
      'failed to do request: Head "https://registry.example/v2/shop/web/manifests/1": http: server gave HTTP response to HTTPS client',
    ),
  ),
  edge(
    'IMG-10 ⇒ IMG-01',
    'image-name-invalid',
    'image-pull-back-off',
    pulled(
      'InspectFailed',
      'Failed to apply default image tag "shop/web:": couldn\'t parse image name "shop/web:": invalid reference format',
      'InvalidImageName',
    ),
  ),
  edge(
    'IMG-11 ⇒ IMG-01',
    'image-never-pulled',
    'image-pull-back-off',
    pulled(
      'ErrImageNeverPull',
      `Container image "${IMAGE}" is not present with pull policy of Never`,
      'ErrImageNeverPull',
    ),
  ),
  edge(
    'IMG-12 ⇒ IMG-01',
    'image-inspect-failed',
    'image-pull-back-off',
    pulled(
      'InspectFailed',
      `Failed to inspect image "${IMAGE}": rpc error: code = Unknown desc = snapshot not found`,
      'ImageInspectError',
    ),
  ),
  edge(
    'IMG-14 ⇒ IMG-01',
    'program-format-wrong',
    'crash-loop-back-off',
    crashing('web', ['exec /app/web: exec format error']),
  ),
  edge(
    'IMG-17 ⇒ IMG-01',
    'image-signature-refused',
    'image-pull-back-off',
    pulled(
      'Failed',
      `image pull failed for ${IMAGE} because the signature validation failed: Source image rejected: A signature was required, but no signature exists`,
      'SignatureValidationFailed',
    ),
  ),
  edge('IMG-20 ⇒ IMG-01', 'image-pull-secret-type', 'image-pull-back-off', [
    object('Secret', 'registry', { type: 'Opaque', keys: { password: 12 } }),
    ...pulled(
      'Failed',
      `Failed to pull image "${IMAGE}": pull access denied, repository does not exist or may require authorization`,
      'ImagePullBackOff',
      { spec: { imagePullSecrets: [{ name: 'registry' }] } },
    ),
  ]),
];

const rejected = (reason: string, message: string, container: JsonObject = {}) =>
  deployment('web', {
    ready: false,
    phase: 'Failed',
    status: {
      state: {
        terminated: {
          exitCode: 137,
          reason: 'ContainerStatusUnknown',
          message: 'The container could not be located when the pod was terminated',
        },
      },
    },
    container,
  }).map((part) =>
    part.kind === 'Pod' ? { ...part, status: { ...(part.status as JsonObject), reason, message } } : part,
  );
const FULL_CONTAINER = 'Container web exceeded its local ephemeral storage limit "1Gi". ';
const FULL_POD = 'Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ';
const FULL_VOLUME = 'Usage of EmptyDir volume "cache" exceeds the limit "1Gi". ';
const PRESSED = 'Pod was rejected: The node had condition: [DiskPressure]. ';
const pressed = (type: string) =>
  node('node-a', {
    spec: {
      taints: [
        { key: `node.kubernetes.io/${type.replace('Pressure', '').toLowerCase()}-pressure`, effect: 'NoSchedule' },
      ],
    },
    conditions: { [type]: { status: 'True', reason: `KubeletHas${type}`, message: 'kubelet has too little' } },
  });
const low = (resource: string) =>
  rejected('Evicted', `The node was low on resource: ${resource}. Threshold quantity: 100Mi, available: 60Mi.`);
const tainted = (taint: string) =>
  unscheduled(
    'web',
    `0/2 nodes are available: 2 node(s) had untolerated taint {${taint}: }. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.`,
  );
/** Room: evictions, nodes, and autoscalers that find none. */
const ROOM_EDGES = [
  edge('NOD-04 ⇒ RES-01', 'node-pressure', 'pod-evicted', [
    node('node-b'),
    pressed('DiskPressure'),
    ...low('ephemeral-storage'),
  ]),
  edge('NOD-05 ⇒ RES-01', 'node-pressure', 'pod-evicted', [node('node-b'), pressed('PIDPressure'), ...low('pids')]),
  edge('RES-02 ⇒ RUN-13', 'pod-ephemeral-storage-exceeded', 'container-lost', rejected('Evicted', FULL_CONTAINER)),
  edge('RES-03 ⇒ RUN-13', 'pod-ephemeral-storage-exceeded', 'container-lost', rejected('Evicted', FULL_POD)),
  edge('RES-04 ⇒ RUN-13', 'pod-empty-dir-exceeded', 'container-lost', rejected('Evicted', FULL_VOLUME)),
  edge('RES-05 ⇒ RUN-13', 'pod-rejected-under-pressure', 'container-lost', rejected('Evicted', PRESSED)),
  edge(
    'RES-02 ⇒ ROL-03',
    'pod-ephemeral-storage-exceeded',
    'deployment-unavailable',
    rejected('Evicted', FULL_CONTAINER),
  ),
  edge('RES-03 ⇒ ROL-03', 'pod-ephemeral-storage-exceeded', 'deployment-unavailable', rejected('Evicted', FULL_POD)),
  edge('RES-05 ⇒ ROL-03', 'pod-rejected-under-pressure', 'deployment-unavailable', rejected('Evicted', PRESSED)),
  edge('NOD-01 ⇒ SCH-07', 'node-not-ready', 'unschedulable-taint', [
    node('node-b'),
    node('node-a', {
      spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] },
      conditions: {
        Ready: {
          status: 'False',
          reason: 'KubeletNotReady',
          message: 'PLEG is not healthy',
          lastTransitionTime: ago(1800),
        },
      },
    }),
    ...tainted('node.kubernetes.io/not-ready'),
  ]),
  edge('NOD-04 ⇒ SCH-07', 'node-pressure', 'unschedulable-taint', [
    node('node-b'),
    pressed('DiskPressure'),
    ...tainted('node.kubernetes.io/disk-pressure'),
  ]),
];

const unhealthy = (message: string, more: JsonObject[] = [], container: JsonObject = {}) => {
  const parts = deployment('web', { ready: false, status: crashed(137), container });
  const about = the('Pod', 'web-5d4f-0', parts);
  return [...parts, event(about, 'Unhealthy', message, { container: 'web' }), ...more];
};
const killed = (message: string, container: JsonObject = {}) =>
  unhealthy(
    message,
    [
      event(
        the('Pod', 'web-5d4f-0', deployment('web')),
        'Killing',
        'Container web failed liveness probe, will be restarted',
        { type: 'Normal', container: 'web' },
      ),
    ],
    container,
  );
const REFUSED =
  'probe failed: Get "http://10.42.0.7:8080/health": dial tcp 10.42.0.7:8080: connect: connection refused';
const TIMED_OUT =
  'probe failed: Get "http://10.42.0.7:8080/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
const started = (message: string, container: JsonObject = {}) => {
  const parts = deployment('web', { ready: false, container });
  return [...parts, event(the('Pod', 'web-5d4f-0', parts), 'Unhealthy', message, { container: 'web' })];
};
const minutely = (line: string) => Array.from({ length: 6 }, (_, index) => `${ago((6 - index) * 60)} ${line}`);
const gateway = (line: string) => ({ 'shop/gateway-5d4f-0/web': minutely(line) });

/** Probes, Services and what stands before them. */
const REACH_EDGES = [
  edge('PRB-02 ⇒ PRB-04', 'liveness-probe-failing', 'liveness-probe-kill', killed(`Liveness ${REFUSED}`)),
  edge('PRB-03 ⇒ PRB-04', 'liveness-probe-failing', 'liveness-probe-kill', killed(`Liveness ${TIMED_OUT}`)),
  edge('PRB-01 ⇒ NET-02', 'readiness-probe-failing', 'service-without-endpoints', [
    ...started('Readiness probe failed: HTTP probe failed with statuscode: 500'),
    service('web'),
  ]),
  edge('PRB-03 ⇒ NET-02', 'readiness-probe-failing', 'service-without-endpoints', [
    ...started(`Readiness ${TIMED_OUT}`),
    service('web'),
  ]),
  edge('PRB-04 ⇒ NET-02', 'liveness-probe-kill', 'service-without-endpoints', [
    ...killed('Liveness probe failed: HTTP probe failed with statuscode: 500'),
    service('web'),
  ]),
  edge('PRB-05 ⇒ NET-02', 'probe-command-failed', 'service-without-endpoints', [
    ...started('Readiness probe failed: command "check.sh" timed out'),
    service('web'),
  ]),
  edge('PRB-06 ⇒ NET-02', 'probe-grpc-unhealthy', 'service-without-endpoints', [
    ...started('Readiness probe failed: service unhealthy (responded with "NOT_SERVING")'),
    service('web'),
  ]),
  edge('NET-01 ⇒ POL-05', 'service-selector-unmatched', 'webhook-unreachable', [
    clusterObject(
      'MutatingWebhookConfiguration',
      'guard',
      {
        webhooks: [
          {
            name: 'policy.guard.example',
            failurePolicy: 'Fail',
            clientConfig: { service: { name: 'guard', namespace: 'shop' } },
          },
        ],
      },
      'admissionregistration.k8s.io/v1',
    ),
    ...deployment('guard'),
    service('guard', { selector: { app: 'gaurd' } }),
    ...refused(
      'web',
      'Internal error occurred: failed calling webhook "policy.guard.example": failed to call webhook: Post "https://guard.shop.svc:443/mutate?timeout=10s": no endpoints available for service "guard"',
    ),
  ]),
  edge('NET-01 ⇒ NET-09', 'service-selector-unmatched', 'ingress-without-endpoint', {
    objects: [
      ...deployment('web'),
      service('web', { selector: { app: 'wbe' } }),
      ingress('web'),
      ...deployment('gateway'),
    ],
    logs: gateway('W0301 controller.go:1] Service "shop/web" does not have any active Endpoint.'),
  }),
  edge('NET-01 ⇒ NET-11', 'service-selector-unmatched', 'upstream-unavailable', {
    objects: [
      ...deployment('web'),
      service('web', { selector: { app: 'wbe' } }),
      ingress('web'),
      ...deployment('gateway'),
    ],
    logs: gateway(
      '[error] 33#33: *1 no live upstreams while connecting to upstream, client: 10.0.0.9, server: web.example, request: "GET / HTTP/1.1", upstream: "http://web.shop.svc/", host: "web.example"',
    ),
  }),
  edge('NET-09 ⇒ app unreachable', 'service-without-endpoints', 'ingress-backend-unavailable', [
    ...deployment('web', { ready: false }),
    service('web'),
    ingress('web'),
  ]),
  edge(
    'STO-11 ⇒ STO-10',
    'volume-mount-failed',
    'volume-mount-timeout',
    notCreated('web', [
      'FailedMount',
      'MountVolume.SetUp failed for volume "pv-data" : rpc error: code = Internal desc = mount failed: exit status 32: the export is not there',
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition',
    ]),
  ),
  edge(
    'POL-02 ⇒ ROL-02',
    'quota-exceeded',
    'pod-creation-failed',
    refused(
      'web',
      'pods "web-5d4f-x" is forbidden: failed quota: compute: must specify limits.cpu for: web; requests.memory for: web',
    ),
  ),
  edge(
    'POL-07 ⇒ ROL-02',
    'webhook-denied',
    'pod-creation-failed',
    refused(
      'web',
      "pods \"web-5d4f-x\" is forbidden: ValidatingAdmissionPolicy 'team-label' with binding 'all' denied request: every pod needs the label team",
    ),
  ),
];

const runtime = (message: string) =>
  notCreated('web', [], {
    status: waiting(
      'RunContainerError',
      `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${message}: unknown`,
    ),
  });

/** The further ways in which a container ends. */
const START_EDGES = [
  edge('RUN-08 ⇒ RUN-01', 'start-command-not-found', 'crash-loop-back-off', [
    ...deployment('web', {
      ready: false,
      status: {
        ready: false,
        restartCount: 7,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=web' } },
        lastState: {
          terminated: {
            exitCode: 128,
            reason: 'StartError',
            message:
              'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH: unknown',
            finishedAt: ago(60),
          },
        },
      },
    }),
  ]),
  edge('RUN-10 ⇒ RUN-01', 'container-crashed', 'crash-loop-back-off', crashing('web', [], 139)),
  edge(
    'RUN-16 ⇒ RUN-01',
    'java-heap-exhausted',
    'crash-loop-back-off',
    crashing('web', ['Exception in thread "main" java.lang.OutOfMemoryError: Java heap space']),
  ),
  edge(
    'CFG-17 ⇒ RUN-01',
    'start-command-not-executable',
    'container-start-error',
    runtime('exec: "/scripts/start.sh": permission denied'),
  ),
  edge(
    'CFG-18 ⇒ RUN-01',
    'program-interpreter-missing',
    'crash-loop-back-off',
    crashing('web', ['exec /entry.sh: no such file or directory'], 127),
  ),
  edge('CFG-19 ⇒ RUN-01', 'post-start-hook-failed', 'crash-loop-back-off', [
    ...deployment('web', { ready: false, status: crashed(137) }),
    ...saidOf(the('Pod', 'web-5d4f-0', deployment('web')), ['FailedPostStartHook', 'PostStartHook failed']),
  ]),
];

const NO_ANSWER = 'dial tcp: lookup db on 10.96.0.10:53: read udp 10.0.0.7:4000->10.96.0.10:53: i/o timeout';
const AGAIN = 'Error: getaddrinfo EAI_AGAIN db';
const coredns = (story: Parameters<typeof deployment>[1]) =>
  deployment('coredns', { labels: { 'k8s-app': 'kube-dns' }, ...story }).map((part) =>
    inNamespace('kube-system', part),
  );
const SPACE = 'etcdserver: mvcc: database space exceeded';
const TIMEOUT = 'etcdserver: request timed out';
const lost = (cause: string) =>
  crashing('operator', [
    `error retrieving resource lock shop/operator: ${cause}`,
    'failed to renew lease shop/operator: timed out waiting for the condition',
  ]);
const OVERLOADED =
  'the server has received too many requests and has asked us to try again later (get leases.coordination.k8s.io operator)';

const overloadedBy = (words: string): Story => {
  const operator = lost(OVERLOADED);
  const server = object('Pod', 'kube-apiserver-node-a', {
    metadata: { namespace: 'kube-system', labels: { component: 'kube-apiserver', tier: 'control-plane' } },
    spec: { containers: [{ name: 'kube-apiserver', image: 'registry.k8s.io/kube-apiserver:v1.33.1' }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: ago(9000) }] },
  });
  const line = `E0301 11:59:00.000000 1 status.go:71] "Unhandled Error" err="apiserver received an error that is not an metav1.Status: rpctypes.EtcdError{code:0xe, desc:\\"${words}\\"}"`;
  return {
    objects: [...operator.objects, server],
    logs: {
      ...operator.logs,
      'kube-system/kube-apiserver-node-a/kube-apiserver': Array.from({ length: 6 }, () => line),
    },
  };
};

const NOT_ATTACHED = [
  'FailedAttachVolume',
  'AttachVolume.Attach failed for volume "pv-data" : rpc error: code = Internal desc = timed out waiting for external-attacher of disk.csi.example',
];

/** Name resolution and the control plane. */
const CONTROL_EDGES = [
  edge('DNS-04 ⇒ DNS-03', 'service-without-endpoints Service/kube-system/kube-dns', 'dns-unreachable', {
    objects: [...coredns({ ready: false, status: crashed(1) }), ...crashing('web', []).objects],
    logs: crashing('web', [AGAIN]).logs ?? {},
  }),
  edge(
    'missing Service ⇒ DNS-01',
    'host-not-found',
    'crash-loop-back-off',
    crashing('web', ['dial tcp: lookup orders-db.shop.svc.cluster.local on 10.96.0.10:53: no such host']),
  ),
  edge('NET-19 ⇒ DNS-03', 'network-policy-blocking', 'dns-unreachable', {
    objects: [
      ...crashing('web', []).objects,
      object(
        'NetworkPolicy',
        'web',
        {
          spec: {
            podSelector: { matchLabels: { app: 'web' } },
            policyTypes: ['Egress'],
            egress: [
              { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432, protocol: 'TCP' }] },
            ],
          },
        },
        'networking.k8s.io/v1',
      ),
    ],
    logs: crashing('web', [NO_ANSWER]).logs ?? {},
  }),
  edge('CTL-04 ⇒ DNS-09', 'api-server-unreachable', 'coredns-api-unsynced', {
    objects: coredns({ ready: false }),
    logs: {
      'kube-system/coredns-5d4f-0/web': [
        '[ERROR] plugin/kubernetes: Failed to watch: failed to list *v1.Service: Get "https://10.96.0.1:443/api/v1/services?limit=500&resourceVersion=0": dial tcp 10.96.0.1:443: i/o timeout',
        '[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API',
        '[ERROR] plugin/kubernetes: Failed to watch: failed to list *v1.Service: Get "https://10.96.0.1:443/api/v1/services?limit=500&resourceVersion=0": dial tcp 10.96.0.1:443: i/o timeout',
      ],
    },
  }),
  edge('CTL-02 ⇒ CTL-05', 'etcd-space-exceeded', 'leader-election-lost', lost(SPACE)),
  edge('CTL-01 ⇒ CTL-07', 'etcd-unhealthy', 'api-server-overloaded', overloadedBy(TIMEOUT)),
  edge('CTL-02 ⇒ CTL-07', 'etcd-space-exceeded', 'api-server-overloaded', overloadedBy(SPACE)),
  edge('CSI controller ⇒ STO-05', 'crash-loop-back-off', 'volume-provisioning-failed', [
    clusterObject('CSIDriver', 'disk.csi.example', {}, 'storage.k8s.io/v1'),
    ...deployment('disk-csi-controller', { ready: false, status: crashed(1) }),
    claim('data', 'Pending'),
    event(
      claim('data'),
      'ProvisioningFailed',
      'failed to provision volume with StorageClass "standard": rpc error: code = Unavailable desc = error reading from server: EOF',
      { count: 20 },
    ),
  ]),
  edge('CSI node pod ⇒ STO-08', 'crash-loop-back-off', 'volume-attach-failed', [
    clusterObject('CSIDriver', 'disk.csi.example', {}, 'storage.k8s.io/v1'),
    clusterObject('PersistentVolume', 'pv-data', {
      spec: { csi: { driver: 'disk.csi.example', volumeHandle: 'vol-1' } },
      status: { phase: 'Bound' },
    }),
    ...deployment('disk-csi-node', { ready: false, status: crashed(1) }),
    ...notCreated('web', NOT_ATTACHED),
  ]),
  edge('STO-04 ⇒ SCH-15', 'provisioner-silent', 'unschedulable-unbound-claim', [
    claim('data', 'Pending'),
    event(
      claim('data'),
      'ExternalProvisioning',
      "Waiting for a volume to be created either by the external provisioner 'disk.csi.example' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
      { type: 'Normal', count: 200 },
    ),
    ...unscheduled(
      'web',
      '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
      { spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } },
    ),
  ]),
];

export const FURTHER_EDGES = [...PULL_EDGES, ...ROOM_EDGES, ...REACH_EDGES, ...START_EDGES, ...CONTROL_EDGES];
