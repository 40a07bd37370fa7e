import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { containersOf } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { struggling } from './pod-stage.ts';

/** The kubelet reads credentials from these only, and passes over any other without a word. */
const CREDENTIALS = new Set(['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg']);

/** Pods whose image cannot be pulled and whose pull secret is of a type that is never read; what it holds may be redacted. */
export const imagePullSecretType = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Pod')
      .filter((pod) => struggling(pod) && isPulling(pod))
      .flatMap((pod) =>
        snapshot.relations.from(pod).flatMap(({ relation, to, path }): RawFinding[] => {
          const secret = relation === 'pulls-with' ? objects.find(to) : undefined;
          const type = secret?.string('type');
          if (!secret || !type || CREDENTIALS.has(type)) return [];
          return [
            {
              subject: subjectOf(pod),
              captures: { secret: secret.name, type },
              evidence: [evidence.field(secret, 'type'), ...(path ? [evidence.field(pod, path)] : [])],
            },
          ];
        }),
      ),
});

function isPulling(pod: KubeObject): boolean {
  return containersOf(pod).some(({ reason }) => reason === 'ErrImagePull' || reason === 'ImagePullBackOff');
}
