import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';
import { classOf } from './storage-class-missing.ts';

const SELECTED_NODE = 'metadata.annotations["volume.kubernetes.io/selected-node"]';

export const claimPending = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('PersistentVolumeClaim').flatMap((claim): RawFinding[] => {
      const phase = claim.string('status.phase');
      if ((phase !== 'Pending' && phase !== 'Lost') || claim.string('metadata.deletionTimestamp')) return [];
      if (phase === 'Pending' && (isYoung(claim, snapshot) || waitsForPod(claim, snapshot))) return [];
      const wanted = classOf(claim);
      return [
        {
          subject: subjectOf(claim),
          captures: wanted ? { class: wanted } : {},
          evidence: [
            evidence.field(claim, 'status.phase'),
            ...(claim.at('spec.storageClassName') === undefined
              ? []
              : [evidence.field(claim, 'spec.storageClassName')]),
          ],
          // The volume is gone, and with it the data.
          ...(phase === 'Lost' ? { severity: 'critical' as const } : {}),
        },
      ];
    }),
});

/** A class that waits for the first pod does nothing until the scheduler has chosen a node: then the pod is what hangs. */
function waitsForPod(claim: KubeObject, { objects, eventsOf }: Snapshot): boolean {
  if (claim.string(SELECTED_NODE)) return false;
  const name = classOf(claim);
  const mode = name ? objects.find({ kind: 'StorageClass', name })?.string('volumeBindingMode') : undefined;
  const said = eventsOf(claim).at(-1)?.reason;
  return mode === 'WaitForFirstConsumer' || said === 'WaitForFirstConsumer' || said === 'WaitForPodScheduled';
}
