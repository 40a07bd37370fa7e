import type { Json, KubeObject } from '../../../formats/kube-object.ts';
import { type Condition, conditionsIn, conditionsOf, conditionWith } from './conditions.ts';
import type { Health } from './health.ts';
import { healthy, verdict } from './health.ts';

const NO_CONDITION = verdict('Progressing', 'it has no condition yet', 'status.conditions');

const CANNOT_SCALE: Record<string, readonly string[]> = {
  AbleToScale: ['FailedGetScale', 'FailedUpdateScale'],
  ScalingActive: [
    'FailedGetResourceMetric',
    'FailedGetObjectMetric',
    'FailedGetPodsMetric',
    'FailedGetExternalMetric',
    'FailedComputeMetricsReplicas',
    'InvalidSelector',
  ],
};

/** argoproj/argo-cd:gitops-engine/pkg/health/health_hpa.go@37ee0097 */
export function autoscalerHealth(autoscaler: KubeObject): Health {
  const conditions = autoscalerConditions(autoscaler);
  const bad = conditions.find(({ type, reason }) => CANNOT_SCALE[type]?.includes(reason));
  if (bad) return verdict('Degraded', bad.message, bad.field);
  const good = conditions.some(
    ({ type, status }) => (type === 'AbleToScale' || type === 'ScalingLimited') && status === 'True',
  );
  return good ? healthy : verdict('Progressing', 'it waits to scale', 'status.conditions');
}

const ANNOTATION = 'metadata.annotations["autoscaling.alpha.kubernetes.io/conditions"]';

/** The first version of the API keeps them as JSON in an annotation. */
function autoscalerConditions(autoscaler: KubeObject): Condition[] {
  const annotation = autoscaler.string(ANNOTATION);
  if (!annotation) return conditionsOf(autoscaler);
  try {
    return conditionsIn(JSON.parse(annotation) as Json, ANNOTATION).map((found) => ({ ...found, field: ANNOTATION }));
  } catch {
    // Cut or redacted by the bundle's maker: then it has no conditions that could be read.
    return [];
  }
}

/** argoproj/argo-cd:gitops-engine/pkg/health/health_apiservice.go@37ee0097 */
export function apiServiceHealth(service: KubeObject): Health {
  const available = conditionWith(conditionsOf(service), 'Available');
  if (available?.status === 'True') return healthy;
  return verdict('Progressing', available?.message ?? 'it is not available', available?.field);
}

/** argoproj/argo-cd:resource_customizations/policy/PodDisruptionBudget/health.lua@37ee0097 */
export function budgetHealth(budget: KubeObject): Health {
  const conditions = conditionsOf(budget);
  if (conditions.length === 0) return NO_CONDITION;
  const bad = conditions.find(({ status, reason }) => status === 'False' && reason !== 'InsufficientPods');
  return bad ? verdict('Degraded', bad.message || bad.reason, bad.field) : healthy;
}

/** argoproj/argo-cd:resource_customizations/apiextensions.k8s.io/CustomResourceDefinition/health.lua@37ee0097 */
export function definitionHealth(definition: KubeObject): Health {
  const conditions = conditionsOf(definition);
  if (conditions.length === 0) return NO_CONDITION;
  const terminating = conditionWith(conditions, 'Terminating', 'True');
  if (terminating) return verdict('Progressing', terminating.message, terminating.field);
  const refused = conditionWith(conditions, 'NamesAccepted', 'False');
  if (refused) return verdict('Degraded', refused.message, refused.field);
  const established = conditionWith(conditions, 'Established');
  if (established?.status !== 'True') {
    return established?.reason === 'Installing'
      ? verdict('Progressing', established.message, established.field)
      : verdict('Degraded', 'it is not established', established?.field);
  }
  const violated = conditionWith(conditions, 'NonStructuralSchema', 'True');
  return violated ? verdict('Degraded', violated.message, violated.field) : healthy;
}
