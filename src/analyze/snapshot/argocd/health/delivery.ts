import type { KubeObject } from '../../../formats/kube-object.ts';
import { conditionsOf, conditionWith } from './conditions.ts';
import type { Health } from './health.ts';
import { healthy, verdict } from './health.ts';

const count = (object: KubeObject, path: string) => object.number(path) ?? 0;

/** argoproj/argo-cd:resource_customizations/argoproj.io/Rollout/health.lua@37ee0097 */
export function rolloutHealth(rollout: KubeObject): Health {
  // A text in some versions, a hash in the oldest.
  const observed = Number(rollout.string('status.observedGeneration'));
  if (Number.isInteger(observed) && count(rollout, 'metadata.generation') > observed) {
    return verdict('Progressing', 'the newest spec has not been observed yet', 'status.observedGeneration');
  }
  const phase = rollout.string('status.phase');
  const message = rollout.string('status.message');
  switch (phase) {
    case 'Paused':
      return verdict('Suspended', message, 'status.phase');
    case 'Degraded':
    case 'Progressing':
      return verdict(phase, message, 'status.phase');
    case 'Healthy':
      return healthy;
    default:
      return oldRolloutHealth(rollout);
  }
}

/** Before Argo Rollouts 1.0 there was no phase. */
function oldRolloutHealth(rollout: KubeObject): Health {
  const conditions = conditionsOf(rollout);
  const bad = conditions.find(
    ({ type, reason }) =>
      type === 'InvalidSpec' ||
      (type === 'Progressing' && (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded')),
  );
  if (bad) return verdict('Degraded', bad.message, bad.field);
  if (rollout.at('spec.paused') === true || rollout.list('status.pauseConditions').length > 0) {
    return verdict('Suspended', 'the rollout is paused', 'status.pauseConditions');
  }
  const updated = count(rollout, 'status.updatedReplicas');
  const wanted = rollout.number('spec.replicas');
  if (wanted !== undefined && updated < wanted) {
    return verdict('Progressing', `${updated} of ${wanted} replicas are updated`, 'status.updatedReplicas');
  }
  if (count(rollout, 'status.availableReplicas') < updated) {
    return verdict('Progressing', 'updated replicas are not available yet', 'status.availableReplicas');
  }
  return stepsDone(rollout) ? healthy : verdict('Progressing', 'its steps are not finished', 'status');
}

function stepsDone(rollout: KubeObject): boolean {
  const hash = rollout.string('status.currentPodHash');
  if (rollout.at('spec.strategy.blueGreen')) {
    const active = rollout.string('status.blueGreen.activeSelector');
    return active !== undefined && active === hash;
  }
  if (rollout.at('spec.strategy.canary')) {
    if (rollout.list('spec.strategy.canary.steps').length === 0) return true;
    const stable = rollout.string('status.stableRS') ?? rollout.string('status.canary.stableRS');
    return stable !== undefined && stable === hash;
  }
  return true;
}

/** argoproj/argo-cd:resource_customizations/argoproj.io/ApplicationSet/health.lua@37ee0097 */
export function applicationSetHealth(set: KubeObject): Health {
  const conditions = conditionsOf(set);
  const bad =
    conditionWith(conditions, 'ErrorOccurred', 'True') ?? conditionWith(conditions, 'ResourcesUpToDate', 'False');
  if (bad) return verdict('Degraded', bad.message, bad.field);
  const rolling = conditionWith(conditions, 'RolloutProgressing', 'True');
  if (rolling) return verdict('Progressing', rolling.message, rolling.field);
  return conditionWith(conditions, 'ResourcesUpToDate', 'True')
    ? healthy
    : verdict('Progressing', 'it has no status yet', 'status');
}
