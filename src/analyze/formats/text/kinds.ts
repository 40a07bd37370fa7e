/** A kind that commands name: what it is called in the API and by people. */
export type ResourceKind = { kind: string; apiVersion: string; namespaced: boolean };

/** kind, apiVersion, words for it on a command line. A `*` marks kinds that have no namespace. */
const KINDS: readonly (readonly [kind: string, apiVersion: string, words: string])[] = [
  ['Pod', 'v1', 'pods po'],
  ['Service', 'v1', 'services svc'],
  ['Endpoints', 'v1', 'endpoints ep'],
  ['ConfigMap', 'v1', 'configmaps cm'],
  ['Secret', 'v1', 'secrets'],
  ['ServiceAccount', 'v1', 'serviceaccounts sa'],
  ['PersistentVolumeClaim', 'v1', 'persistentvolumeclaims pvc pvcs'],
  ['PersistentVolume*', 'v1', 'persistentvolumes pv pvs'],
  ['Node*', 'v1', 'nodes no'],
  ['Namespace*', 'v1', 'namespaces ns project projects'],
  ['Event', 'v1', 'events ev'],
  ['ResourceQuota', 'v1', 'resourcequotas quota'],
  ['LimitRange', 'v1', 'limitranges limits'],
  ['ReplicationController', 'v1', 'replicationcontrollers rc'],
  ['Deployment', 'apps/v1', 'deployments deploy'],
  ['ReplicaSet', 'apps/v1', 'replicasets rs'],
  ['StatefulSet', 'apps/v1', 'statefulsets sts'],
  ['DaemonSet', 'apps/v1', 'daemonsets ds'],
  ['ControllerRevision', 'apps/v1', 'controllerrevisions'],
  ['Job', 'batch/v1', 'jobs'],
  ['CronJob', 'batch/v1', 'cronjobs cj'],
  ['Ingress', 'networking.k8s.io/v1', 'ingresses ing'],
  ['IngressClass*', 'networking.k8s.io/v1', 'ingressclasses'],
  ['NetworkPolicy', 'networking.k8s.io/v1', 'networkpolicies netpol'],
  ['EndpointSlice', 'discovery.k8s.io/v1', 'endpointslices'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2', 'horizontalpodautoscalers hpa hpas'],
  ['VerticalPodAutoscaler', 'autoscaling.k8s.io/v1', 'verticalpodautoscalers vpa'],
  ['PodDisruptionBudget', 'policy/v1', 'poddisruptionbudgets pdb pdbs'],
  ['StorageClass*', 'storage.k8s.io/v1', 'storageclasses sc'],
  ['VolumeAttachment*', 'storage.k8s.io/v1', 'volumeattachments'],
  ['CSIDriver*', 'storage.k8s.io/v1', 'csidrivers'],
  ['CSINode*', 'storage.k8s.io/v1', 'csinodes'],
  ['VolumeSnapshot', 'snapshot.storage.k8s.io/v1', 'volumesnapshots vs'],
  ['PriorityClass*', 'scheduling.k8s.io/v1', 'priorityclasses pc'],
  ['RuntimeClass*', 'node.k8s.io/v1', 'runtimeclasses'],
  ['Lease', 'coordination.k8s.io/v1', 'leases'],
  ['Role', 'rbac.authorization.k8s.io/v1', 'roles'],
  ['RoleBinding', 'rbac.authorization.k8s.io/v1', 'rolebindings'],
  ['ClusterRole*', 'rbac.authorization.k8s.io/v1', 'clusterroles'],
  ['ClusterRoleBinding*', 'rbac.authorization.k8s.io/v1', 'clusterrolebindings'],
  ['CertificateSigningRequest*', 'certificates.k8s.io/v1', 'certificatesigningrequests csr'],
  ['CustomResourceDefinition*', 'apiextensions.k8s.io/v1', 'customresourcedefinitions crd crds'],
  ['APIService*', 'apiregistration.k8s.io/v1', 'apiservices'],
  ['MutatingWebhookConfiguration*', 'admissionregistration.k8s.io/v1', 'mutatingwebhookconfigurations'],
  ['ValidatingWebhookConfiguration*', 'admissionregistration.k8s.io/v1', 'validatingwebhookconfigurations'],
  ['Gateway', 'gateway.networking.k8s.io/v1', 'gateways gtw'],
  ['GatewayClass*', 'gateway.networking.k8s.io/v1', 'gatewayclasses gc'],
  ['HTTPRoute', 'gateway.networking.k8s.io/v1', 'httproutes'],
  ['Application', 'argoproj.io/v1alpha1', 'applications app apps'],
  ['ApplicationSet', 'argoproj.io/v1alpha1', 'applicationsets appset appsets'],
  ['AppProject', 'argoproj.io/v1alpha1', 'appprojects appproj appprojs'],
  ['Rollout', 'argoproj.io/v1alpha1', 'rollouts ro'],
  ['Certificate', 'cert-manager.io/v1', 'certificates cert certs'],
  ['CertificateRequest', 'cert-manager.io/v1', 'certificaterequests cr crs'],
  ['Issuer', 'cert-manager.io/v1', 'issuers'],
  ['ClusterIssuer*', 'cert-manager.io/v1', 'clusterissuers'],
  ['Order', 'acme.cert-manager.io/v1', 'orders'],
  ['Challenge', 'acme.cert-manager.io/v1', 'challenges'],
  ['ExternalSecret', 'external-secrets.io/v1', 'externalsecrets es'],
  ['SecretStore', 'external-secrets.io/v1', 'secretstores ss'],
  ['ClusterSecretStore*', 'external-secrets.io/v1', 'clustersecretstores css'],
  ['SealedSecret', 'bitnami.com/v1alpha1', 'sealedsecrets'],
  ['ServiceMonitor', 'monitoring.coreos.com/v1', 'servicemonitors smon'],
  ['PodMonitor', 'monitoring.coreos.com/v1', 'podmonitors pmon'],
  ['Prometheus', 'monitoring.coreos.com/v1', 'prometheuses prom'],
  ['Alertmanager', 'monitoring.coreos.com/v1', 'alertmanagers'],
  ['IngressRoute', 'traefik.io/v1alpha1', 'ingressroutes'],
  ['Middleware', 'traefik.io/v1alpha1', 'middlewares'],
  ['Route', 'route.openshift.io/v1', 'routes'],
  ['ClusterOperator*', 'config.openshift.io/v1', 'clusteroperators co'],
  ['ClusterVersion*', 'config.openshift.io/v1', 'clusterversions'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io/v2', 'helmreleases hr'],
  ['Kustomization', 'kustomize.toolkit.fluxcd.io/v1', 'kustomizations ks'],
];

/** What `kubectl get all` lists. */
const ALL = 'pods svc rc deploy rs sts ds jobs cj hpa'.split(' ');

const BY_WORD = new Map<string, ResourceKind>();
for (const [name, apiVersion, words] of KINDS) {
  const kind = name.replace('*', '');
  const entry = { kind, apiVersion, namespaced: !name.endsWith('*') };
  for (const word of [kind.toLowerCase(), ...words.split(' ')]) if (!BY_WORD.has(word)) BY_WORD.set(word, entry);
}

/** The kind behind a word of a command line or a path: `po`, `Pods`, `deployments.apps`, `storage-classes`. */
export function kindOfWord(word: string): ResourceKind | undefined {
  const lower = word.toLowerCase();
  const plain = lower.replace(/\..*$/, '');
  const found = BY_WORD.get(plain) ?? BY_WORD.get(plain.replaceAll('-', ''));
  // `certificates.foo.example` is somebody else's certificate.
  if (!found || plain === lower) return found;
  const group = lower.slice(plain.length + 1).replace(/^v\d\w*\.?/, '');
  const slash = found.apiVersion.indexOf('/');
  return group === '' || (slash > 0 && found.apiVersion.startsWith(`${group}/`)) || slash < 0 ? found : undefined;
}

/** The kinds that a resource argument names: `pods,svc`, `all`. Empty where one of them is unknown. */
export function kindsOfArgument(argument: string): ResourceKind[] {
  const words = argument.split(',').flatMap((word) => (word === 'all' ? ALL : [word]));
  const kinds = words.map(kindOfWord);
  return kinds.every((kind) => kind !== undefined) ? (kinds as ResourceKind[]) : [];
}

/** The kind in the form in which tables of events print it: `pod`, `Pod`, `certificaterequest`. */
export function kindNamed(word: string): string {
  return kindOfWord(word)?.kind ?? word.charAt(0).toUpperCase() + word.slice(1);
}

export function resourceOfKind(kind: string): ResourceKind {
  const known = BY_WORD.get(kind.toLowerCase());
  return known?.kind === kind ? known : { kind, apiVersion: '', namespaced: true };
}
