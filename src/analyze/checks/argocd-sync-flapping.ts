import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** So many changes of the sync status within so many seconds are no sync, but two that undo each other's work. */
const CHANGES = 4;
const WITHIN_SECONDS = 600;
/** After a quiet time like this it is over. */
const QUIET_SECONDS = 1200;

/**
 * An application that goes to and fro between Synced and OutOfSync. Each change is an event of its own, whose name ends in a
 * time stamp (argoproj/argo-cd:util/argo/audit_logger.go@37ee0097), so that the events can be counted.
 */
export const argocdSyncFlapping = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const changes = snapshot
        .eventsOf(application)
        .filter(({ message, last }) => last && message.startsWith('Updated sync status: '));
      const last = changes.at(-1)?.last;
      const first = changes.map((event) => event.first ?? event.last ?? '').sort()[0];
      const count = changes.reduce((sum, event) => sum + event.count, 0);
      const span = secondsBetween(first, last);
      if (!first || !last || span === undefined) return [];
      // On the average where it went on for longer.
      if (count * Math.min(1, WITHIN_SECONDS / span) < CHANGES) return [];
      const silence = secondsBetween(last, snapshot.capturedAt);
      return [
        {
          subject: subjectOf(application),
          captures: { changes: String(count) },
          evidence: changes.slice(-2).map((event) => evidence.event(event)),
          current: silence === undefined || silence < QUIET_SECONDS,
          count,
          firstSeen: first,
          lastSeen: last,
        },
      ];
    }),
});
