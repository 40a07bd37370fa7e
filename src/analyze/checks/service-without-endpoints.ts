import type { RawFinding } from '../rules/rule.ts';
import { isPodReady } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung, struggling } from './pod-stage.ts';
import { podsOf, readyAddresses, selectingServices } from './service-endpoints.ts';

export const serviceWithoutEndpoints = defineCheck({
  run: ({ snapshot, evidence }) =>
    selectingServices(snapshot).flatMap((service): RawFinding[] => {
      if (service.at('spec.publishNotReadyAddresses') === true || isYoung(service, snapshot)) return [];
      const pods = podsOf(service, snapshot);
      const addresses = readyAddresses(service, snapshot);
      const down = pods.filter((pod) => struggling(pod) && isPodReady(pod) === false);
      // No pod at all is another rule's trouble; pods that have just been made are on their way.
      if (pods.length === 0 || down.length < pods.length || down.every((pod) => isYoung(pod, snapshot))) return [];
      if (addresses && addresses.ready > 0) return [];

      const proof = addresses
        ? evidence.field(addresses.source, addresses.source.kind === 'EndpointSlice' ? 'endpoints' : 'subsets')
        : undefined;
      return [
        {
          subject: subjectOf(service),
          captures: { service: service.name },
          evidence: [evidence.field(service, 'spec.selector'), ...(proof ? [proof] : [])],
        },
      ];
    }),
});
