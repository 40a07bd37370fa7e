/** A kind of object as the API serves it, and the folder or file name under which bundles keep its lists. */
export type KindRow = {
  kind: string;
  /** `v1`, `apps/v1`. */
  apiVersion: string;
  /** Lower-case plural, as in API paths. */
  plural: string;
  namespaced: boolean;
  /**
   * `cluster-resources/<directory>/<namespace>.json`, or `cluster-resources/<directory>.json` for cluster-scoped kinds:
   * the support-bundle convention's name, for kinds that it lacks the plural.
   */
  directory: string;
};

const namespaced = (kind: string, apiVersion: string, plural: string, directory = plural): KindRow => ({
  kind,
  apiVersion,
  plural,
  namespaced: true,
  directory,
});

const clusterScoped = (kind: string, apiVersion: string, plural: string, directory = plural): KindRow => ({
  ...namespaced(kind, apiVersion, plural, directory),
  namespaced: false,
});

/**
 * Every built-in kind that a bundle lists, the most telling first.
 * Directory names: replicatedhq/troubleshoot:pkg/constants/constants.go@5bf008f7.
 */
export const KINDS: readonly KindRow[] = [
  clusterScoped('Namespace', 'v1', 'namespaces'),
  clusterScoped('Node', 'v1', 'nodes'),
  namespaced('Pod', 'v1', 'pods'),
  namespaced('Event', 'v1', 'events'),

  namespaced('Deployment', 'apps/v1', 'deployments'),
  namespaced('ReplicaSet', 'apps/v1', 'replicasets'),
  namespaced('StatefulSet', 'apps/v1', 'statefulsets'),
  namespaced('DaemonSet', 'apps/v1', 'daemonsets'),
  namespaced('Job', 'batch/v1', 'jobs'),
  namespaced('CronJob', 'batch/v1', 'cronjobs'),
  namespaced('ReplicationController', 'v1', 'replicationcontrollers'),
  namespaced('ControllerRevision', 'apps/v1', 'controllerrevisions'),

  namespaced('ConfigMap', 'v1', 'configmaps'),
  namespaced('Secret', 'v1', 'secrets'),
  namespaced('ServiceAccount', 'v1', 'serviceaccounts'),

  namespaced('Service', 'v1', 'services'),
  namespaced('Endpoints', 'v1', 'endpoints'),
  namespaced('EndpointSlice', 'discovery.k8s.io/v1', 'endpointslices'),
  namespaced('Ingress', 'networking.k8s.io/v1', 'ingresses', 'ingress'),
  clusterScoped('IngressClass', 'networking.k8s.io/v1', 'ingressclasses', 'ingress-classes'),
  namespaced('NetworkPolicy', 'networking.k8s.io/v1', 'networkpolicies', 'network-policy'),

  namespaced('PersistentVolumeClaim', 'v1', 'persistentvolumeclaims', 'pvcs'),
  clusterScoped('PersistentVolume', 'v1', 'persistentvolumes', 'pvs'),
  clusterScoped('StorageClass', 'storage.k8s.io/v1', 'storageclasses', 'storage-classes'),
  clusterScoped('VolumeAttachment', 'storage.k8s.io/v1', 'volumeattachments'),
  clusterScoped('CSIDriver', 'storage.k8s.io/v1', 'csidrivers'),
  clusterScoped('CSINode', 'storage.k8s.io/v1', 'csinodes'),
  namespaced('CSIStorageCapacity', 'storage.k8s.io/v1', 'csistoragecapacities'),
  clusterScoped('VolumeAttributesClass', 'storage.k8s.io/v1', 'volumeattributesclasses'),

  namespaced('HorizontalPodAutoscaler', 'autoscaling/v2', 'horizontalpodautoscalers'),
  namespaced('PodDisruptionBudget', 'policy/v1', 'poddisruptionbudgets', 'pod-disruption-budgets'),
  namespaced('ResourceQuota', 'v1', 'resourcequotas', 'resource-quota'),
  namespaced('LimitRange', 'v1', 'limitranges'),
  clusterScoped('PriorityClass', 'scheduling.k8s.io/v1', 'priorityclasses'),
  clusterScoped('RuntimeClass', 'node.k8s.io/v1', 'runtimeclasses'),
  namespaced('Lease', 'coordination.k8s.io/v1', 'leases'),

  namespaced('ResourceClaim', 'resource.k8s.io/v1', 'resourceclaims'),
  namespaced('ResourceClaimTemplate', 'resource.k8s.io/v1', 'resourceclaimtemplates'),
  clusterScoped('ResourceSlice', 'resource.k8s.io/v1', 'resourceslices'),
  clusterScoped('DeviceClass', 'resource.k8s.io/v1', 'deviceclasses'),

  clusterScoped(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    'customresourcedefinitions',
    'custom-resource-definitions',
  ),
  clusterScoped('APIService', 'apiregistration.k8s.io/v1', 'apiservices'),
  clusterScoped(
    'ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
    'validatingwebhookconfigurations',
    'validating-webhook-configurations',
  ),
  clusterScoped(
    'MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
    'mutatingwebhookconfigurations',
    'mutating-webhook-configurations',
  ),
  clusterScoped('ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', 'validatingadmissionpolicies'),
  clusterScoped(
    'ValidatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/v1',
    'validatingadmissionpolicybindings',
  ),
  clusterScoped('MutatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', 'mutatingadmissionpolicies'),
  clusterScoped('MutatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/v1', 'mutatingadmissionpolicybindings'),
  clusterScoped('FlowSchema', 'flowcontrol.apiserver.k8s.io/v1', 'flowschemas'),
  clusterScoped('PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1', 'prioritylevelconfigurations'),
  clusterScoped(
    'CertificateSigningRequest',
    'certificates.k8s.io/v1',
    'certificatesigningrequests',
    'certificatesigningrequests',
  ),

  namespaced('Role', 'rbac.authorization.k8s.io/v1', 'roles'),
  namespaced('RoleBinding', 'rbac.authorization.k8s.io/v1', 'rolebindings'),
  clusterScoped('ClusterRole', 'rbac.authorization.k8s.io/v1', 'clusterroles'),
  clusterScoped('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1', 'clusterrolebindings'),
];

const BY_DIRECTORY = new Map(KINDS.map((row) => [row.directory, row]));

/** The kind whose lists lie in a folder (or file) of cluster-resources; undefined where the convention has none. */
export function kindOfDirectory(directory: string): KindRow | undefined {
  return BY_DIRECTORY.get(directory);
}

/** `deployments.apps`, `pods`: how kubectl is told exactly which resource is meant, whatever its group. */
export function resourceName(row: Pick<KindRow, 'plural' | 'apiVersion'>): string {
  const group = groupOf(row.apiVersion);
  return group === '' ? row.plural : `${row.plural}.${group}`;
}

/** The API group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
