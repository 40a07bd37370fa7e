import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const ingressPortMissing = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Ingress').flatMap((ingress) =>
      snapshot.relations
        .from(ingress)
        .filter(({ relation, to }) => relation === 'routes-to' && to.kind === 'Service')
        .flatMap(({ to, path, detail }): RawFinding[] => {
          const service = objects.find(to);
          const ports = service?.list('spec.ports') ?? [];
          // An ExternalName Service has no ports of its own; a port named use-annotation is the AWS controller's word.
          if (!service || !path || !detail || ports.length === 0 || detail === 'use-annotation') return [];
          if (ports.some(({ port, name }) => String(port) === detail || name === detail)) return [];
          const offered = ports.map(({ port, name }) => (name ? `${name} (${port})` : String(port))).join(', ');
          return [
            {
              subject: subjectOf(ingress),
              captures: { service: to.name, port: detail, ports: offered },
              evidence: [evidence.field(ingress, path), evidence.field(service, 'spec.ports')],
            },
          ];
        }),
    ),
});
