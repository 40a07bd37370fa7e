import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** One run that failed is told by its Job; only a row of them is the CronJob's trouble. */
const MIN_FAILED = 2;

export const cronJobFailing = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('CronJob').flatMap((cronJob): RawFinding[] => {
      if (cronJob.at('spec.suspend') === true) return [];
      const runs = objects
        .ofKind('Job')
        .filter((job) => job.namespace === cronJob.namespace && ended(job) !== undefined)
        .filter((job) =>
          job.list('metadata.ownerReferences').some(({ kind, name }) => kind === 'CronJob' && name === cronJob.name),
        )
        .sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
      const succeeded = runs.findIndex((job) => ended(job) === 'Complete');
      const failed = succeeded < 0 ? runs : runs.slice(0, succeeded);
      // The history keeps only the last runs; the status remembers the last success beyond that.
      const lastSuccess = cronJob.string('status.lastSuccessfulTime');
      const newest = failed[0];
      if (!newest || failed.length < MIN_FAILED || (lastSuccess && lastSuccess > startOf(newest))) return [];
      return [
        {
          subject: subjectOf(cronJob),
          captures: { failed: String(failed.length), since: lastSuccess ?? 'as far back as its history goes' },
          evidence: [
            ...failed.slice(0, 2).flatMap((job) => evidence.condition(job, 'Failed') ?? []),
            evidence.field(cronJob, 'status.lastSuccessfulTime'),
          ],
          affected: failed.map(refOf),
          confidence: 'confirmed',
        },
      ];
    }),
});

function ended(job: KubeObject): 'Complete' | 'Failed' | undefined {
  const holds = (wanted: string) =>
    job.list('status.conditions').some(({ type, status }) => type === wanted && status === 'True');
  return holds('Complete') ? 'Complete' : holds('Failed') ? 'Failed' : undefined;
}

function startOf(job: KubeObject): string {
  return job.string('status.startTime') ?? job.string('metadata.creationTimestamp') ?? '';
}
