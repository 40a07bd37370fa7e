import { type KnownKind, kindNamed, knownKind, pluralOf } from '../objects/kinds.ts';

/** A kind that commands, tables and descriptions name. */
export type ResourceKind = KnownKind;

/** Short names on command lines that no file is named after, by the kind that they stand for. */
const SHORT_NAMES: Record<string, string> = {
  rc: 'ReplicationController',
  cj: 'CronJob',
  limits: 'LimitRange',
  hpas: 'HorizontalPodAutoscaler',
  pdbs: 'PodDisruptionBudget',
  pc: 'PriorityClass',
  project: 'Namespace',
  projects: 'Namespace',
  app: 'Application',
  apps: 'Application',
  appset: 'ApplicationSet',
  appsets: 'ApplicationSet',
  appproj: 'AppProject',
  appprojs: 'AppProject',
  ro: 'Rollout',
  cert: 'Certificate',
  certs: 'Certificate',
  cr: 'CertificateRequest',
  crs: 'CertificateRequest',
  es: 'ExternalSecret',
  ss: 'SecretStore',
  css: 'ClusterSecretStore',
  gtw: 'Gateway',
  gc: 'GatewayClass',
  co: 'ClusterOperator',
};

/** Kinds that people list and no bundle does. */
const MORE_KINDS: readonly ResourceKind[] = [
  { kind: 'VolumeSnapshot', apiVersion: 'snapshot.storage.k8s.io/v1', namespaced: true },
  { kind: 'VerticalPodAutoscaler', apiVersion: 'autoscaling.k8s.io/v1', namespaced: true },
  { kind: 'ServiceMonitor', apiVersion: 'monitoring.coreos.com/v1', namespaced: true },
  { kind: 'PodMonitor', apiVersion: 'monitoring.coreos.com/v1', namespaced: true },
  { kind: 'IngressRoute', apiVersion: 'traefik.io/v1alpha1', namespaced: true },
  { kind: 'Middleware', apiVersion: 'traefik.io/v1alpha1', namespaced: true },
  { kind: 'HelmRelease', apiVersion: 'helm.toolkit.fluxcd.io/v2', namespaced: true },
  { kind: 'Kustomization', apiVersion: 'kustomize.toolkit.fluxcd.io/v1', namespaced: true },
];

/** What `kubectl get all` lists. */
const ALL = 'pod,service,replicationcontroller,deployment,replicaset,statefulset,daemonset,job,cronjob,hpa';

const MORE_BY_WORD = new Map(
  MORE_KINDS.flatMap((known) => {
    const singular = known.kind.toLowerCase();
    return [singular, pluralOf(singular)].map((word): [string, ResourceKind] => [word, known]);
  }),
);

/** The kind behind a word of a command line or a path: `po`, `Pods`, `deployments.v1.apps`, `storage-classes`. */
export function kindOfWord(word: string): ResourceKind | undefined {
  const [plain = '', ...group] = word
    .toLowerCase()
    .split('.')
    .filter((part, index) => index === 0 || !/^v\d+(?:(?:alpha|beta)\d+)?$/.test(part));
  const short = Object.hasOwn(SHORT_NAMES, plain) ? SHORT_NAMES[plain] : undefined;
  const known = (short ? knownKind(short) : undefined) ?? kindNamed(plain) ?? MORE_BY_WORD.get(plain);
  // `certificates.foo.example` is somebody else's certificate.
  if (!known || group.length === 0 || !known.apiVersion.includes('/')) return known;
  return known.apiVersion.startsWith(`${group.join('.')}/`) ? known : undefined;
}

/** The kinds that a resource argument names: `pods,svc`, `all`. Empty where one of them is unknown. */
export function kindsOfArgument(argument: string): ResourceKind[] {
  const words = argument.split(',').flatMap((word) => (word === 'all' ? ALL.split(',') : [word]));
  const kinds = words.map(kindOfWord).filter((kind) => kind !== undefined);
  return kinds.length === words.length ? kinds : [];
}

/** The kind in the form in which tables of events print it: `pod`, `Pod`, `certificaterequest`. */
export function kindOfReference(word: string): string {
  return kindOfWord(word)?.kind ?? word.charAt(0).toUpperCase() + word.slice(1);
}

export function resourceOfKind(kind: string): ResourceKind {
  return knownKind(kind) ?? { kind, apiVersion: '', namespaced: true };
}
