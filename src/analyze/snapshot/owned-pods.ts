import type { KubeObject, ObjectIdentity } from '../formats/kube-object.ts';
import type { Snapshot } from './snapshot.ts';

/** The captured pods that a workload made, through its ReplicaSets or Jobs, whether those were captured or not. */
export function ownedPods(owner: ObjectIdentity, snapshot: Pick<Snapshot, 'objects' | 'relations'>): KubeObject[] {
  return snapshot.relations
    .from(owner)
    .filter(({ relation }) => relation === 'owns')
    .flatMap(({ to }) => (to.kind === 'Pod' ? (snapshot.objects.find(to) ?? []) : ownedPods(to, snapshot)));
}
