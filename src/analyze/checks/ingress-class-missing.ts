import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { isSlip } from '../snapshot/slip.ts';
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

      const field = evidence.field(ingress, 'spec.ingressClassName');
      const subject = subjectOf(ingress);
      const captures = { class: wanted ?? 'none' };
      const absence = evidence.absence({ kind: 'IngressClass', name: wanted ?? '(a default one)' });
      // Without any class some controllers take an Ingress all the same.
      if (absence) {
        return [
          { subject, captures, evidence: [field, absence], ...(wanted ? {} : { confidence: 'likely' as const }) },
        ];
      }
      // Not all classes were listed. That nobody took it, and that none is named or one is misspelt, is a hint all the same.
      const meant = wanted ? classes.find(({ name }) => isSlip(wanted, name)) : undefined;
      if (wanted && !meant) return [];
      const unsure = { confidence: 'possible' as const, ...(wanted ? {} : { severity: 'warning' as const }) };
      const other = meant ? evidence.field(meant, 'metadata.name') : evidence.field(ingress, 'status.loadBalancer');
      return [{ subject, captures, evidence: [field, other], ...unsure }];
    }),
});

function isTaken(ingress: KubeObject): boolean {
  return ingress.list('status.loadBalancer.ingress').length > 0;
}
