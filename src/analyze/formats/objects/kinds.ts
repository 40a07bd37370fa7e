import { KINDS, type KindRow } from '../../../bundle-format/kinds.ts';

/** A kind of the API as its plural names it. */
export type KnownKind = { kind: string; apiVersion: string; namespaced: boolean };

const namespaced = (apiVersion: string, ...kinds: string[]) =>
  kinds.map((kind): KnownKind => ({ kind, apiVersion, namespaced: true }));
const clusterScoped = (apiVersion: string, ...kinds: string[]) =>
  kinds.map((kind): KnownKind => ({ kind, apiVersion, namespaced: false }));

/** Kinds that our own collector does not list by themselves, and that others write. */
const MORE_KINDS: readonly KnownKind[] = [
  ...namespaced('v1', 'PodTemplate'),
  ...namespaced('apps/v1', 'ControllerRevision'),
  ...namespaced('storage.k8s.io/v1', 'CSIStorageCapacity'),
  ...clusterScoped('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'),
  ...namespaced('argoproj.io/v1alpha1', 'Application', 'ApplicationSet', 'AppProject', 'Rollout', 'AnalysisRun'),
  ...namespaced('argoproj.io/v1beta1', 'ArgoCD'),
  ...namespaced('cert-manager.io/v1', 'Certificate', 'CertificateRequest', 'Issuer'),
  ...clusterScoped('cert-manager.io/v1', 'ClusterIssuer'),
  ...namespaced('acme.cert-manager.io/v1', 'Order', 'Challenge'),
  ...namespaced('external-secrets.io/v1', 'ExternalSecret', 'SecretStore'),
  ...clusterScoped('external-secrets.io/v1', 'ClusterSecretStore'),
  ...namespaced('external-secrets.io/v1alpha1', 'PushSecret'),
  ...namespaced('bitnami.com/v1alpha1', 'SealedSecret'),
  ...namespaced('source.toolkit.fluxcd.io/v1', 'GitRepository', 'HelmRepository', 'HelmChart', 'OCIRepository'),
  ...namespaced('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'),
  ...namespaced('helm.toolkit.fluxcd.io/v2', 'HelmRelease'),
  ...namespaced('keda.sh/v1alpha1', 'ScaledObject', 'ScaledJob'),
  ...namespaced('velero.io/v1', 'BackupStorageLocation'),
  ...namespaced('gateway.networking.k8s.io/v1', 'Gateway', 'HTTPRoute', 'GRPCRoute'),
  ...clusterScoped('gateway.networking.k8s.io/v1', 'GatewayClass'),
  ...namespaced('route.openshift.io/v1', 'Route'),
  ...clusterScoped('config.openshift.io/v1', 'ClusterOperator', 'ClusterVersion', 'Infrastructure'),
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

const BY_NAME = new Map<string, KnownKind>([
  ...MORE_KINDS.flatMap((known) => namesOf(known.kind).map((name): [string, KnownKind] => [name, known])),
  // The common kinds win where two groups share a name.
  ...KINDS.flatMap((row) =>
    [...namesOf(row.kind), plain(row.directory)].map((name): [string, KnownKind] => [name, of(row)]),
  ),
]);
const BY_KIND = new Map([...MORE_KINDS, ...KINDS.map(of)].map((known) => [known.kind, known]));

/**
 * The kind that a file or folder name stands for: a plural, singular or short name, with hyphens or capitals as the
 * families write them (`storage-classes`, `clusterRoleBindings`), with or without its group (`applications.argoproj.io`).
 */
export function kindNamed(name: string): KnownKind | undefined {
  const [word = '', ...group] = plain(name).split('.');
  const known = BY_NAME.get(OTHER_NAMES[word] ?? word);
  if (!known || group.length === 0) return known;
  return known.apiVersion.split('/')[0] === name.toLowerCase().replace(/^[^.]*\./, '') ? known : undefined;
}

export function knownKind(kind: string): KnownKind | undefined {
  return BY_KIND.get(kind);
}

/** The plural by the rules that the API's own kinds follow. */
export function pluralOf(singular: string): string {
  if (/(?:s|x|ch|sh)$/.test(singular)) return singular === 'endpoints' ? singular : `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

function of({ kind, apiVersion, namespaced }: KindRow): KnownKind {
  return { kind, apiVersion, namespaced };
}

function namesOf(kind: string): string[] {
  const singular = kind.toLowerCase();
  return [singular, pluralOf(singular)];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
