import type { Diagnosis, Finding, ObjectRef } from '../../report-format/report.ts';
import type { ManagedResource } from '../snapshot/argocd/application-health.ts';
import { keyOf } from '../snapshot/object-index.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { ownedBy } from './needs.ts';

/** The diagnoses, in their order, that reach the application itself, an object that it manages, or what that one made. */
export function diagnosesTouching(
  application: ObjectRef,
  resources: readonly ManagedResource[],
  diagnoses: readonly Diagnosis[],
  findings: ReadonlyMap<string, Finding>,
  snapshot: Snapshot,
): Diagnosis[] {
  const objects = resources.flatMap((resource) => [resource, ...ownedBy(resource, snapshot)]);
  const mine = new Set([application, ...objects].map(keyOf));
  return diagnoses.filter(({ chain, affected }) => {
    const refs = chain.flatMap((id) => {
      const finding = findings.get(id);
      return finding ? [finding.subject, ...(finding.affected ?? [])] : [];
    });
    return [...refs, ...affected].some((ref) => mine.has(keyOf(ref)));
  });
}
