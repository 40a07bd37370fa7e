import type { Evidence, ObjectRef } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { containersOf } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { struggling } from './pod-stage.ts';

/** The kubelet reads credentials from these only, and passes over any other without a word. */
const CREDENTIALS = new Set(['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg']);

/** Pull secrets of a type that is never read, of pods whose image cannot be pulled; what they hold may be redacted. */
export const imagePullSecretType = defineCheck({
  run({ objects, snapshot, evidence }) {
    const found = new Map<KubeObject, { pods: ObjectRef[]; proofs: Evidence[] }>();
    for (const pod of objects.ofKind('Pod').filter((candidate) => struggling(candidate) && isPulling(candidate))) {
      for (const { relation, to, path } of snapshot.relations.from(pod)) {
        const secret = relation === 'pulls-with' ? objects.find(to) : undefined;
        const type = secret?.string('type');
        if (!secret || !type || CREDENTIALS.has(type)) continue;
        const known = found.get(secret) ?? { pods: [], proofs: [] };
        known.pods.push(refOf(pod));
        if (path) known.proofs.push(evidence.field(pod, path));
        found.set(secret, known);
      }
    }
    return [...found].map(
      ([secret, { pods, proofs }]): RawFinding => ({
        subject: subjectOf(secret),
        captures: { secret: secret.name, type: String(secret.string('type')) },
        evidence: [evidence.field(secret, 'type'), ...proofs],
        affected: pods,
      }),
    );
  },
});

function isPulling(pod: KubeObject): boolean {
  return containersOf(pod).some(({ reason }) => reason === 'ErrImagePull' || reason === 'ImagePullBackOff');
}
