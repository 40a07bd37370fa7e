import type { RawFinding } from '../rules/rule.ts';
import { compareText, refOf } from '../snapshot/order.ts';
import { isPodReady } from '../snapshot/pod.ts';
import { proofOf } from './config-needs.ts';
import { defineCheck } from './define-check.ts';

/**
 * Secrets and ConfigMaps, or keys of them, that pods had when they started and that are not there any more. A pod that is
 * not up misses them already: that is told by the rules about what is missing.
 */
export const configGone = defineCheck({
  run({ objects, snapshot, evidence }) {
    const found = new Map<string, RawFinding>();
    for (const pod of objects.ofKind('Pod')) {
      if (pod.fidelity === 'table' || isPodReady(pod) !== true || pod.string('metadata.deletionTimestamp')) continue;
      for (const relation of snapshot.relations.from(pod).filter(({ relation }) => relation === 'reads-config')) {
        const { kind, name, namespace } = relation.to;
        const proof = proofOf(relation, objects.find(relation.to), evidence);
        if (!proof || !relation.path) continue;
        const group = [kind, namespace, name, proof.key].join('\0');
        const known = found.get(group);
        if (known) {
          known.affected?.push(refOf(pod));
          continue;
        }
        found.set(group, {
          subject: { kind, ...(namespace ? { namespace } : {}), name, apiVersion: 'v1' },
          captures: { what: proof.key === undefined ? kind : `key ${proof.key}` },
          evidence: [evidence.field(pod, relation.path), proof.evidence],
          affected: [refOf(pod)],
        });
      }
    }
    return [...found].sort(([a], [b]) => compareText(a, b)).map(([, finding]) => finding);
  },
});
