import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago, crashed, object } from '../../check.ts';
import { clusterObject, node } from '../cluster.ts';
import {
  claim,
  condition,
  daemonSet,
  deployment,
  event,
  ingress,
  inNamespace,
  service,
  statefulSet,
  the,
} from '../workloads.ts';
import { crashing, edge, refused, saidOf } from './edge.ts';

const WEBHOOK =
  'Internal error occurred: failed calling webhook "policy.guard.example": failed to call webhook: Post "https://guard.shop.svc:443/mutate?timeout=10s": ';
const guard = clusterObject(
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
);
const quota = object('ResourceQuota', 'compute', {
  spec: { hard: { pods: '9' } },
  status: { hard: { pods: '9' }, used: { pods: '9' } },
});
const QUOTA =
  'pods "web-5d4f-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=9, limited: pods=9';

/** Policies and admission. */
export const POLICY_EDGES = [
  edge('POL-11 ⇒ POL-01', 'quota-reached', 'quota-exceeded', [quota, ...refused('web', QUOTA)]),
  edge('POL-01 ⇒ ROL-02', 'quota-exceeded', 'pod-creation-failed', refused('web', QUOTA)),
  edge(
    'POL-03 ⇒ ROL-02',
    'limit-range-violated',
    'pod-creation-failed',
    refused('web', 'pods "web-5d4f-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi'),
  ),
  edge(
    'POL-04 ⇒ ROL-02',
    'pod-security-refused',
    'pod-creation-failed',
    refused(
      'web',
      'pods "web-5d4f-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "web" must set securityContext.runAsNonRoot=true)',
    ),
  ),
  edge(
    'POL-05 ⇒ ROL-02',
    'webhook-unreachable',
    'pod-creation-failed',
    refused('web', `${WEBHOOK}context deadline exceeded`),
  ),
  edge(
    'POL-06 ⇒ ROL-02',
    'webhook-denied',
    'pod-creation-failed',
    refused('web', 'admission webhook "policy.guard.example" denied the request: no label team'),
  ),
  edge('POL-10 ⇒ POL-05', 'webhook-without-endpoints', 'webhook-unreachable', [
    guard,
    ...refused('web', `${WEBHOOK}service "guard" not found`),
  ]),
  edge(
    'POL-05 ⇒ TLS-09',
    'webhook-unreachable',
    'certificate-not-issued',
    (() => {
      const waits = condition(
        'Ready',
        'False',
        'Pending',
        'Waiting on certificate issuance from order shop/web-1-9: "pending"',
      );
      const request = object(
        'CertificateRequest',
        'web-1',
        { spec: { issuerRef: { name: 'internal' } }, status: { conditions: [waits] } },
        'cert-manager.io/v1',
      );
      return [request, event(request, 'OrderFailed', `${WEBHOOK}context deadline exceeded`)];
    })(),
  ),
  edge('NET-02 (webhook) ⇒ POL-05', 'service-without-endpoints', 'webhook-unreachable', [
    guard,
    ...deployment('guard', { ready: false, status: crashed(1) }),
    service('guard'),
    ...refused('web', `${WEBHOOK}no endpoints available for service "guard"`),
  ]),
  edge('ROL-02 ⇒ ROL-03', 'pod-creation-failed', 'deployment-unavailable', refused('web', QUOTA)),
  edge('ROL-02 ⇒ NET-01', 'pod-creation-failed', 'service-without-endpoints', [
    ...refused('web', QUOTA),
    service('web'),
  ]),
];

const unhealthy = (message: string, pod: Parameters<typeof deployment>[1] = { ready: false }) => {
  const parts = deployment('web', pod);
  const about = the('Pod', 'web-5d4f-0', parts);
  return [...parts, event(about, 'Unhealthy', message, { container: 'web' })];
};
const killed = (message: string, exitCode = 137) => {
  const parts = unhealthy(message, { ready: false, status: crashed(exitCode) });
  const about = the('Pod', 'web-5d4f-0', parts);
  return [
    ...parts,
    event(about, 'Killing', 'Container web failed liveness probe, will be restarted', {
      type: 'Normal',
      container: 'web',
    }),
  ];
};

/** Probes, and what waits for pods that are not ready. */
export const PROBE_EDGES = [
  edge(
    'PRB-04 ⇒ RUN-03',
    'liveness-probe-kill',
    'container-failed',
    killed('Liveness probe failed: HTTP probe failed with statuscode: 500'),
  ),
  edge(
    'PRB-04 ⇒ RUN-11',
    'liveness-probe-kill',
    'container-failed',
    killed('Liveness probe failed: HTTP probe failed with statuscode: 500', 143),
  ),
  edge(
    'PRB-01 ⇒ PRB-04',
    'liveness-probe-failing',
    'liveness-probe-kill',
    killed('Liveness probe failed: HTTP probe failed with statuscode: 500'),
  ),
  edge(
    'PRB-05 ⇒ PRB-04',
    'probe-command-failed',
    'liveness-probe-kill',
    killed('Liveness probe failed: command "check.sh" timed out'),
  ),
  edge(
    'PRB-06 ⇒ PRB-04',
    'probe-grpc-unhealthy',
    'liveness-probe-kill',
    killed('Liveness probe failed: service unhealthy (responded with "NOT_SERVING")'),
  ),
  edge('PRB-02 ⇒ NET-02', 'readiness-probe-failing', 'service-without-endpoints', [
    ...unhealthy('Readiness probe failed: HTTP probe failed with statuscode: 503'),
    service('web'),
  ]),
  edge('PRB-07 ⇒ NET-02', 'pod-not-ready', 'service-without-endpoints', [
    ...deployment('web', { ready: false }),
    service('web'),
  ]),
  edge('PRB-07 ⇒ ROL-01', 'pod-not-ready', 'deployment-unavailable', deployment('web', { ready: false })),
  edge('PRB-07 ⇒ ROL-06', 'pod-not-ready', 'statefulset-unavailable', statefulSet('web', { ready: false })),
  edge('PRB-07 ⇒ ROL-08', 'pod-not-ready', 'daemonset-unavailable', daemonSet('web', { ready: false })),
];

const minutely = (line: string) => Array.from({ length: 6 }, (_, index) => `${ago((6 - index) * 60)} ${line}`);
const db = [...deployment('db', { ready: false, status: crashed(1) }), service('db')];
const gateway = (line: string) => ({ 'shop/gateway-5d4f-0/web': minutely(line) });

/** The network between pods, and its edge. */
export const NETWORK_EDGES = [
  edge('NET-02 ⇒ NET-09', 'service-without-endpoints', 'ingress-without-endpoint', {
    objects: [...deployment('web', { ready: false }), service('web'), ingress('web'), ...deployment('gateway')],
    logs: gateway('W0301 controller.go:1] Service "shop/web" does not have any active Endpoint.'),
  }),
  edge('NET-02 ⇒ NET-11', 'service-without-endpoints', 'upstream-unavailable', {
    objects: [...deployment('web', { ready: false }), service('web'), ...deployment('gateway')],
    logs: gateway(
      '[error] 33#33: *1 no live upstreams while connecting to upstream, client: 10.0.0.9, server: web.example, request: "GET / HTTP/1.1", upstream: "http://web.shop.svc/", host: "web.example"',
    ),
  }),
  edge('NET-03 ⇒ NET-11', 'service-target-port-undeclared', 'connection-refused', {
    objects: [
      ...deployment('web', { container: { ports: [{ name: 'http', containerPort: 8080 }] } }),
      service('web', { ports: [{ port: 80, targetPort: 'web' }] }),
      ...deployment('gateway'),
    ],
    logs: gateway(
      '[error] 33#33: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.9, server: web.example, request: "GET / HTTP/1.1", upstream: "http://web.shop.svc:80/", host: "web.example"',
    ),
  }),
  edge('NET-02 ⇒ NET-20', 'service-without-endpoints', 'connection-refused', {
    objects: [...db, ...crashing('web', []).objects],
    logs: crashing('web', ['dial tcp db:5432: connect: connection refused']).logs ?? {},
  }),
  edge('NET-02 (database) ⇒ RUN-22', 'service-without-endpoints', 'pod-pending', [
    ...db,
    ...deployment('web', {
      ready: false,
      phase: 'Pending',
      status: { state: { waiting: { reason: 'PodInitializing' } } },
      spec: { initContainers: [{ name: 'wait', image: 'busybox', args: ['--until', 'db:5432'] }] },
    }).map(withRunningInit),
  ]),
  edge('NET-02 (database) ⇒ RUN-01', 'service-without-endpoints', 'crash-loop-back-off', {
    objects: [...db, ...crashing('web', []).objects],
    logs: crashing('web', ['dial tcp db:5432: connect: connection refused']).logs ?? {},
  }),
  edge('NET-19 ⇒ NET-21', 'network-policy-blocking', 'connection-timeout', {
    objects: [
      ...deployment('db'),
      service('db'),
      object(
        'NetworkPolicy',
        'db',
        {
          spec: {
            podSelector: { matchLabels: { app: 'db' } },
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ podSelector: { matchLabels: { app: 'admin' } } }] }],
          },
        },
        'networking.k8s.io/v1',
      ),
      ...crashing('web', []).objects,
    ],
    logs: crashing('web', ['dial tcp db:5432: i/o timeout']).logs ?? {},
  }),
];

/** An init container that still runs. */
function withRunningInit(part: JsonObject): JsonObject {
  if (part.kind !== 'Pod') return part;
  const initContainerStatuses = [{ name: 'wait', restartCount: 0, state: { running: { startedAt: ago(3000) } } }];
  return { ...part, status: { ...(part.status as JsonObject), initContainerStatuses } };
}

const inSystem = (parts: JsonObject[]) => parts.map((part) => inNamespace('kube-system', part));
const coredns = (pod: Parameters<typeof deployment>[1]) =>
  inSystem(deployment('coredns', { labels: { 'k8s-app': 'kube-dns' }, ready: false, ...pod }));
const NO_ANSWER = 'dial tcp: lookup db on 10.96.0.10:53: read udp 10.0.0.7:4000->10.96.0.10:53: i/o timeout';
const metricsApi = (message: string) =>
  clusterObject(
    'APIService',
    'v1beta1.metrics.k8s.io',
    {
      spec: {
        service: { name: 'metrics-server', namespace: 'kube-system' },
        group: 'metrics.k8s.io',
        version: 'v1beta1',
      },
      status: { conditions: [condition('Available', 'False', 'MissingEndpoints', message)] },
    },
    'apiregistration.k8s.io/v1',
  );
const NO_ENDPOINTS = 'endpoints for service/metrics-server in "kube-system" have no addresses with port name "https"';
const terminating = (type: string, reason: string, message: string) =>
  clusterObject('Namespace', 'shop', {
    status: { phase: 'Terminating', conditions: [condition(type, 'True', reason, message)] },
  });

/** The cluster's own services: DNS, API server, metrics, namespaces. */
export const CONTROL_EDGES = [
  edge('DNS-04 ⇒ DNS-02', 'service-without-endpoints Service/kube-system/kube-dns', 'dns-unreachable', {
    objects: [...coredns({ status: crashed(1) }), ...crashing('web', []).objects],
    logs: crashing('web', [NO_ANSWER]).logs ?? {},
  }),
  edge('DNS-05 ⇒ DNS-04', 'cluster-dns-loop', 'cluster-dns-down', {
    objects: coredns({ status: crashed(1) }),
    logs: {
      'kube-system/coredns-5d4f-0/web-previous': [
        '[FATAL] plugin/loop: Loop (127.0.0.1:41000 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting.',
      ],
    },
  }),
  edge('NET-15 ⇒ DNS-04', 'sandbox-network-failed', 'cluster-dns-down', [
    ...coredns({ phase: 'Pending', status: { state: { waiting: { reason: 'ContainerCreating' } } } }),
    ...saidOf(inNamespace('kube-system', object('Pod', 'coredns-5d4f-0')), [
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0a1b2c": plugin type="calico" failed (add): connection is unauthorized: Unauthorized',
    ]),
  ]),
  edge('NOD-01 ⇒ DNS-04', 'node-not-ready', 'cluster-dns-down', [
    node('node-a', {
      conditions: {
        Ready: {
          status: 'False',
          reason: 'KubeletNotReady',
          message: 'PLEG is not healthy',
          lastTransitionTime: ago(1800),
        },
      },
    }),
    node('node-b'),
    ...coredns({}),
  ]),
  edge(
    'CTL-04 ⇒ CTL-05',
    'api-server-unreachable',
    'leader-election-lost',
    crashing('operator', [
      'error retrieving resource lock shop/operator: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/shop/leases/operator": dial tcp 10.96.0.1:443: i/o timeout',
      'failed to renew lease shop/operator: timed out waiting for the condition',
    ]),
  ),
  edge(
    'CTL-01 ⇒ CTL-05',
    'etcd-unhealthy',
    'leader-election-lost',
    crashing('operator', [
      'error retrieving resource lock shop/operator: etcdserver: request timed out',
      'failed to renew lease shop/operator: timed out waiting for the condition',
    ]),
  ),
  edge(
    'CTL-07 ⇒ CTL-05',
    'api-server-overloaded',
    'leader-election-lost',
    crashing('operator', [
      'the server has received too many requests and has asked us to try again later (get leases.coordination.k8s.io operator)',
      'failed to renew lease shop/operator: timed out waiting for the condition',
    ]),
  ),
  edge('CTL-03 ⇒ HPA-01', 'api-service-unavailable', 'hpa-metrics-api-missing', [
    metricsApi(NO_ENDPOINTS),
    object(
      'HorizontalPodAutoscaler',
      'web',
      {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 3 },
        status: {
          conditions: [
            condition(
              'ScalingActive',
              'False',
              'FailedGetResourceMetric',
              'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
            ),
          ],
        },
      },
      'autoscaling/v2',
    ),
    ...deployment('web'),
  ]),
  edge('CTL-03 ⇒ NSF-03', 'api-service-unavailable', 'namespace-stuck', [
    metricsApi(NO_ENDPOINTS),
    terminating(
      'NamespaceDeletionDiscoveryFailure',
      'DiscoveryFailed',
      'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1',
    ),
  ]),
  edge('metrics-server ⇒ CTL-03', 'crash-loop-back-off', 'api-service-unavailable', [
    metricsApi(NO_ENDPOINTS),
    ...inSystem([...deployment('metrics-server', { ready: false, status: crashed(1) }), service('metrics-server')]),
  ]),
  edge('NSF-01 ⇒ POL-09', 'namespace-stuck', 'namespace-terminating', [
    terminating(
      'NamespaceFinalizersRemaining',
      'SomeFinalizersRemain',
      'Some content in the namespace has finalizers remaining: guard.example/protect in 2 resource instances',
    ),
    ...refused(
      'web',
      'pods "web-5d4f-x" is forbidden: unable to create new content in namespace shop because it is being terminated',
    ),
  ]),
  edge(
    'POL-09 ⇒ ROL-02',
    'namespace-terminating',
    'deployment-unavailable',
    refused(
      'web',
      'pods "web-5d4f-x" is forbidden: unable to create new content in namespace shop because it is being terminated',
    ),
  ),
  edge('NOD-15 ⇒ TLS-01', 'node-clock-skew', 'certificate-expired', {
    objects: [
      node('node-a'),
      node('node-b'),
      ...['node-a', 'node-b'].map((name, index) => ({
        kind: 'Lease',
        apiVersion: 'coordination.k8s.io/v1',
        metadata: { name, namespace: 'kube-node-lease' },
        spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: ago(5 + index * 900) },
      })),
      clusterObject('Namespace', 'kube-node-lease', { status: { phase: 'Active' } }),
      ...crashing('web', [], 1, { node: 'node-b' }).objects,
    ],
    logs:
      crashing('web', [
        'x509: certificate has expired or is not yet valid: current time 2026-03-01T11:30:00Z is before 2026-03-01T11:40:00Z',
      ]).logs ?? {},
  }),
];

const application = (story: { health?: string; resources?: JsonObject[]; failed?: string; hook?: JsonObject }) => {
  const { health = 'Degraded', resources = [], failed, hook } = story;
  const results = [
    ...(hook ? [hook] : []),
    ...resources.map((resource) => ({
      ...resource,
      status: failed ? 'SyncFailed' : 'Synced',
      message: failed ?? 'applied',
    })),
  ];
  return inNamespace(
    'default',
    object(
      'Application',
      'shop',
      {
        spec: {
          project: 'default',
          source: { repoURL: 'https://git.example/shop', path: 'deploy', targetRevision: 'main' },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        },
        status: {
          resources,
          sync: { status: failed || hook ? 'OutOfSync' : 'Synced' },
          health: { status: health, lastTransitionTime: ago(3600) },
          operationState: {
            phase: failed || hook ? 'Failed' : 'Succeeded',
            message: failed ? `one or more objects failed to apply, reason: ${failed}` : 'done',
            finishedAt: ago(900),
            syncResult: { resources: results },
          },
        },
      },
      'argoproj.io/v1alpha1',
    ),
  );
};
const resource = (kind: string, name: string, group = '', version = 'v1'): JsonObject => ({
  kind,
  name,
  namespace: 'shop',
  group,
  version,
  status: 'Synced',
  health: { status: 'Degraded' },
});
const WEB = resource('Deployment', 'web', 'apps');

/** What Argo CD says of it all. */
export const APPLICATION_EDGES = [
  edge('CTL-09 ⇒ Argo SyncFailed', 'argocd-crd-missing', 'argocd-sync-failed', [
    application({
      resources: [resource('Widget', 'w', 'example.com')],
      failed:
        'The Kubernetes API could not find example.com/Widget for requested resource shop/w. Make sure the "Widget" CRD is installed on the destination cluster.',
    }),
  ]),
  edge('ROL-15 ⇒ Argo SyncFailed', 'argocd-field-immutable', 'argocd-sync-failed', [
    application({
      resources: [WEB],
      failed: 'Deployment.apps "web" is invalid: spec.selector: Invalid value: v1.LabelSelector{}: field is immutable',
    }),
  ]),
  edge('POL-06 ⇒ Argo SyncFailed', 'webhook-denied', 'argocd-sync-failed', [
    application({
      resources: [WEB],
      failed: 'admission webhook "policy.guard.example" denied the request: no label team',
    }),
  ]),
  edge('ROL-01 ⇒ Argo Degraded', 'deployment-unavailable', 'argocd-application-degraded', [
    ...deployment('web', { ready: false }),
    application({ resources: [WEB] }),
  ]),
  edge('ROL-06 ⇒ Argo Degraded', 'statefulset-unavailable', 'argocd-application-degraded', [
    ...statefulSet('web', { ready: false }),
    application({ resources: [resource('StatefulSet', 'web', 'apps')] }),
  ]),
  edge('ROL-08 ⇒ Argo Degraded', 'daemonset-unavailable', 'argocd-application-degraded', [
    ...daemonSet('web', { ready: false }),
    application({ resources: [resource('DaemonSet', 'web', 'apps')] }),
  ]),
  edge('NET-08 ⇒ Argo Progressing', 'ingress-without-address', 'argocd-application-degraded', [
    ingress('other'),
    ...['other', 'web'].flatMap((name) => [...deployment(name), service(name)]),
    { ...ingress('web'), status: {} },
    application({ health: 'Progressing', resources: [resource('Ingress', 'web', 'networking.k8s.io')] }),
  ]),
  edge('STO-02 ⇒ Argo Progressing', 'storage-class-missing', 'argocd-application-degraded', [
    claim('data', 'Pending', { storageClassName: 'fsat' }),
    application({ health: 'Progressing', resources: [resource('PersistentVolumeClaim', 'data')] }),
  ]),
  ...(
    [
      [
        'STO-01',
        'no-default-storage-class',
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set',
      ],
      [
        'STO-04',
        'provisioner-silent',
        'ExternalProvisioning',
        "Waiting for a volume to be created either by the external provisioner 'disk.csi.example' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
      ],
      [
        'STO-05',
        'volume-provisioning-failed',
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "standard": rpc error: code = ResourceExhausted desc = no space in the pool',
      ],
    ] as const
  ).map(([row, rule, reason, message]) =>
    edge(`${row} ⇒ Argo Progressing`, rule, 'argocd-application-degraded', [
      ...(row === 'STO-01'
        ? [clusterObject('StorageClass', 'fast', { provisioner: 'disk.csi.example' }, 'storage.k8s.io/v1')]
        : []),
      claim('data', 'Pending', row === 'STO-01' ? { storageClassName: null } : {}),
      event(claim('data'), reason, message, { count: 50 }),
      application({ health: 'Progressing', resources: [resource('PersistentVolumeClaim', 'data')] }),
    ]),
  ),
  edge('NET-12 ⇒ Argo SyncFailed', 'ingress-path-taken', 'argocd-sync-failed', [
    application({
      resources: [resource('Ingress', 'web', 'networking.k8s.io')],
      failed:
        'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "web.example" and path "/" is already defined in ingress old/front',
    }),
  ]),
  edge('POL-04 ⇒ Argo SyncFailed', 'pod-security-refused', 'argocd-sync-failed', [
    application({
      resources: [resource('Pod', 'web')],
      failed:
        'pods "web" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "web" must set securityContext.runAsNonRoot=true)',
    }),
  ]),
  edge('ROL-03 ⇒ Argo Degraded', 'deployment-unavailable', 'argocd-application-degraded', [
    ...deployment('web', {
      ready: false,
      status: crashed(1),
      conditions: [
        condition('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'),
      ],
    }),
    application({ resources: [WEB] }),
  ]),
  edge('NET-13 ⇒ Argo Progressing', 'load-balancer-pending', 'argocd-application-degraded', [
    ...deployment('web'),
    { ...service('web', { type: 'LoadBalancer' }), status: { loadBalancer: {} } },
    application({ health: 'Progressing', resources: [resource('Service', 'web')] }),
  ]),
  edge('JOB-01 ⇒ Argo hook failed', 'job-failed', 'argocd-sync-failed', [
    object(
      'Job',
      'migrate',
      {
        spec: {},
        status: {
          failed: 4,
          conditions: [
            condition('Failed', 'True', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
          ],
        },
      },
      'batch/v1',
    ),
    application({
      hook: {
        ...resource('Job', 'migrate', 'batch'),
        hookType: 'PreSync',
        hookPhase: 'Failed',
        message: 'Job has reached the specified backoff limit',
      },
    }),
  ]),
];
