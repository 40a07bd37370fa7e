import type { RawFinding } from '../rules/rule.ts';
import { heldStepOf } from '../snapshot/argocd/progressive-sync.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** The default progressDeadlineSeconds: what takes longer does not come by waiting. */
const PATIENCE_SECONDS = 600;

/** A step of a progressive sync whose application does not become healthy: the applications of later steps wait for it. */
export const argocdProgressiveSyncHeld = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('ApplicationSet').flatMap((set): RawFinding[] => {
      const held = heldStepOf(set);
      const [holder] = held?.holders ?? [];
      if (!held || !holder) return [];
      const age = secondsBetween(holder.since, snapshot.capturedAt);
      if (age !== undefined && age < PATIENCE_SECONDS) return [];
      const of = (name: string) => ({
        kind: 'Application',
        name,
        ...(set.namespace ? { namespace: set.namespace } : {}),
      });
      const application = objects.find({ ...of(holder.application), apiVersion: 'argoproj.io/v1alpha1' });
      const [first] = held.waiting;
      return [
        {
          subject: subjectOf(set),
          captures: {
            step: String(held.step),
            application: holder.application,
            status: holder.status,
            waiting: `${first?.application}${held.waiting.length > 1 ? ` and ${held.waiting.length - 1} more` : ''}`,
          },
          evidence: [
            evidence.field(set, holder.path),
            ...(application?.at('status.health.status') !== undefined
              ? [evidence.field(application, 'status.health.status')]
              : []),
          ],
          affected: held.waiting.map((turn) => of(turn.application)),
          ...(holder.since ? { firstSeen: holder.since } : {}),
        },
      ];
    }),
});
