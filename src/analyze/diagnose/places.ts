import type { Finding, ObjectRef } from '../../report-format/report.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { findingsBy } from './findings-by.ts';

const MAKES_PODS = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout']);

/**
 * The objects at which a finding's trouble sits. Findings of replicas are told once, about their workload, but the
 * trouble still sits in the pods, and that of a CronJob's runs in its Jobs; told about anything else, it sits in its subject.
 */
export function placesOf(finding: Finding): ObjectRef[] {
  const replicas = (finding.affected ?? []).filter(({ kind }) => kind === 'Pod' || kind === 'Job');
  return replicas.length > 0 && MAKES_PODS.has(finding.subject.kind) ? replicas : [finding.subject];
}

/** Findings by the key of each object at which their trouble sits. */
export type FindingsByPlace = { at(object: ObjectRef): readonly Finding[] };

export function indexByPlace(findings: readonly Finding[]): FindingsByPlace {
  const byKey = findingsBy(findings, (finding) => placesOf(finding).map(keyOf));
  return { at: (object) => byKey.get(keyOf(object)) ?? [] };
}
