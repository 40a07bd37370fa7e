import type { Finding, ObjectRef } from '../../report-format/report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { placesOf } from './places.ts';

/**
 * How controllers name what they make: kubernetes/apiserver:pkg/storage/names/generate.go (five characters of this
 * alphabet), an ordinal for StatefulSets, and for Deployments the hash of the template before it.
 */
const SUFFIX: Record<string, RegExp> = {
  Job: /^-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  ReplicaSet: /^-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  DaemonSet: /^-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  StatefulSet: /^-\d{1,4}$/,
  Deployment: /^-[a-z0-9]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
};

/**
 * Pods with findings that a workload must have made, by their names: where a pod is known only from a log or a table, no
 * owner reference tells it.
 */
export function podsNamedAfter(workload: ObjectRef, findings: readonly Finding[], { objects }: Snapshot): ObjectRef[] {
  const suffix = SUFFIX[workload.kind];
  if (!suffix) return [];
  return findings.flatMap(placesOf).filter((place) => {
    if (place.kind !== 'Pod' || !place.name.startsWith(`${workload.name}-`)) return false;
    if (place.namespace && workload.namespace && place.namespace !== workload.namespace) return false;
    const owners = objects.find(place)?.list('metadata.ownerReferences') ?? [];
    return owners.length === 0 && suffix.test(place.name.slice(workload.name.length));
  });
}
