import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** A controller writes the address within seconds; a cloud's load balancer may take minutes. */
const GRACE_SECONDS = 600;

/**
 * Only beside an Ingress of the same class that has an address: some controllers write none at all (--update-status=false
 * of ingress-nginx), and where none has one it says nothing about this one.
 */
export const ingressWithoutAddress = defineCheck({
  run: ({ objects, snapshot, evidence }) => {
    const ingresses = objects.ofKind('Ingress').filter(({ fidelity }) => fidelity === 'full');
    const [served, waiting] = [true, false].map((wanted) =>
      ingresses.filter((ingress) => ingress.list('status.loadBalancer.ingress').length > 0 === wanted),
    );
    return (waiting ?? [])
      .filter((ingress) => !isYoung(ingress, snapshot, GRACE_SECONDS))
      .flatMap((ingress): RawFinding[] => {
        const ofClass = ingress.string('spec.ingressClassName');
        const other = served?.find((candidate) => candidate.string('spec.ingressClassName') === ofClass);
        if (!ofClass || !other) return [];
        return [
          {
            subject: subjectOf(ingress),
            captures: { class: ofClass, other: `${other.namespace ?? ''}/${other.name}` },
            evidence: [
              evidence.field(ingress, 'status.loadBalancer'),
              evidence.field(other, 'status.loadBalancer.ingress'),
            ],
            confidence: 'confirmed',
          },
        ];
      });
  },
});
