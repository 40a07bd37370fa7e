import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { deadServices } from './service-endpoints.ts';

export const serviceWithoutEndpoints = defineCheck({
  run: ({ snapshot, evidence }) =>
    deadServices(snapshot).map(({ service, addresses }) => {
      const field = addresses?.source.kind === 'EndpointSlice' ? 'endpoints' : 'subsets';
      return {
        subject: subjectOf(service),
        captures: {},
        evidence: [
          evidence.field(service, 'spec.selector'),
          ...(addresses ? [evidence.field(addresses.source, field)] : []),
        ],
      };
    }),
});
