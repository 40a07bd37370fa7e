import type { Evidence } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';

const SAID = /storageclass(?:es)?(?:\.storage\.k8s\.io)? "([^"]{1,253})" not found/i;

export const storageClassMissing = defineCheck({
  run: (context) => [...seen(context), ...said(context)],
});

function seen({ objects, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind('PersistentVolumeClaim').flatMap((claim): RawFinding[] => {
    const wanted = classOf(claim);
    // An empty name asks for a volume made by hand, and a bound claim has outlived its class: both are healthy.
    if (!wanted || claim.string('status.phase') !== 'Pending') return [];
    const absence = evidence.absence({ kind: 'StorageClass', name: wanted });
    if (!absence || objects.find({ kind: 'StorageClass', name: wanted })) return [];
    // A class name may stand for volumes made by hand, with no class of that name at all.
    if (objects.ofKind('PersistentVolume').some((volume) => volume.string('spec.storageClassName') === wanted))
      return [];
    return [finding(claim, wanted, [evidence.field(claim, 'spec.storageClassName'), absence])];
  });
}

/** What the controller said; the list of classes may not have been captured. */
function said({ objects, snapshot, evidence }: CheckContext): RawFinding[] {
  return snapshot.events.flatMap((event): RawFinding[] => {
    const { kind, namespace, name } = event.involved;
    const wanted = SAID.exec(event.message)?.[1];
    if (!wanted || kind !== 'PersistentVolumeClaim') return [];
    const claim = objects.find({ kind, name, ...(namespace ? { namespace } : {}) });
    const isThere = objects.find({ kind: 'StorageClass', name: wanted }) !== undefined;
    const pending = claim ? claim.string('status.phase') === 'Pending' : !snapshot.coverage.complete(kind, namespace);
    return [
      {
        ...finding(claim ?? event.involved, wanted, [evidence.event(event)]),
        current: pending && !isThere,
        confidence: claim ? 'confirmed' : 'likely',
        ...(event.last ? { firstSeen: event.first ?? event.last, lastSeen: event.last } : {}),
      },
    ];
  });
}

function finding(
  claim: KubeObject | { kind: string; namespace?: string; name: string },
  wanted: string,
  evidence: Evidence[],
): RawFinding {
  const { kind, namespace, name } = claim;
  const subject = 'body' in claim ? subjectOf(claim) : { kind, ...(namespace ? { namespace } : {}), name };
  return { subject, captures: { class: wanted }, evidence };
}

/** Before the field there was an annotation, and both are still read. */
export function classOf(claim: KubeObject): string | undefined {
  return (
    claim.string('spec.storageClassName') ??
    claim.string('metadata.annotations["volume.beta.kubernetes.io/storage-class"]')
  );
}
