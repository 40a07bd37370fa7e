import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];
const TRACKING = 'metadata.annotations["argocd.argoproj.io/tracking-id"]';
const LABELS = ['argocd.argoproj.io/instance', 'app.kubernetes.io/instance'];
/** What came with the cluster lies here, beside what applications may add. */
const OF_THE_CLUSTER = /^(?:kube-|openshift-|default$)/;
const MAX_NAMES = 5;

/** The components without which there is no platform: who may come in, and the models that it serves. */
const COMPONENTS = [/keycloak/, /litellm/];

/** On any other cluster a workload beside an application is nobody's mistake. */
function isPlatform(workloads: readonly KubeObject[]): boolean {
  const images = workloads.flatMap((workload) =>
    workload.list('spec.template.spec.containers').map(({ image }) => String(image ?? '')),
  );
  return COMPONENTS.every((component) => images.some((image) => component.test(image)));
}

/**
 * Workloads that no application made, in namespaces where applications make all others. A namespace in which Argo CD marks
 * nothing says nothing: it may track by labels of another name.
 */
export const bullsequanaWorkloadOutsideGit = defineCheck({
  run({ objects, evidence }): RawFinding[] {
    const applications = objects.ofKind('Application');
    const names = new Set(applications.map(({ name }) => name));
    const isTracked = (workload: KubeObject) =>
      workload.string(TRACKING) !== undefined || LABELS.some((label) => names.has(workload.labels[label] ?? ''));
    const all = KINDS.flatMap((kind) => objects.ofKind(kind)).filter(({ fidelity }) => fidelity === 'full');
    if (!isPlatform(all)) return [];
    const managed = new Set(all.filter(isTracked).map(({ namespace }) => namespace));

    return all
      .filter(({ namespace }) => namespace !== undefined && managed.has(namespace) && !OF_THE_CLUSTER.test(namespace))
      .filter((workload) => !isTracked(workload) && workload.list('metadata.ownerReferences').length === 0)
      .flatMap((workload): RawFinding[] => {
        const of = applications.filter(
          (application) => application.string('spec.destination.namespace') === workload.namespace,
        );
        const [first] = of;
        if (!first) return [];
        return [
          {
            subject: subjectOf(workload),
            captures: {
              applications: of
                .slice(0, MAX_NAMES)
                .map(({ name }) => name)
                .join(', '),
            },
            evidence: [
              evidence.field(workload, TRACKING),
              evidence.field(workload, 'metadata.labels'),
              evidence.field(first, 'spec.destination'),
            ],
            confidence: 'likely',
          },
        ];
      });
  },
});
