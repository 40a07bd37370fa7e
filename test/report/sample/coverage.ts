import type { Report } from '../../../src/report-format/report.ts';

const outcome = (rule: string, state: Report['outcomes'][number]['outcome'], missing?: string[]) => ({
  rule,
  pack: 'kubernetes',
  outcome: state,
  ...(missing ? { missing } : {}),
});

export const outcomes: Report['outcomes'] = [
  outcome('secret-key-missing', 'found'),
  outcome('container-crash-loop', 'found'),
  outcome('service-without-endpoints', 'found'),
  outcome('ingress-backend-down', 'found'),
  outcome('argocd-application-degraded', 'found'),
  outcome('dns-upstream-timeout', 'found'),
  outcome('connection-failed-no-such-host', 'found'),
  ...[
    'image-not-found',
    'image-pull-unauthorized',
    'out-of-memory-killed',
    'quota-exceeded',
    'claim-names-missing-class',
  ].map((rule) => outcome(rule, 'clear')),
  outcome('node-not-ready', 'not-collected', ['Node']),
  outcome('node-disk-pressure', 'not-collected', ['Node', 'events in kube-system']),
  outcome('volume-attach-failed', 'not-collected', ['events in kube-system']),
  outcome('argocd-repo-server-unreachable', 'not-collected', ['logs in argocd']),
  outcome('argocd-sync-refused', 'not-collected', ['logs in argocd']),
  outcome('gateway-route-unaccepted', 'not-applicable'),
  outcome('keycloak-realm-import-failed', 'not-applicable'),
  { ...outcome('vendor-license-expired', 'error'), reason: 'the expression reads a field of undefined' },
];

export const coverage: Report['coverage'] = {
  collected: [
    { what: 'Pod', namespace: 'ai', complete: true, files: ['cluster-resources/pods/ai.json'] },
    { what: 'Secret', namespace: 'ai', complete: true, files: ['cluster-resources/secrets/ai.json'] },
  ],
  gaps: [
    {
      what: 'Node',
      why: 'nodes is forbidden: User "support" cannot list resource "nodes" at the cluster scope',
      file: 'cluster-resources/nodes-errors.json',
      command: 'kubectl get nodes -o json',
    },
    {
      what: 'logs in argocd',
      why: 'no container there was failing, and --profile was quick',
      command: 'kubectl -n argocd logs -l app.kubernetes.io/part-of=argocd --all-containers --tail=5000',
    },
    {
      what: 'events in kube-system',
      why: 'the list was cut off by the timeout of 30 s',
      file: 'casefile.json',
      command: 'kubectl -n kube-system get events -o json',
    },
  ],
  unread: ['notes/screenshot.png'],
  redactionMarkers: 38,
};

export const inventory: Report['inventory'] = {
  objects: { Pod: 41, ConfigMap: 37, Secret: 29, Service: 22, Deployment: 19, Ingress: 4, Application: 6, Node: 2 },
  namespaces: [
    { name: 'ai', workloads: 3, unhealthy: 1 },
    { name: 'argocd', workloads: 7, unhealthy: 0 },
    { name: 'billing', workloads: 4, unhealthy: 0 },
    { name: 'kube-system', workloads: 6, unhealthy: 0 },
  ],
  nodes: [
    {
      name: 'edge-muc-2-a',
      ready: true,
      pressures: [],
      allocatable: { cpu: '4', memory: '16148460Ki', pods: '110' },
      requested: { cpu: '2350m', memory: '9Gi', pods: '28' },
    },
    {
      name: 'edge-muc-2-b',
      ready: false,
      pressures: ['DiskPressure'],
      allocatable: { cpu: '4', memory: '8148460Ki', pods: '110' },
      requested: { cpu: '4200m', memory: '3Gi' },
    },
  ],
  logs: { streams: 12, bytes: 7_100_412, from: '2026-03-01T14:00:00Z', to: '2026-03-02T14:05:02Z' },
};
