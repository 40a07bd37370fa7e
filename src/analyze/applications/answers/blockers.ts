import type { Finding } from '../../../report-format/report.ts';

/** What an application can be blocked by, in the words of the answer. */
const BLOCKERS: readonly { name: string; rule: RegExp; kinds: readonly string[]; captures: readonly string[] }[] = [
  { name: 'Argo CD itself', rule: /^argocd-(?:repo-server|operation-error|panic|plugin)/, kinds: [], captures: [] },
  { name: 'the destination cluster', rule: /^argocd-live-state/, kinds: [], captures: [] },
  {
    name: 'a namespace',
    rule: /^(?:argocd-)?namespace-(?:missing|terminating|stuck)/,
    kinds: ['Namespace'],
    captures: [],
  },
  {
    name: 'its Git or chart repository',
    rule: /^argocd-(?:repository|chart|revision|path|source|manifests)/,
    kinds: [],
    captures: [],
  },
  {
    name: 'a permission, policy, quota or webhook',
    rule: /quota|limit-range|webhook|forbidden|rbac|service-account|pod-?security|network-policy|admission|not-permitted|project/,
    kinds: [
      'ResourceQuota',
      'LimitRange',
      'NetworkPolicy',
      'ValidatingWebhookConfiguration',
      'MutatingWebhookConfiguration',
      'ServiceAccount',
      'AppProject',
    ],
    captures: ['quota', 'webhook', 'serviceaccount'],
  },
  {
    name: 'a custom resource definition',
    rule: /crd|custom-resource-definition|resource-kind-unknown|version-not-served/,
    kinds: ['CustomResourceDefinition'],
    captures: [],
  },
  {
    name: 'a database',
    rule: /postgres|mysql|mariadb|mongo|redis|sqlite|elasticsearch|jdbc|libpq|pgx|psycopg|database|datastore|cnpg|etcd/,
    kinds: ['Database'],
    captures: ['database'],
  },
  { name: 'a message broker', rule: /kafka|rabbitmq/, kinds: [], captures: [] },
  { name: 'what it waits for in its own waves', rule: /^argocd-(?:needed|awaited)/, kinds: [], captures: [] },
  { name: 'an image or its registry', rule: /image|registry|pull/, kinds: [], captures: ['registry', 'image'] },
  {
    name: 'an ingress or load balancer',
    rule: /ingress|load-balancer|gateway-(?:class|api)|apisix/,
    kinds: ['Ingress', 'IngressClass', 'Gateway', 'HTTPRoute'],
    captures: ['ingressclass'],
  },
  {
    name: 'storage',
    rule: /volume|claim|storage|disk|mount|csi-driver|file-system|provisioner/,
    kinds: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
    captures: ['claim', 'storageclass', 'volume'],
  },
  {
    name: 'scheduling',
    rule: /unschedul|insufficient|taint|affinity|^node-(?!heap)/,
    kinds: ['Node'],
    captures: ['taint', 'node'],
  },
  {
    name: 'a secret',
    rule: /secret|credential|password|provider-key/,
    kinds: ['Secret', 'ExternalSecret', 'SealedSecret', 'SecretStore'],
    captures: ['secret'],
  },
  {
    name: 'a certificate',
    rule: /certificate|^acme|^cert-manager/,
    kinds: ['Certificate', 'CertificateRequest', 'Issuer', 'ClusterIssuer', 'Order', 'Challenge'],
    captures: [],
  },
  { name: 'a ConfigMap', rule: /configmap|config-map/, kinds: ['ConfigMap'], captures: ['configmap'] },
  {
    name: 'another service',
    rule: /host-not-found|unresolved|^connection-|upstream-|unreachable|dns|endpoint|object-store/,
    kinds: ['Service', 'APIService'],
    captures: ['host', 'endpoint'],
  },
];

/** The sort of thing that a cause is about: its object first, then its rule's name, then what it captured. */
export function blockerOf({
  subject,
  rule,
  captures,
}: Pick<Finding, 'subject' | 'rule' | 'captures'>): string | undefined {
  return (
    BLOCKERS.find(({ kinds }) => kinds.includes(subject.kind)) ??
    BLOCKERS.find(({ rule: words }) => words.test(rule)) ??
    BLOCKERS.find(({ captures: names }) => names.some((name) => captures[name]))
  )?.name;
}
