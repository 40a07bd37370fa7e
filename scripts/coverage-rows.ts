/** How a row of a product's troubleshooting guide is answered. */
export type CoverageRow = {
  row: string;
  item: string;
  kind: 'cause' | 'route' | 'system' | 'part';
  /** Rules besides the causes of its golden bundles. */
  rules?: string[];
  /** The rows that a route leads to. */
  to?: string[];
  /** The tests of a part of report or collector. */
  proof?: { file: string; tests: string[] };
};

const cause = (row: string, item: string, ...rules: string[]): CoverageRow => ({ row, item, kind: 'cause', rules });
const route = (row: string, item: string, ...to: string[]): CoverageRow => ({ row, item, kind: 'route', to });
const system = (row: string, item: string): CoverageRow => ({ row, item, kind: 'system' });
const part = (row: string, item: string, file: string, ...tests: string[]): CoverageRow => ({
  row,
  item,
  kind: 'part',
  proof: { file, tests },
});

const CARDS = 'test/analyze/applications/cards.test.ts';
const COLLECTOR = 'test/products/collector.test.ts';
const COLLECTED = [
  'every kind that the guides look at is captured',
  'logs of this run and of the one before are captured, and descriptions',
  'usage is captured where metrics are served, as kubectl top shows it',
  'Secrets are captured by the names of their keys alone',
];

/** The Helm troubleshooting guide of Bifrost (A) and the platform guide of BullSequana AI (B), in their order. */
export const COVERAGE_ROWS: CoverageRow[] = [
  route('A1', 'Pod not starting', 'A4', 'A5', 'A7', 'A8', 'A9', 'A10'),
  route('A2', 'ErrImagePull, ImagePullBackOff', 'A3', 'A4', 'A5'),
  cause('A3', 'image.tag not set; other values that the chart asks for', 'bifrost-service-account-missing'),
  cause('A4', 'Pull secret missing or expired', 'image-pull-credentials-refused', 'image-pull-anonymous'),
  cause('A5', 'Wrong image.repository', 'image-pull-denied'),
  route('A6', 'Volume claim not bound', 'A7', 'A8', 'A9'),
  cause('A7', 'No provisioner, no default class'),
  cause('A8', 'StorageClass does not exist'),
  cause('A9', 'ReadWriteOnce or SQLite with several replicas', 'volume-multi-attach', 'sqlite-database-locked'),
  cause('A10', 'ConfigMap and Secret errors', 'secret-key-missing', 'configmap-missing', 'configmap-key-missing'),
  cause('A11', 'CrashLoopBackOff', 'bifrost-bootstrap-failed', 'crash-loop-back-off'),
  cause('A12', 'Embedded PostgreSQL', 'connection-refused'),
  cause('A13', 'External PostgreSQL', 'bifrost-password-given-twice', 'bifrost-password-command-failed'),
  cause('A14', 'sslMode disable while TLS is needed', 'postgresql-encryption-demanded'),
  cause('A15', 'Password mismatch'),
  cause('A16', 'Network policy in the way', 'connection-timeout'),
  cause('A17', 'Database not in UTF8'),
  route('A18', 'Ingress not working', 'A19', 'A20', 'A21'),
  cause('A19', 'ingress.className missing or unknown', 'ingress-ignored'),
  cause('A20', 'TLS certificate not issued', 'certificate-not-issued', 'certificate-issuer-not-ready'),
  cause('A21', 'Service port mismatch', 'service-target-port-undeclared', 'probe-port-undeclared'),
  cause('A22', 'Provider API key not resolving', 'bifrost-provider-reference-empty', 'bifrost-no-key-for-model'),
  cause('A23', 'Encryption key', 'bifrost-encryption-disabled', 'bifrost-encryption-key-short'),
  cause('A24', 'High memory usage', 'pod-evicted'),
  route('A25', 'High CPU and latency', 'A26', 'A27'),
  cause('A26', 'initialPoolSize too small', 'bifrost-queue-full'),
  cause('A27', 'dropExcessRequests off with a small pool', 'bifrost-queue-wait-ended'),
  cause('A28', 'Autoscaler not scaling', 'autoscaler-without-metrics', 'hpa-metrics-absent'),
  cause('A29', 'Scaling down too fast for streams', 'bifrost-provider-shutting-down'),
  cause('A30', 'StatefulSet migration'),
  cause('A31', 'Data lost after an upgrade', 'bifrost-started-empty', 'database-schema-missing'),
  cause('A32', 'Peers not discovering each other', 'memberlist-join-failed', 'memberlist-udp-blocked'),
  part('A33', 'Diagnostic commands', COLLECTOR, ...COLLECTED),
  part(
    'A34',
    'Still stuck: what to hand on',
    'test/collect/content/helm-releases.test.ts',
    'a release is told by the labels of its Secrets, its chart by an object that it installed',
  ),
  part('B1', 'Scope', 'test/analyze/diagnose/scope.test.ts', 'a node, or three namespaces, are the environment'),
  cause('B2', 'Is the user authenticated', 'keycloak-client-unknown', 'keycloak-client-credentials-refused'),
  cause('B3', 'Token or API key valid', 'apisix-token-refused', 'litellm-key-format'),
  cause('B4', 'Right endpoint'),
  cause(
    'B5',
    'Authorization blocks after authentication',
    'openfga-bearer-token-missing',
    'openfga-authentication-refused',
  ),
  cause('B6', 'Storage classes right'),
  cause('B7', 'Registry credentials valid', 'image-pull-secret-missing', 'harbor-robot-refused'),
  cause('B8', 'Git URL, branch and path', 'argocd-repository-unreadable'),
  cause('B9', 'DNS and certificates complete', 'external-dns-zone-missing', 'certificate-not-issued'),
  cause('B10', 'Dependencies of a service healthy'),
  cause('B11', 'Model valid in the environment', 'kubeai-model-missing', 'bifrost-no-key-for-model'),
  cause('B12', 'Deployed through the expected GitOps path'),
  part('B13', 'First operational checks', COLLECTOR, ...COLLECTED),
  part('B14', 'Argo CD: health, sync, revision, operation', CARDS, 'a synced application whose objects work is well'),
  part(
    'B15',
    'OutOfSync, Progressing, Degraded',
    CARDS,
    'Synced and Degraded is trouble at run time, with the object that fails',
  ),
  cause('B16', 'Order of a sync', 'bullsequana-client-job-failed', 'resource-kind-unknown'),
  system('B17', 'Keycloak'),
  system('B18', 'OpenFGA'),
  system('B19', 'APISIX'),
  system('B20', 'Harbor'),
  system('B21', 'LiteLLM'),
  system('B22', 'Grafana, Prometheus, Loki, Tempo, Alloy'),
  system('B23', 'PostgreSQL'),
  part('B24', 'When to escalate', 'test/analyze/diagnose/escalate.test.ts', 'several layers at once'),
];

/** Rows that have no proof yet. A row leaves this list with its proof, and may not come back. */
export const NOT_PROVEN: string[] = [];
