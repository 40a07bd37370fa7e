import { type Described, defined } from '../context.ts';
import { timeOf } from './times.ts';
import { type Field, numberOf, textAt } from './tree.ts';
import { countsOf, templateOf } from './workload.ts';

/** `Pods Statuses:  1 Active (0 Ready) / 0 Succeeded / 6 Failed`. The conditions of a job are not printed. */
export function describedJob(fields: readonly Field[]): Described {
  const counts = countsOf(textAt(fields, 'Pods Statuses'));
  return {
    spec: jobSpecOf(fields),
    status: defined({
      active: counts.active || undefined,
      ready: counts.ready,
      succeeded: counts.succeeded || undefined,
      failed: counts.failed || undefined,
      startTime: timeOf(textAt(fields, 'Start Time')),
      completionTime: timeOf(textAt(fields, 'Completed At')),
    }),
  };
}

export function describedCronJob(fields: readonly Field[]): Described {
  const active = textAt(fields, 'Active Jobs')?.split(/[\s,]+/);
  return {
    spec: defined({
      schedule: textAt(fields, 'Schedule'),
      timeZone: textAt(fields, 'Time Zone', 'TimeZone'),
      concurrencyPolicy: textAt(fields, 'Concurrency Policy'),
      suspend: textAt(fields, 'Suspend')?.toLowerCase() === 'true',
      startingDeadlineSeconds: numberOf(textAt(fields, 'Starting Deadline Seconds')),
      jobTemplate: { spec: jobSpecOf(fields, false) },
    }),
    status: defined({
      lastScheduleTime: timeOf(textAt(fields, 'Last Schedule Time')),
      active: active?.map((name) => ({ kind: 'Job', name })),
    }),
  };
}

function jobSpecOf(fields: readonly Field[], own = true) {
  return defined({
    parallelism: numberOf(textAt(fields, 'Parallelism')),
    completions: numberOf(textAt(fields, 'Completions')),
    completionMode: textAt(fields, 'Completion Mode'),
    backoffLimit: numberOf(textAt(fields, 'Backoff Limit')),
    activeDeadlineSeconds: numberOf(textAt(fields, 'Active Deadline Seconds')),
    // A CronJob prints its own `Suspend` among the fields of its jobs.
    suspend: own ? textAt(fields, 'Suspend')?.toLowerCase() === 'true' || undefined : undefined,
    ...templateOf(fields),
  });
}
