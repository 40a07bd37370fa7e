import { argocdApplicationDegraded } from './argocd-application-degraded.ts';
import { argocdApplicationUnknown } from './argocd-application-unknown.ts';
import { argocdSyncFailed } from './argocd-sync-failed.ts';
import { bifrostProviderKeyUnresolved } from './bifrost-provider-key-unresolved.ts';
import { bifrostProviderVariableUndefined } from './bifrost-provider-variable-undefined.ts';
import { certificateIssuerNotReady } from './certificate-issuer-not-ready.ts';
import { claimPending } from './claim-pending.ts';
import { configMapKeyMissing } from './configmap-key-missing.ts';
import { configMapMissing } from './configmap-missing.ts';
import { containerConfigError } from './container-config-error.ts';
import { containerFailed } from './container-failed.ts';
import { containerStartError } from './container-start-error.ts';
import { crashLoopBackOff } from './crash-loop-back-off.ts';
import { daemonSetUnavailable } from './daemonset-unavailable.ts';
import type { Check } from './define-check.ts';
import { deploymentUnavailable } from './deployment-unavailable.ts';
import { imagePullBackOff } from './image-pull-back-off.ts';
import { ingressBackendUnavailable } from './ingress-backend-unavailable.ts';
import { ingressClassMissing } from './ingress-class-missing.ts';
import { ingressPortMissing } from './ingress-port-missing.ts';
import { ingressServiceMissing } from './ingress-service-missing.ts';
import { ingressTlsSecretMissing } from './ingress-tls-secret-missing.ts';
import { jobFailed } from './job-failed.ts';
import { nodeNotReady } from './node-not-ready.ts';
import { nodePressure } from './node-pressure.ts';
import { nodeRestarted } from './node-restarted.ts';
import { oomKilled } from './oom-killed.ts';
import { podNotReady } from './pod-not-ready.ts';
import { podPending } from './pod-pending.ts';
import { secretKeyMissing } from './secret-key-missing.ts';
import { secretMissing } from './secret-missing.ts';
import { serviceSelectorUnmatched } from './service-selector-unmatched.ts';
import { serviceWithoutEndpoints } from './service-without-endpoints.ts';
import { statefulSetUnavailable } from './statefulset-unavailable.ts';
import { storageClassMissing } from './storage-class-missing.ts';

/** Every check by the name that rules give in `match: { check: <name> }`, which is also the name of its file. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'argocd-application-degraded': argocdApplicationDegraded,
  'argocd-application-unknown': argocdApplicationUnknown,
  'argocd-sync-failed': argocdSyncFailed,
  'bifrost-provider-key-unresolved': bifrostProviderKeyUnresolved,
  'bifrost-provider-variable-undefined': bifrostProviderVariableUndefined,
  'certificate-issuer-not-ready': certificateIssuerNotReady,
  'claim-pending': claimPending,
  'configmap-key-missing': configMapKeyMissing,
  'configmap-missing': configMapMissing,
  'container-config-error': containerConfigError,
  'container-failed': containerFailed,
  'container-start-error': containerStartError,
  'crash-loop-back-off': crashLoopBackOff,
  'daemonset-unavailable': daemonSetUnavailable,
  'deployment-unavailable': deploymentUnavailable,
  'image-pull-back-off': imagePullBackOff,
  'ingress-backend-unavailable': ingressBackendUnavailable,
  'ingress-class-missing': ingressClassMissing,
  'ingress-port-missing': ingressPortMissing,
  'ingress-service-missing': ingressServiceMissing,
  'ingress-tls-secret-missing': ingressTlsSecretMissing,
  'job-failed': jobFailed,
  'node-not-ready': nodeNotReady,
  'node-pressure': nodePressure,
  'node-restarted': nodeRestarted,
  'oom-killed': oomKilled,
  'pod-not-ready': podNotReady,
  'pod-pending': podPending,
  'secret-key-missing': secretKeyMissing,
  'secret-missing': secretMissing,
  'service-selector-unmatched': serviceSelectorUnmatched,
  'service-without-endpoints': serviceWithoutEndpoints,
  'statefulset-unavailable': statefulSetUnavailable,
  'storage-class-missing': storageClassMissing,
};
