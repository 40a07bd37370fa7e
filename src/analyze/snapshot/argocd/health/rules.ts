import { cronJobHealth, jobHealth, workflowHealth } from './batch.ts';
import { apiServiceHealth, autoscalerHealth, budgetHealth, definitionHealth } from './control.ts';
import { applicationSetHealth, rolloutHealth } from './delivery.ts';
import type { HealthRule } from './health.ts';
import { claimHealth, gatewayHealth, ingressHealth, routeHealth, serviceHealth } from './network-storage.ts';
import {
  certificateHealth,
  databaseClusterHealth,
  decidedBy,
  grafanaHealth,
  inferenceHealth,
  keycloakHealth,
  prometheusHealth,
  tenantHealth,
} from './operators.ts';
import { daemonSetHealth, deploymentHealth, podHealth, replicaSetHealth, statefulSetHealth } from './workloads.ts';

/**
 * How Argo CD judges an object, by `group/Kind` (the core group is empty). A kind that is not here has no health of its own
 * upstream either, or one that is not known here; `Application` has none since 1.8.
 */
export const HEALTH_RULES: Readonly<Record<string, HealthRule>> = {
  '/Pod': podHealth,
  '/Service': serviceHealth,
  '/PersistentVolumeClaim': claimHealth,
  'apps/Deployment': deploymentHealth,
  'apps/StatefulSet': statefulSetHealth,
  'apps/DaemonSet': daemonSetHealth,
  'apps/ReplicaSet': replicaSetHealth,
  'batch/Job': jobHealth,
  'batch/CronJob': cronJobHealth,
  'networking.k8s.io/Ingress': ingressHealth,
  'extensions/Ingress': ingressHealth,
  'autoscaling/HorizontalPodAutoscaler': autoscalerHealth,
  'apiregistration.k8s.io/APIService': apiServiceHealth,
  'policy/PodDisruptionBudget': budgetHealth,
  'apiextensions.k8s.io/CustomResourceDefinition': definitionHealth,
  'gateway.networking.k8s.io/Gateway': gatewayHealth,
  'gateway.networking.k8s.io/HTTPRoute': routeHealth,
  'gateway.networking.k8s.io/GRPCRoute': routeHealth,
  'cert-manager.io/Certificate': certificateHealth,
  'cert-manager.io/Issuer': decidedBy('Ready'),
  'cert-manager.io/ClusterIssuer': decidedBy('Ready'),
  'external-secrets.io/ExternalSecret': decidedBy('Ready'),
  'external-secrets.io/SecretStore': decidedBy('Ready'),
  'external-secrets.io/ClusterSecretStore': decidedBy('Ready'),
  'bitnami.com/SealedSecret': decidedBy('Synced'),
  'postgresql.cnpg.io/Cluster': databaseClusterHealth,
  'k8s.keycloak.org/Keycloak': keycloakHealth,
  'monitoring.coreos.com/Prometheus': prometheusHealth,
  'grafana.integreatly.org/Grafana': grafanaHealth,
  'minio.min.io/Tenant': tenantHealth,
  'serving.kserve.io/InferenceService': inferenceHealth,
  'argoproj.io/Rollout': rolloutHealth,
  'argoproj.io/ApplicationSet': applicationSetHealth,
  'argoproj.io/Workflow': workflowHealth,
};
