import type { RawFinding } from '../rules/rule.ts';
import { driftOf } from '../snapshot/argocd/drift.ts';
import { refOf } from '../snapshot/order.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Somebody changed an object of an application in the cluster, by its managed fields. */
export const argocdLiveDrift = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const drifts = driftOf(application, snapshot);
      const [first] = drifts;
      if (!first) return [];
      return [
        {
          subject: subjectOf(application),
          captures: {
            resource: `${first.object.kind} ${first.object.name}`,
            manager: first.manager,
            field: first.fields.slice(0, 3).join(', '),
            at: first.time,
          },
          evidence: drifts
            .slice(0, 3)
            .flatMap(({ object, path, resource }) => [
              evidence.field(object, path),
              evidence.field(application, resource.path),
            ]),
          affected: drifts.map(({ object }) => refOf(object)),
          firstSeen: first.time,
        },
      ];
    }),
});
