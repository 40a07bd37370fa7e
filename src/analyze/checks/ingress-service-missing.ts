import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const ingressServiceMissing = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Ingress').flatMap((ingress) =>
      snapshot.relations
        .from(ingress)
        .filter(({ relation, to }) => relation === 'routes-to' && to.kind === 'Service' && to.state === 'absent')
        .flatMap(({ to, path }): RawFinding[] => {
          const absence = evidence.absence(to);
          if (!absence || !path) return [];
          return [
            {
              subject: subjectOf(ingress),
              captures: { service: to.name },
              evidence: [evidence.field(ingress, path), absence],
            },
          ];
        }),
    ),
});
