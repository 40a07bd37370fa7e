import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

export const ingressTlsSecretMissing = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Ingress')
      .filter((ingress) => !isYoung(ingress, snapshot))
      .flatMap((ingress) =>
        snapshot.relations
          .from(ingress)
          .filter(({ relation, to }) => relation === 'routes-to' && to.kind === 'Secret' && to.state === 'absent')
          .flatMap(({ to, path }): RawFinding[] => {
            const absence = evidence.absence(to);
            if (!absence || !path) return [];
            return [
              {
                subject: subjectOf(ingress),
                captures: { secret: to.name },
                evidence: [evidence.field(ingress, path), absence],
              },
            ];
          }),
      ),
});
