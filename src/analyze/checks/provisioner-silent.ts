import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** Of Kubernetes 1.27 and of the versions before it. */
const HANDED_OVER = /(?:created|to be created),? either by (?:the )?external provisioner ['"]([^'"]{1,253})['"]/i;
/** What a provisioner reports as soon as it has taken the claim up. */
const TAKEN_UP = new Set(['Provisioning', 'ProvisioningFailed', 'ProvisioningSucceeded']);

/** Claims that were handed over to a provisioner which has not said a word. Every claim is handed over; most for seconds. */
export const provisionerSilent = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('PersistentVolumeClaim').flatMap((claim): RawFinding[] => {
      if (claim.string('status.phase') !== 'Pending' || isYoung(claim, snapshot)) return [];
      const events = snapshot.eventsOf(claim);
      const waiting = events.findLast(({ reason }) => reason === 'ExternalProvisioning');
      const driver = HANDED_OVER.exec(waiting?.message ?? '')?.[1];
      if (!waiting || driver === undefined || events.some(({ reason }) => TAKEN_UP.has(reason))) return [];
      const isInstalled = objects.find({ kind: 'CSIDriver', name: driver }) !== undefined;
      const absence = isInstalled ? undefined : evidence.absence({ kind: 'CSIDriver', name: driver });
      return [
        {
          subject: subjectOf(claim),
          captures: { driver },
          evidence: [evidence.event(waiting), evidence.field(claim, 'status.phase'), ...(absence ? [absence] : [])],
          ...(waiting.last ? { firstSeen: waiting.first ?? waiting.last, lastSeen: waiting.last } : {}),
          count: waiting.count,
        },
      ];
    }),
});
