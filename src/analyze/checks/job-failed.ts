import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';

const REASONS = [
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'PodFailurePolicy',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
];

export const jobFailed = defineCheck({
  run: (context) => [...fromJobs(context), ...fromEvents(context)],
});

function fromJobs({ objects, snapshot, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind('Job').flatMap((job): RawFinding[] => {
    const failed = job.list('status.conditions').find(({ type, status }) => type === 'Failed' && status === 'True');
    const proof = evidence.condition(job, 'Failed');
    if (!failed || !proof || laterRunSucceeded(job, snapshot)) return [];
    return [{ subject: subjectOf(job), captures: capturesOf(failed.reason, failed.message), evidence: [proof] }];
  });
}

/** Where the condition was not captured: a description prints none, and the Job itself may be gone. */
function fromEvents({ objects, snapshot, evidence }: CheckContext): RawFinding[] {
  return snapshot.events
    .filter(({ involved, reason }) => involved.kind === 'Job' && REASONS.includes(reason))
    .flatMap((event): RawFinding[] => {
      const { kind, namespace, name } = event.involved;
      const job = objects.find({ kind, name, ...(namespace ? { namespace } : {}) });
      if (job && (job.list('status.conditions').length > 0 || laterRunSucceeded(job, snapshot))) return [];
      return [
        {
          subject: { kind, ...(namespace ? { namespace } : {}), name },
          captures: capturesOf(event.reason, event.message),
          evidence: [evidence.event(event)],
          current: job !== undefined || !snapshot.coverage.complete('Job', namespace),
          confidence: 'confirmed',
          ...(event.last ? { firstSeen: event.first ?? event.last, lastSeen: event.last } : {}),
        },
      ];
    });
}

function capturesOf(reason: unknown, message: unknown): Record<string, string> {
  return { reason: String(reason ?? 'Failed'), message: String(message ?? '') };
}

/** A CronJob that has succeeded since has outlived this failure. */
function laterRunSucceeded(job: KubeObject, { objects }: Snapshot): boolean {
  const cronJob = job.list('metadata.ownerReferences').find(({ kind }) => kind === 'CronJob')?.name;
  const started = job.string('status.startTime') ?? job.string('metadata.creationTimestamp') ?? '';
  if (typeof cronJob !== 'string') return false;
  return objects
    .ofKind('Job')
    .some(
      (other) =>
        other.namespace === job.namespace &&
        other.list('metadata.ownerReferences').some(({ name }) => name === cronJob) &&
        other.list('status.conditions').some(({ type, status }) => type === 'Complete' && status === 'True') &&
        (other.string('status.startTime') ?? '') > started,
    );
}
