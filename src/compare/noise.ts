/** Kinds that change without anybody's doing, or that only repeat what other objects say. */
const NOISY_KINDS = new Set([
  'Lease',
  'Event',
  'PodMetrics',
  'NodeMetrics',
  'ControllerRevision',
  'Endpoints',
  'EndpointSlice',
  'CSIStorageCapacity',
]);

/** Of `metadata`, what a person sets; everything else (resourceVersion, managedFields, uid ...) is the server's own. */
const METADATA = new Set(['labels', 'annotations', 'finalizers', 'deletionTimestamp']);

/** Annotations that controllers write at their own pace, or that repeat the spec. */
const NOISY_ANNOTATIONS = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'control-plane.alpha.kubernetes.io/leader',
  'endpoints.kubernetes.io/last-change-trigger-time',
  'autoscaling.alpha.kubernetes.io/conditions',
  'autoscaling.alpha.kubernetes.io/current-metrics',
  'deprecated.daemonset.template.generation',
]);

/** Fields of `status`, at any depth, that say nothing about how an object fares. */
const NOISY_STATUS = new Set([
  'observedGeneration',
  'resourceVersion',
  'uid',
  'containerID',
  'podIP',
  'podIPs',
  'hostIP',
  'hostIPs',
  'message',
  'images',
  'history',
  'volumesInUse',
  'volumesAttached',
  'currentMetrics',
  'collisionCount',
]);

export function isNoisyKind(kind: string): boolean {
  return NOISY_KINDS.has(kind);
}

/** True for a field that is left out of a comparison; `steps` are the keys that lead to it. */
export function isNoise(steps: readonly string[]): boolean {
  const [top, second, third] = steps;
  const last = steps.at(-1) ?? '';
  if (top === 'kind' || top === 'apiVersion') return true;
  if (top === 'metadata' && second !== undefined) {
    return !METADATA.has(second) || (second === 'annotations' && third !== undefined && NOISY_ANNOTATIONS.has(third));
  }
  // Heartbeats, transitions and probes: whatever ends so is when something was looked at, not how it is.
  return top === 'status' && (NOISY_STATUS.has(last) || /(?:Time|Timestamp|At)$/.test(last));
}
