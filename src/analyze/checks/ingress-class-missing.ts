import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

const ANNOTATION = 'metadata.annotations["kubernetes.io/ingress.class"]';
const DEFAULT = 'metadata.annotations["ingressclass.kubernetes.io/is-default-class"]';
/** Google's controller takes these names without an IngressClass (cloud.google.com/kubernetes-engine). */
const BUILT_IN = new Set(['gce', 'gce-internal']);

export const ingressClassMissing = defineCheck({
  run: ({ objects, evidence, snapshot }) =>
    objects.ofKind('Ingress').flatMap((ingress): RawFinding[] => {
      // An address means that a controller took it; the annotation is matched by the controller itself, not by a class.
      if (isTaken(ingress) || ingress.string(ANNOTATION) || isYoung(ingress, snapshot)) return [];
      const classes = objects.ofKind('IngressClass');
      const wanted = ingress.string('spec.ingressClassName');
      if (wanted && (BUILT_IN.has(wanted) || classes.some(({ name }) => name === wanted))) return [];
      if (!wanted && (classes.some((one) => one.string(DEFAULT) === 'true') || ingress.fidelity === 'table')) return [];

      const absence = evidence.absence({ kind: 'IngressClass', name: wanted ?? '(a default one)' });
      if (!absence) return [];
      return [
        {
          subject: subjectOf(ingress),
          captures: { class: wanted ?? 'none' },
          evidence: [evidence.field(ingress, 'spec.ingressClassName'), absence],
          // Without any class some controllers take an Ingress all the same.
          ...(wanted ? {} : { confidence: 'likely' as const }),
        },
      ];
    }),
});

function isTaken(ingress: KubeObject): boolean {
  return ingress.list('status.loadBalancer.ingress').length > 0;
}
