import type { KubeObject } from '../../../formats/kube-object.ts';
import { conditionsOf, conditionWith } from './conditions.ts';
import type { Health, HealthRule } from './health.ts';
import { healthy, verdict } from './health.ts';

const NO_STATUS = verdict('Progressing', 'it has no status yet', 'status');

/** Kinds whose one condition decides: True is healthy, False degraded, none or Unknown on its way. */
export function decidedBy(type: string): HealthRule {
  return (object) => {
    const condition = conditionWith(conditionsOf(object), type);
    if (condition?.status === 'True') return healthy;
    if (condition?.status === 'False')
      return verdict('Degraded', condition.message || condition.reason, condition.field);
    return verdict('Progressing', `it has no condition ${type} yet`, 'status.conditions');
  };
}

/** argoproj/argo-cd:resource_customizations/cert-manager.io/Certificate/health.lua@37ee0097 */
export function certificateHealth(certificate: KubeObject): Health {
  const issuing = conditionWith(conditionsOf(certificate), 'Issuing', 'True');
  return issuing ? verdict('Progressing', issuing.message, issuing.field) : decidedBy('Ready')(certificate);
}

const DATABASE_PHASES: Record<string, Health['status']> = {
  'Cluster in healthy state': 'Healthy',
  'Setting up primary': 'Progressing',
  'Creating a new replica': 'Progressing',
  'Upgrading cluster': 'Progressing',
  'Waiting for the instances to become active': 'Progressing',
  'Promoting to primary cluster': 'Progressing',
  'Switchover in progress': 'Degraded',
  'Failing over': 'Degraded',
  'Upgrading Postgres major version': 'Degraded',
  'Cluster upgrade delayed': 'Degraded',
  'Waiting for user action': 'Degraded',
  'Primary instance is being restarted in-place': 'Degraded',
  'Primary instance is being restarted without a switchover': 'Degraded',
  'Cluster cannot execute instance online upgrade due to missing architecture binary': 'Degraded',
  'Online upgrade in progress': 'Degraded',
  'Applying configuration': 'Degraded',
  'Unable to create required cluster objects': 'Suspended',
  'Cluster cannot proceed to reconciliation due to an unknown plugin being required': 'Suspended',
  'Cluster has incomplete or invalid image catalog': 'Suspended',
  'Cluster is unrecoverable and needs manual intervention': 'Suspended',
};

/** argoproj/argo-cd:resource_customizations/postgresql.cnpg.io/Cluster/health.lua@37ee0097 */
export function databaseClusterHealth(cluster: KubeObject): Health {
  if (cluster.string('metadata.annotations["cnpg.io/reconciliationLoop"]') === 'disabled') {
    return verdict('Suspended', 'its reconciliation is switched off', 'metadata.annotations');
  }
  const conditions = conditionsOf(cluster);
  if (conditions.length === 0) return NO_STATUS;
  const hibernation = conditionWith(conditions, 'cnpg.io/hibernation');
  if (hibernation) {
    const status = hibernation.status === 'True' ? 'Suspended' : 'Degraded';
    return verdict(status, hibernation.message, hibernation.field);
  }
  const phase = cluster.string('status.phase') ?? '';
  const status = Object.hasOwn(DATABASE_PHASES, phase) ? DATABASE_PHASES[phase] : 'Unknown';
  if (!status || status === 'Healthy') return healthy;
  return verdict(status, cluster.string('status.phaseReason') ?? phase, 'status.phase');
}

/** Conditions are read from old to new: argoproj/argo-cd:resource_customizations/k8s.keycloak.org/Keycloak@37ee0097 */
export function keycloakHealth(keycloak: KubeObject): Health {
  const oldestFirst = conditionsOf(keycloak).sort((a, b) =>
    (a.lastTransitionTime || '~') < (b.lastTransitionTime || '~') ? -1 : 1,
  );
  for (const { type, status, message, field } of oldestFirst) {
    if (status !== 'True') continue;
    if (type === 'Ready') return healthy;
    if (type === 'HasErrors') return verdict('Degraded', message, field);
  }
  return NO_STATUS;
}

/** argoproj/argo-cd:resource_customizations/monitoring.coreos.com/Prometheus/health.lua@37ee0097 */
export function prometheusHealth(prometheus: KubeObject): Health {
  const available = conditionWith(conditionsOf(prometheus), 'Available');
  if (!available) return NO_STATUS;
  if (available.status === 'True') return healthy;
  const status = available.reason === 'SomePodsNotReady' ? 'Progressing' : 'Degraded';
  return verdict(status, available.message || available.reason, available.field);
}

/** argoproj/argo-cd:resource_customizations/grafana.integreatly.org/Grafana/health.lua@37ee0097 */
export function grafanaHealth(grafana: KubeObject): Health {
  const [stage, result] = [grafana.string('status.stage'), grafana.string('status.stageStatus')];
  if (result === 'failed') return verdict('Degraded', `failed at stage ${stage}`, 'status.stageStatus');
  return stage === 'complete' && result === 'success' ? healthy : verdict('Progressing', stage, 'status.stage');
}

const TENANT_FAILURES = new Set([
  'Statefulset not controlled by operator',
  'Another MinIO Tenant already exists in the namespace',
  'Tenant credentials are not set properly',
  'Different versions across MinIO Pools',
  'Pool Decommissioning Not Allowed',
]);

/** argoproj/argo-cd:resource_customizations/minio.min.io/Tenant/health.lua@37ee0097 */
export function tenantHealth(tenant: KubeObject): Health {
  const state = tenant.string('status.currentState');
  if (state === undefined) return NO_STATUS;
  if (state === 'Initialized') return healthy;
  // Any other state counts as being on its way, upstream too.
  return verdict(TENANT_FAILURES.has(state) ? 'Degraded' : 'Progressing', state, 'status.currentState');
}

/** argoproj/argo-cd:resource_customizations/serving.kserve.io/InferenceService/health.lua@37ee0097 */
export function inferenceHealth(service: KubeObject): Health {
  const conditions = conditionsOf(service);
  if (conditions.length === 0) return NO_STATUS;
  const stopped = conditionWith(conditions, 'Stopped', 'True');
  if (stopped) return verdict('Suspended', stopped.message, stopped.field);
  const transition = service.string('status.modelStatus.transitionStatus') ?? 'UpToDate';
  if (transition !== 'UpToDate' && transition !== 'InProgress') {
    return verdict('Degraded', `the model's transition is ${transition}`, 'status.modelStatus.transitionStatus');
  }
  const waiting = conditions.find(
    ({ type, status }) => status === 'Unknown' || (status === 'False' && type !== 'Stopped'),
  );
  if (waiting) return verdict('Progressing', waiting.message || `${waiting.type} is ${waiting.status}`, waiting.field);
  return transition === 'InProgress'
    ? verdict('Progressing', 'the model is being loaded', 'status.modelStatus.transitionStatus')
    : healthy;
}
