import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { destinationOf } from '../snapshot/argocd/application.ts';
import { orderOf } from '../snapshot/argocd/awaited.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { refOf } from '../snapshot/order.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

/**
 * A claim whose class waits for its first pod, in an earlier wave than everything that mounts it: Argo CD waits for the
 * claim to be bound before it makes the pod (argoproj/argo-cd issue 12840).
 */
export const argocdClaimWave = defineCheck({
  run: (context) =>
    context.objects
      .ofKind('Application')
      .filter((application) => !destinationOf(application).remote)
      .flatMap((application) => deadlocks(application, context)),
});

function deadlocks(application: KubeObject, { objects, snapshot, evidence }: CheckContext): RawFinding[] {
  const order = orderOf(application, snapshot);
  return [...order.values()].flatMap((claimed): RawFinding[] => {
    const claim = claimed.kind === 'PersistentVolumeClaim' ? objects.find(claimed) : undefined;
    if (claim?.string('status.phase') !== 'Pending' || !waitsForConsumer(claim, { objects })) return [];
    const users = snapshot.relations.to(claim).filter(({ relation }) => relation === 'mounts');
    const turns = users.flatMap(({ from }) => order.get(keyOf(from)) ?? []);
    // A pod of anything else, whatever its wave, would bind it.
    if (users.some(({ from }) => from.kind === 'Pod')) return [];
    const waiting = operationWaitsFor(application, claim.name);
    const later = turns.filter(({ phase, wave }) => phase !== claimed.phase || wave > claimed.wave);
    const [first] = later;
    if (turns.length > later.length || (!first && !waiting)) return [];
    return [
      {
        subject: { ...refOf(claim), apiVersion: 'v1' },
        captures: {
          application: application.name,
          wave: String(claimed.wave),
          consumer: first ? `${first.kind} ${first.name} of wave ${first.wave}` : 'an object of a later wave',
        },
        evidence: [evidence.field(claim, 'status.phase'), evidence.field(claim, 'spec.storageClassName')],
        confidence: first ? 'confirmed' : 'likely',
      },
    ];
  });
}

function waitsForConsumer(claim: KubeObject, { objects }: Pick<CheckContext, 'objects'>): boolean {
  const named = claim.string('spec.storageClassName');
  const storageClass = named
    ? objects.find({ kind: 'StorageClass', name: named })
    : objects
        .ofKind('StorageClass')
        .find((one) => one.string('metadata.annotations["storageclass.kubernetes.io/is-default-class"]') === 'true');
  return storageClass?.string('volumeBindingMode') === 'WaitForFirstConsumer';
}

function operationWaitsFor(application: KubeObject, claim: string): boolean {
  return application.string('status.operationState.message')?.includes(`/PersistentVolumeClaim/${claim}`) ?? false;
}
