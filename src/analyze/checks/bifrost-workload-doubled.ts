import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { releases } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const INSTANCE = 'metadata.labels["app.kubernetes.io/instance"]';

/** Releases that run as a Deployment and as a StatefulSet at the same time: an upgrade over chart 2.0.0 that was not finished. */
export const bifrostWorkloadDoubled = defineCheck({
  run: ({ snapshot, evidence }) => {
    const running = releases(snapshot)
      .map(({ owner }) => owner)
      .filter((owner) => (owner.number('spec.replicas') ?? 1) > 0);
    return running
      .filter(({ kind }) => kind === 'Deployment')
      .flatMap((deployment): RawFinding[] => {
        const set = running.find((other) => other.kind === 'StatefulSet' && isSameRelease(other, deployment));
        if (!set) return [];
        return [
          {
            subject: subjectOf(set),
            captures: { deployment: deployment.name },
            evidence: [
              evidence.field(deployment, INSTANCE),
              evidence.field(deployment, 'spec.replicas'),
              evidence.field(set, INSTANCE),
              evidence.field(set, 'spec.replicas'),
            ],
            affected: [refOf(deployment)],
            confidence: 'confirmed',
          },
        ];
      });
  },
});

function isSameRelease(one: KubeObject, other: KubeObject): boolean {
  const instance = one.string(INSTANCE);
  return instance !== undefined && one.namespace === other.namespace && instance === other.string(INSTANCE);
}
