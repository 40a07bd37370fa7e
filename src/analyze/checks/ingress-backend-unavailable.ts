import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { deadServices } from './service-endpoints.ts';

export const ingressBackendUnavailable = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    deadServices(snapshot).flatMap(({ service }) =>
      snapshot.relations
        .to(service)
        .filter(({ relation, from }) => relation === 'routes-to' && from.kind === 'Ingress')
        .flatMap(({ from, path }): RawFinding[] => {
          const ingress = objects.find(from);
          if (!ingress || !path) return [];
          return [
            {
              subject: subjectOf(ingress),
              captures: { service: service.name },
              evidence: [evidence.field(ingress, path)],
            },
          ];
        }),
    ),
});
