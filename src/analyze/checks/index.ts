import { alertFiring } from './alert-firing.ts';
import { argocdApplicationAbsent } from './argocd-application-absent.ts';
import { argocdApplicationDegraded } from './argocd-application-degraded.ts';
import { argocdApplicationUnknown } from './argocd-application-unknown.ts';
import { argocdApplicationUnprocessed } from './argocd-application-unprocessed.ts';
import { argocdAwaitedFailed } from './argocd-awaited-failed.ts';
import { argocdAwaitedGone } from './argocd-awaited-gone.ts';
import { argocdAwaitedHealthy } from './argocd-awaited-healthy.ts';
import { argocdAwaitedSuspended } from './argocd-awaited-suspended.ts';
import { argocdClaimWave } from './argocd-claim-wave.ts';
import { argocdConfirmationAwaited } from './argocd-confirmation-awaited.ts';
import { argocdControllerError } from './argocd-controller-error.ts';
import { argocdLiveDrift } from './argocd-live-drift.ts';
import { argocdNeededElsewhere } from './argocd-needed-elsewhere.ts';
import { argocdNeededLater } from './argocd-needed-later.ts';
import { argocdProgressiveSyncHeld } from './argocd-progressive-sync-held.ts';
import { argocdProjectRefuses } from './argocd-project-refuses.ts';
import { argocdPruneNeeded } from './argocd-prune-needed.ts';
import { argocdRepoServerUnreachable } from './argocd-repo-server-unreachable.ts';
import { argocdStatusStale } from './argocd-status-stale.ts';
import { argocdSyncFailHookFailed } from './argocd-sync-fail-hook-failed.ts';
import { argocdSyncFailed } from './argocd-sync-failed.ts';
import { argocdSyncFlapping } from './argocd-sync-flapping.ts';
import { argocdSyncHeld } from './argocd-sync-held.ts';
import { argocdSyncHung } from './argocd-sync-hung.ts';
import { argocdSyncNotRetried } from './argocd-sync-not-retried.ts';
import { argocdSyncWindowClosed } from './argocd-sync-window-closed.ts';
import { argocdVersionNotServed } from './argocd-version-not-served.ts';
import { argocdWriteConflict } from './argocd-write-conflict.ts';
import { bifrostBoundToLoopback } from './bifrost-bound-to-loopback.ts';
import { bifrostClaimLeftBehind } from './bifrost-claim-left-behind.ts';
import { bifrostClusterUnsupported } from './bifrost-cluster-unsupported.ts';
import { bifrostDataEphemeral } from './bifrost-data-ephemeral.ts';
import { bifrostKeyInClear } from './bifrost-key-in-clear.ts';
import { bifrostPoolSmall } from './bifrost-pool-small.ts';
import { bifrostProviderKeyUnresolved } from './bifrost-provider-key-unresolved.ts';
import { bifrostProviderVariableUndefined } from './bifrost-provider-variable-undefined.ts';
import { bifrostScaleDownAbrupt } from './bifrost-scale-down-abrupt.ts';
import { bifrostSqliteReplicated } from './bifrost-sqlite-replicated.ts';
import { bifrostWorkloadDoubled } from './bifrost-workload-doubled.ts';
import { bullsequanaLitellmCalledDirectly } from './bullsequana-litellm-called-directly.ts';
import { bullsequanaWorkloadOutsideGit } from './bullsequana-workload-outside-git.ts';
import { certificateExpiring } from './certificate-expiring.ts';
import { certificateIssuerNotReady } from './certificate-issuer-not-ready.ts';
import { claimPending } from './claim-pending.ts';
import { configGone } from './config-gone.ts';
import { configMapKeyMissing } from './configmap-key-missing.ts';
import { configMapMissing } from './configmap-missing.ts';
import { containerConfigError } from './container-config-error.ts';
import { containerFailed } from './container-failed.ts';
import { containerStartError } from './container-start-error.ts';
import { cpuLimitSmall } from './cpu-limit-small.ts';
import { crashLoopBackOff } from './crash-loop-back-off.ts';
import { cronJobFailing } from './cron-job-failing.ts';
import { customResourceFailing } from './custom-resource-failing.ts';
import { daemonSetUnavailable } from './daemonset-unavailable.ts';
import { defaultStorageClassAmbiguous } from './default-storage-class-ambiguous.ts';
import type { Check } from './define-check.ts';
import { deploymentUnavailable } from './deployment-unavailable.ts';
import { helmReleaseFailed } from './helm-release-failed.ts';
import { helmReleasePending } from './helm-release-pending.ts';
import { imagePullBackOff } from './image-pull-back-off.ts';
import { imagePullSecretType } from './image-pull-secret-type.ts';
import { ingressBackendUnavailable } from './ingress-backend-unavailable.ts';
import { ingressClassMissing } from './ingress-class-missing.ts';
import { ingressPortMissing } from './ingress-port-missing.ts';
import { ingressServiceMissing } from './ingress-service-missing.ts';
import { ingressTlsSecretMissing } from './ingress-tls-secret-missing.ts';
import { ingressWithoutAddress } from './ingress-without-address.ts';
import { jobFailed } from './job-failed.ts';
import { kubeletUnreachable } from './kubelet-unreachable.ts';
import { logErrorUnexplained } from './log-error-unexplained.ts';
import { networkPolicyBlocking } from './network-policy-blocking.ts';
import { nodeClockSkew } from './node-clock-skew.ts';
import { nodeFlapping } from './node-flapping.ts';
import { nodeNotReady } from './node-not-ready.ts';
import { nodePressure } from './node-pressure.ts';
import { nodeRestarted } from './node-restarted.ts';
import { nodeVersionSkew } from './node-version-skew.ts';
import { objectTerminating } from './object-terminating.ts';
import { oomKilled } from './oom-killed.ts';
import { podNotReady } from './pod-not-ready.ts';
import { podPending } from './pod-pending.ts';
import { probePortUndeclared } from './probe-port-undeclared.ts';
import { provisionerSilent } from './provisioner-silent.ts';
import { sandboxRecreated } from './sandbox-recreated.ts';
import { secretKeyMissing } from './secret-key-missing.ts';
import { secretMissing } from './secret-missing.ts';
import { serviceSelectorUnmatched } from './service-selector-unmatched.ts';
import { serviceTargetPortUndeclared } from './service-target-port-undeclared.ts';
import { serviceWithoutEndpoints } from './service-without-endpoints.ts';
import { statefulSetUnavailable } from './statefulset-unavailable.ts';
import { storageClassMissing } from './storage-class-missing.ts';
import { warningEventUnexplained } from './warning-event-unexplained.ts';
import { webhookWithoutEndpoints } from './webhook-without-endpoints.ts';

/** Every check by the name that rules give in `match: { check: <name> }`, which is also the name of its file. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'alert-firing': alertFiring,
  'argocd-application-absent': argocdApplicationAbsent,
  'argocd-progressive-sync-held': argocdProgressiveSyncHeld,
  'argocd-application-unprocessed': argocdApplicationUnprocessed,
  'argocd-application-degraded': argocdApplicationDegraded,
  'argocd-application-unknown': argocdApplicationUnknown,
  'argocd-awaited-failed': argocdAwaitedFailed,
  'argocd-awaited-gone': argocdAwaitedGone,
  'argocd-repo-server-unreachable': argocdRepoServerUnreachable,
  'argocd-sync-hung': argocdSyncHung,
  'argocd-awaited-healthy': argocdAwaitedHealthy,
  'argocd-awaited-suspended': argocdAwaitedSuspended,
  'argocd-claim-wave': argocdClaimWave,
  'argocd-confirmation-awaited': argocdConfirmationAwaited,
  'argocd-controller-error': argocdControllerError,
  'argocd-live-drift': argocdLiveDrift,
  'argocd-sync-flapping': argocdSyncFlapping,
  'argocd-needed-elsewhere': argocdNeededElsewhere,
  'argocd-needed-later': argocdNeededLater,
  'argocd-project-refuses': argocdProjectRefuses,
  'argocd-prune-needed': argocdPruneNeeded,
  'argocd-status-stale': argocdStatusStale,
  'argocd-sync-held': argocdSyncHeld,
  'argocd-sync-not-retried': argocdSyncNotRetried,
  'argocd-version-not-served': argocdVersionNotServed,
  'argocd-write-conflict': argocdWriteConflict,
  'argocd-sync-window-closed': argocdSyncWindowClosed,
  'argocd-sync-fail-hook-failed': argocdSyncFailHookFailed,
  'argocd-sync-failed': argocdSyncFailed,
  'bifrost-sqlite-replicated': bifrostSqliteReplicated,
  'bifrost-key-in-clear': bifrostKeyInClear,
  'bifrost-cluster-unsupported': bifrostClusterUnsupported,
  'bifrost-scale-down-abrupt': bifrostScaleDownAbrupt,
  'bifrost-claim-left-behind': bifrostClaimLeftBehind,
  'bifrost-workload-doubled': bifrostWorkloadDoubled,
  'bifrost-data-ephemeral': bifrostDataEphemeral,
  'bifrost-bound-to-loopback': bifrostBoundToLoopback,
  'bifrost-pool-small': bifrostPoolSmall,
  'bifrost-provider-key-unresolved': bifrostProviderKeyUnresolved,
  'bifrost-provider-variable-undefined': bifrostProviderVariableUndefined,
  'bullsequana-litellm-called-directly': bullsequanaLitellmCalledDirectly,
  'bullsequana-workload-outside-git': bullsequanaWorkloadOutsideGit,
  'certificate-expiring': certificateExpiring,
  'certificate-issuer-not-ready': certificateIssuerNotReady,
  'claim-pending': claimPending,
  'config-gone': configGone,
  'configmap-key-missing': configMapKeyMissing,
  'configmap-missing': configMapMissing,
  'container-config-error': containerConfigError,
  'container-failed': containerFailed,
  'container-start-error': containerStartError,
  'cpu-limit-small': cpuLimitSmall,
  'crash-loop-back-off': crashLoopBackOff,
  'cron-job-failing': cronJobFailing,
  'custom-resource-failing': customResourceFailing,
  'daemonset-unavailable': daemonSetUnavailable,
  'default-storage-class-ambiguous': defaultStorageClassAmbiguous,
  'deployment-unavailable': deploymentUnavailable,
  'helm-release-failed': helmReleaseFailed,
  'helm-release-pending': helmReleasePending,
  'image-pull-back-off': imagePullBackOff,
  'image-pull-secret-type': imagePullSecretType,
  'ingress-backend-unavailable': ingressBackendUnavailable,
  'ingress-class-missing': ingressClassMissing,
  'ingress-port-missing': ingressPortMissing,
  'ingress-service-missing': ingressServiceMissing,
  'ingress-tls-secret-missing': ingressTlsSecretMissing,
  'ingress-without-address': ingressWithoutAddress,
  'job-failed': jobFailed,
  'kubelet-unreachable': kubeletUnreachable,
  'log-error-unexplained': logErrorUnexplained,
  'network-policy-blocking': networkPolicyBlocking,
  'node-clock-skew': nodeClockSkew,
  'node-flapping': nodeFlapping,
  'node-not-ready': nodeNotReady,
  'node-pressure': nodePressure,
  'node-restarted': nodeRestarted,
  'node-version-skew': nodeVersionSkew,
  'object-terminating': objectTerminating,
  'oom-killed': oomKilled,
  'pod-not-ready': podNotReady,
  'pod-pending': podPending,
  'probe-port-undeclared': probePortUndeclared,
  'provisioner-silent': provisionerSilent,
  'sandbox-recreated': sandboxRecreated,
  'secret-key-missing': secretKeyMissing,
  'secret-missing': secretMissing,
  'service-selector-unmatched': serviceSelectorUnmatched,
  'service-target-port-undeclared': serviceTargetPortUndeclared,
  'service-without-endpoints': serviceWithoutEndpoints,
  'statefulset-unavailable': statefulSetUnavailable,
  'storage-class-missing': storageClassMissing,
  'warning-event-unexplained': warningEventUnexplained,
  'webhook-without-endpoints': webhookWithoutEndpoints,
};
