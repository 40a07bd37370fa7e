import type { KubeObject } from '../../../formats/kube-object.ts';
import { containersOf, isPodReady } from '../../pod.ts';
import { conditionsOf, conditionWith } from './conditions.ts';
import type { Health } from './health.ts';
import { healthy, verdict } from './health.ts';

const count = (object: KubeObject, path: string) => object.number(path) ?? 0;

/** True where the controller has not yet seen the newest spec. */
function isUnobserved(object: KubeObject): boolean {
  return count(object, 'metadata.generation') > count(object, 'status.observedGeneration');
}

const unobserved = verdict('Progressing', 'the newest spec has not been observed yet', 'status.observedGeneration');

/** argoproj/argo-cd:gitops-engine/pkg/health/health_deployment.go@37ee0097 */
export function deploymentHealth(deployment: KubeObject): Health {
  if (deployment.at('spec.paused') === true) return verdict('Suspended', 'the rollout is paused', 'spec.paused');
  if (isUnobserved(deployment)) return unobserved;
  const progressing = conditionWith(conditionsOf(deployment), 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return verdict('Degraded', progressing.message || 'its progress deadline is over', progressing.field);
  }
  const wanted = deployment.number('spec.replicas');
  const updated = count(deployment, 'status.updatedReplicas');
  const available = count(deployment, 'status.availableReplicas');
  if (wanted !== undefined && updated < wanted) {
    return verdict('Progressing', `${updated} of ${wanted} replicas are updated`, 'status.updatedReplicas');
  }
  if (count(deployment, 'status.replicas') > updated) {
    return verdict('Progressing', 'old replicas wait to be ended', 'status.replicas');
  }
  if (available < updated) {
    return verdict('Progressing', `${available} of ${updated} replicas are available`, 'status.availableReplicas');
  }
  return healthy;
}

/** Never Degraded: argoproj/argo-cd:gitops-engine/pkg/health/health_statefulset.go@37ee0097 */
export function statefulSetHealth(set: KubeObject): Health {
  if (count(set, 'status.observedGeneration') === 0 || isUnobserved(set)) return unobserved;
  const wanted = set.number('spec.replicas');
  const ready = count(set, 'status.readyReplicas');
  if (wanted !== undefined && ready < wanted) {
    return verdict('Progressing', `${ready} of ${wanted} replicas are ready`, 'status.readyReplicas');
  }
  const strategy = set.string('spec.updateStrategy.type');
  if (strategy === 'RollingUpdate' && set.at('spec.updateStrategy.rollingUpdate')) {
    const partition = set.number('spec.updateStrategy.rollingUpdate.partition');
    const updated = count(set, 'status.updatedReplicas');
    return wanted !== undefined && partition !== undefined && updated < wanted - partition
      ? verdict('Progressing', `${updated} of ${wanted - partition} replicas are updated`, 'status.updatedReplicas')
      : healthy;
  }
  if (strategy === 'OnDelete') return healthy;
  if (set.string('status.updateRevision') !== set.string('status.currentRevision')) {
    return verdict('Progressing', 'pods of the old revision remain', 'status.currentRevision');
  }
  return healthy;
}

/** Never Degraded: argoproj/argo-cd:gitops-engine/pkg/health/health_daemonset.go@37ee0097 */
export function daemonSetHealth(set: KubeObject): Health {
  if (isUnobserved(set)) return unobserved;
  if (set.string('spec.updateStrategy.type') === 'OnDelete') return healthy;
  const wanted = count(set, 'status.desiredNumberScheduled');
  for (const [field, word] of [
    ['status.updatedNumberScheduled', 'updated'],
    ['status.numberAvailable', 'available'],
  ] as const) {
    const have = count(set, field);
    if (have < wanted) return verdict('Progressing', `${have} of ${wanted} pods are ${word}`, field);
  }
  return healthy;
}

/** argoproj/argo-cd:gitops-engine/pkg/health/health_replicaset.go@37ee0097 */
export function replicaSetHealth(set: KubeObject): Health {
  if (isUnobserved(set)) return unobserved;
  const failure = conditionWith(conditionsOf(set), 'ReplicaFailure', 'True');
  if (failure) return verdict('Degraded', failure.message, failure.field);
  const wanted = set.number('spec.replicas');
  const available = count(set, 'status.availableReplicas');
  return wanted !== undefined && available < wanted
    ? verdict('Progressing', `${available} of ${wanted} replicas are available`, 'status.availableReplicas')
    : healthy;
}

/** `InvalidImageName` fits none of these, upstream too. */
const BAD_WAITING = /^Err|Error$|BackOff$/;

/** argoproj/argo-cd:gitops-engine/pkg/health/health_pod.go@37ee0097; init containers are not looked at. */
export function podHealth(pod: KubeObject): Health {
  // The API fills in Always; a capture that lacks the field was written by hand.
  const keepsRunning = (pod.string('spec.restartPolicy') ?? 'Always') === 'Always';
  const mains = containersOf(pod).filter(({ kind }) => kind === 'main');
  if (keepsRunning) {
    const bad = mains.find(({ state, reason }) => state === 'waiting' && BAD_WAITING.test(reason ?? ''));
    if (bad) return verdict('Degraded', bad.message ?? bad.reason, `${bad.statusPath}.state.waiting.reason`);
  }
  switch (pod.string('status.phase')) {
    case 'Pending':
      return verdict('Progressing', pod.string('status.message'), 'status.phase');
    case 'Succeeded':
      return healthy;
    case 'Failed':
      return verdict('Degraded', pod.string('status.message') ?? pod.string('status.reason'), 'status.phase');
    case 'Running': {
      if (!keepsRunning) return verdict('Progressing', 'it runs to its end', 'status.phase');
      if (isPodReady(pod)) return healthy;
      const ended = mains.find(({ last }) => last !== undefined);
      return ended
        ? verdict('Degraded', ended.last?.message ?? ended.last?.reason, `${ended.statusPath}.lastState.terminated`)
        : verdict('Progressing', 'not ready', 'status.conditions');
    }
    default:
      return verdict('Unknown', undefined, 'status.phase');
  }
}
