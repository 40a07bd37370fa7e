import type { RawFinding } from '../rules/rule.ts';
import { templatePathOf } from '../snapshot/pod.ts';
import { selects } from '../snapshot/relations/selector.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';
import { readyAddresses, selectingServices } from './service-endpoints.ts';

export const serviceSelectorUnmatched = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    selectingServices(snapshot).flatMap((service): RawFinding[] => {
      const selector = service.at('spec.selector');
      if (!snapshot.coverage.complete('Pod', service.namespace) || isYoung(service, snapshot)) return [];
      const matches = (labels: Record<string, string>) => selects(selector, labels);
      const here = objects.all().filter(({ namespace }) => namespace === service.namespace);
      if (here.some((object) => object.kind === 'Pod' && matches(object.texts('metadata.labels')))) return [];
      // Its workload is there, and has no pod: scaled to 0 on purpose, or refused, which that workload tells.
      if (
        here.some((object) => {
          const template = templatePathOf(object.kind);
          return template ? matches(object.texts(`${template}.metadata.labels`)) : false;
        })
      )
        return [];
      if ((readyAddresses(service, snapshot)?.ready ?? 0) > 0) return [];

      const text = Object.entries(service.texts('spec.selector'))
        .map(([key, value]) => `${key}=${value}`)
        .join(',');
      const absence = evidence.absence({
        kind: 'Pod',
        ...(service.namespace ? { namespace: service.namespace } : {}),
        name: text,
      });
      // Monitoring charts bring Services for control-plane pods that a managed cluster does not show: nobody calls them.
      const isCalled = snapshot.relations
        .to(service)
        .some(({ relation }) => relation === 'routes-to' || relation === 'depends-on');
      return [
        {
          subject: subjectOf(service),
          captures: { service: service.name, selector: text },
          evidence: [evidence.field(service, 'spec.selector'), ...(absence ? [absence] : [])],
          ...(isCalled ? {} : { severity: 'info' as const }),
        },
      ];
    }),
});
