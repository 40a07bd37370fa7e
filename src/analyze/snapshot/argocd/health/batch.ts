import type { KubeObject } from '../../../formats/kube-object.ts';
import { conditionsOf, conditionWith } from './conditions.ts';
import type { Health } from './health.ts';
import { healthy, verdict } from './health.ts';

/** argoproj/argo-cd:gitops-engine/pkg/health/health_job.go@37ee0097: a condition Failed counts whatever its status. */
export function jobHealth(job: KubeObject): Health {
  const conditions = conditionsOf(job);
  const failed = conditionWith(conditions, 'Failed');
  if (failed) return verdict('Degraded', failed.message || failed.reason, failed.field);
  const suspended = conditionWith(conditions, 'Suspended', 'True');
  if (suspended) return verdict('Suspended', suspended.message, suspended.field);
  return conditions.some(({ type }) => type === 'Complete' || type === 'Suspended')
    ? healthy
    : verdict('Progressing', 'it has not completed', 'status.conditions');
}

/** argoproj/argo-cd:resource_customizations/batch/CronJob/health.lua@37ee0097: a suspended one is Healthy. */
export function cronJobHealth(job: KubeObject): Health {
  if (job.at('spec.suspend') === true) return healthy;
  if (job.at('status') === undefined) return verdict('Progressing', 'it has no status yet', 'status');
  const [scheduled, succeeded] = [job.string('status.lastScheduleTime'), job.string('status.lastSuccessfulTime')];
  // One that never succeeded may simply not have ended its first run.
  if (!scheduled || !succeeded || job.list('status.active').length > 0) return healthy;
  return succeeded < scheduled
    ? verdict('Degraded', 'its last run did not succeed', 'status.lastSuccessfulTime')
    : healthy;
}

/** argoproj/argo-cd:gitops-engine/pkg/health/health_argo.go@37ee0097 */
export function workflowHealth(workflow: KubeObject): Health {
  const phase = workflow.string('status.phase') ?? '';
  const message = workflow.string('status.message');
  if (phase === 'Succeeded') return healthy;
  if (phase === 'Failed' || phase === 'Error') return verdict('Degraded', message, 'status.phase');
  return ['', 'Pending', 'Running'].includes(phase)
    ? verdict('Progressing', message, 'status.phase')
    : verdict('Unknown', message, 'status.phase');
}
