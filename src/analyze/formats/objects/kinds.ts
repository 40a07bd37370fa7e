/** A kind of the API as its plural names it. */
export type KnownKind = { kind: string; apiVersion: string; namespaced: boolean };

const namespaced = (apiVersion: string, ...kinds: string[]) =>
  kinds.map((kind): KnownKind => ({ kind, apiVersion, namespaced: true }));
const clusterWide = (apiVersion: string, ...kinds: string[]) =>
  kinds.map((kind): KnownKind => ({ kind, apiVersion, namespaced: false }));

const KINDS: readonly KnownKind[] = [
  ...namespaced('v1', 'Pod', 'Service', 'ConfigMap', 'Secret', 'Event', 'Endpoints', 'ServiceAccount', 'LimitRange'),
  ...namespaced('v1', 'ResourceQuota', 'ReplicationController', 'PersistentVolumeClaim', 'PodTemplate'),
  ...clusterWide('v1', 'Node', 'Namespace', 'PersistentVolume'),
  ...namespaced('apps/v1', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ControllerRevision'),
  ...namespaced('batch/v1', 'Job', 'CronJob'),
  ...namespaced('autoscaling/v2', 'HorizontalPodAutoscaler'),
  ...namespaced('networking.k8s.io/v1', 'Ingress', 'NetworkPolicy'),
  ...clusterWide('networking.k8s.io/v1', 'IngressClass'),
  ...namespaced('policy/v1', 'PodDisruptionBudget'),
  ...namespaced('rbac.authorization.k8s.io/v1', 'Role', 'RoleBinding'),
  ...clusterWide('rbac.authorization.k8s.io/v1', 'ClusterRole', 'ClusterRoleBinding'),
  ...namespaced('discovery.k8s.io/v1', 'EndpointSlice'),
  ...namespaced('coordination.k8s.io/v1', 'Lease'),
  ...clusterWide('storage.k8s.io/v1', 'StorageClass', 'VolumeAttachment', 'CSIDriver', 'CSINode'),
  ...namespaced('storage.k8s.io/v1', 'CSIStorageCapacity'),
  ...clusterWide('scheduling.k8s.io/v1', 'PriorityClass'),
  ...clusterWide('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
  ...clusterWide('apiregistration.k8s.io/v1', 'APIService'),
  ...clusterWide('certificates.k8s.io/v1', 'CertificateSigningRequest'),
  ...clusterWide('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'),
  ...clusterWide('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'),
  ...namespaced(
    'argoproj.io/v1alpha1',
    'Application',
    'ApplicationSet',
    'AppProject',
    'Rollout',
    'AnalysisRun',
    'Workflow',
  ),
  ...namespaced('argoproj.io/v1beta1', 'ArgoCD'),
  ...namespaced('cert-manager.io/v1', 'Certificate', 'CertificateRequest', 'Issuer'),
  ...clusterWide('cert-manager.io/v1', 'ClusterIssuer'),
  ...namespaced('acme.cert-manager.io/v1', 'Order', 'Challenge'),
  ...namespaced('external-secrets.io/v1', 'ExternalSecret', 'SecretStore'),
  ...clusterWide('external-secrets.io/v1', 'ClusterSecretStore'),
  ...namespaced('bitnami.com/v1alpha1', 'SealedSecret'),
  ...namespaced('gateway.networking.k8s.io/v1', 'Gateway', 'HTTPRoute', 'GRPCRoute'),
  ...clusterWide('gateway.networking.k8s.io/v1', 'GatewayClass'),
  ...namespaced('route.openshift.io/v1', 'Route'),
  ...clusterWide('config.openshift.io/v1', 'ClusterOperator', 'ClusterVersion', 'Infrastructure'),
];

/** Names that writers use instead of the plural: short names, singulars, the support-bundle convention's own. */
const OTHER_NAMES: Record<string, string> = {
  po: 'pod',
  svc: 'service',
  cm: 'configmap',
  ns: 'namespace',
  no: 'node',
  ep: 'endpoints',
  sa: 'serviceaccount',
  sc: 'storageclass',
  ing: 'ingress',
  rs: 'replicaset',
  ds: 'daemonset',
  sts: 'statefulset',
  deploy: 'deployment',
  hpa: 'horizontalpodautoscaler',
  crd: 'customresourcedefinition',
  crds: 'customresourcedefinition',
  pv: 'persistentvolume',
  pvs: 'persistentvolume',
  pvc: 'persistentvolumeclaim',
  pvcs: 'persistentvolumeclaim',
  pdb: 'poddisruptionbudget',
  ev: 'event',
  netpol: 'networkpolicy',
  quota: 'resourcequota',
  csr: 'certificatesigningrequest',
};

const BY_NAME = new Map<string, KnownKind>(
  KINDS.flatMap((known) => {
    const singular = known.kind.toLowerCase();
    return [...new Set([singular, pluralOf(singular)])].map((name): [string, KnownKind] => [name, known]);
  }),
);
const BY_KIND = new Map(KINDS.map((known) => [known.kind, known]));

/**
 * The kind that a file or folder name stands for: a plural, singular or short name, with hyphens or capitals as the
 * families write them (`storage-classes`, `clusterRoleBindings`), with or without its group (`applications.argoproj.io`).
 */
export function kindNamed(name: string): KnownKind | undefined {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, '');
  const [word = '', ...group] = plain.split('.');
  const known = BY_NAME.get(plain) ?? BY_NAME.get(OTHER_NAMES[word] ?? word);
  if (!known || group.length === 0) return known;
  return known.apiVersion.split('/')[0] === name.toLowerCase().slice(word.length + 1) ? known : undefined;
}

export function knownKind(kind: string): KnownKind | undefined {
  return BY_KIND.get(kind);
}

/** The plural by the rules that the API's own kinds follow. */
export function pluralOf(singular: string): string {
  if (/(?:s|x|ch|sh)$/.test(singular)) return singular === 'endpoints' ? singular : `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
