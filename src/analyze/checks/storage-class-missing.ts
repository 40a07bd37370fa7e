import type { Evidence } from '../../report-format/report.ts';
import type { JsonObject, KubeObject } from '../formats/kube-object.ts';
import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';

const SAID = /storageclass(?:es)?(?:\.storage\.k8s\.io)? "([^"]{1,253})" not found/i;

export const storageClassMissing = defineCheck({
  run: (context) => [...seen(context), ...said(context), ...planned(context)],
});

function seen({ objects, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind('PersistentVolumeClaim').flatMap((claim): RawFinding[] => {
    const wanted = classOf(claim);
    // An empty name asks for a volume made by hand, and a bound claim has outlived its class: both are healthy.
    if (!wanted || claim.string('status.phase') !== 'Pending') return [];
    const absence = evidence.absence({ kind: 'StorageClass', name: wanted });
    if (!absence || objects.find({ kind: 'StorageClass', name: wanted })) return [];
    if (isStatic(wanted, objects)) return [];
    return [finding(claim, wanted, [evidence.field(claim, 'spec.storageClassName'), absence])];
  });
}

/** A template of a StatefulSet that is not up; what it made already has its own class, and a volume. */
function planned({ objects, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind('StatefulSet').flatMap((set): RawFinding[] => {
    const wanted = set.number('spec.replicas') ?? 1;
    if ((set.number('status.readyReplicas') ?? 0) >= wanted) return [];
    return set.list('spec.volumeClaimTemplates').flatMap((template, index): RawFinding[] => {
      const name = valueAt(template, 'spec.storageClassName');
      if (typeof name !== 'string' || name === '' || objects.find({ kind: 'StorageClass', name })) return [];
      const absence = evidence.absence({ kind: 'StorageClass', name });
      const path = `spec.volumeClaimTemplates[${index}].spec.storageClassName`;
      if (!absence || isStatic(name, objects) || hasClaim(set, template, objects)) return [];
      return [finding(set, name, [evidence.field(set, path), absence])];
    });
  });
}

/** The claims of a template are called after it and the pod. */
function hasClaim(set: KubeObject, template: JsonObject, objects: CheckContext['objects']): boolean {
  const prefix = `${valueAt(template, 'metadata.name')}-${set.name}-`;
  return objects
    .ofKind('PersistentVolumeClaim')
    .some(({ name, namespace }) => namespace === set.namespace && name.startsWith(prefix));
}

/** A class name may stand for volumes made by hand, with no class of that name at all. */
function isStatic(name: string, objects: CheckContext['objects']): boolean {
  return objects.ofKind('PersistentVolume').some((volume) => volume.string('spec.storageClassName') === name);
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
