import type { KubeEvent } from '../formats/facts.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { isPodFinished, isPodReady } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { defineCheck } from './define-check.ts';

/** What is older than this and was not repeated is over. */
const STALE_SECONDS = 3600;
/** Told of what has gone, of a wait, or of an alarm that other rules weigh. */
const NO_TROUBLE = /^(?:DNSConfigForming|.*Expired|Preempted|Killing|NodeNotReady|.*Retry(?:ing)?)$/;

/** Warnings that a controller recorded in words of its own: told as they stand where no rule knows better. */
export const warningEventUnexplained = defineCheck({
  run: ({ snapshot, evidence }) => {
    const latest = new Map<string, KubeEvent>();
    for (const event of snapshot.events) {
      if (!isTrouble(event, snapshot)) continue;
      const { kind, namespace, name } = event.involved;
      latest.set([kind, namespace, name, event.reason].join('\0'), event);
    }
    return [...latest.values()].map((event): RawFinding => {
      const { kind, namespace, name } = event.involved;
      return {
        subject: { kind, ...(namespace ? { namespace } : {}), name: name || 'unknown' },
        captures: { reason: event.reason, message: event.message.trim() },
        evidence: [evidence.event(event)],
        confidence: 'possible',
        count: event.count,
        ...(event.first ? { firstSeen: event.first } : {}),
        ...(event.last ? { lastSeen: event.last } : {}),
      };
    });
  },
});

function isTrouble(event: KubeEvent, { objects, coverage, capturedAt }: Snapshot): boolean {
  if (event.type !== 'Warning' || event.alert || !event.message || NO_TROUBLE.test(event.reason)) return false;
  if ((secondsBetween(event.last, capturedAt) ?? 0) > STALE_SECONDS) return false;
  const { kind, namespace, name } = event.involved;
  const object = objects.find({ kind, name, ...(namespace ? { namespace } : {}) });
  if (!object) return !coverage.complete(kind, namespace);
  if (kind === 'Application' && event.reason === 'OperationCompleted') return !isSyncOver(object);
  return object.kind !== 'Pod' || !(isPodReady(object) || isPodFinished(object));
}

/** Argo CD warns of a sync that failed; the one after it, or the sync status, tells that this is over. */
function isSyncOver(application: KubeObject): boolean {
  const synced = application.string('status.sync.status') === 'Synced';
  return synced || application.string('status.operationState.phase') === 'Succeeded';
}
