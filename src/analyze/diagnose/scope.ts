import type { Diagnosis, Finding, ObjectRef, Report } from '../../report-format/report.ts';
import { atLeast } from '../../report-format/report.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type Scope = Report['scope'];

/** A ReplicaSet this young at the capture means that a rollout is under way. */
const ROLLOUT_SECONDS = 3600;

/** How far the present trouble reaches: one service, one application, a namespace, the environment, or a rollout. */
export function scopeOf(diagnoses: readonly Diagnosis[], findings: readonly Finding[], snapshot: Snapshot): Scope {
  const present = diagnoses.filter(({ current, severity }) => current && atLeast(severity, 'error'));
  if (present.length === 0) return { level: 'none', names: [] };

  const chained = new Set(present.flatMap(({ chain }) => chain));
  const broken = findings.filter(({ id, severity }) => chained.has(id) && atLeast(severity, 'error'));
  const subjects = broken.flatMap(({ subject, affected }) => [subject, ...(affected ?? [])]);
  // An application lies beside the controller that reports it, not where its trouble is.
  const applications = namesOf(subjects.filter(({ kind }) => kind === 'Application').map(({ name }) => name));
  const objects = subjects.filter(({ kind }) => kind !== 'Application');
  const namespaces = namesOf(objects.map(({ namespace }) => namespace));

  if (objects.some(({ kind }) => kind === 'Node') || namespaces.length > 2) {
    return { level: 'environment', names: namespaces };
  }
  const rollouts = rolloutsAmong(objects, snapshot);
  if (rollouts.length > 0 && present.length === 1) return { level: 'rollout', names: rollouts };
  if (applications.length === 1) return { level: 'application', names: applications };
  const services = namesOf(objects.filter(({ kind }) => kind === 'Service').map(({ name }) => name));
  if (present.length === 1 && services.length === 1) return { level: 'service', names: services };
  return namespaces.length > 0 ? { level: 'namespace', names: namespaces } : { level: 'environment', names: [] };
}

/** Deployments of which the newest ReplicaSet is young while an older one still serves. */
function rolloutsAmong(objects: readonly ObjectRef[], snapshot: Snapshot): string[] {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  return namesOf(deployments.filter((deployment) => isRollingOut(deployment, snapshot)).map(({ name }) => name));
}

function isRollingOut(deployment: ObjectRef, { relations, objects, capturedAt }: Snapshot): boolean {
  const sets = relations.from(deployment).flatMap(({ relation, to }) => {
    const set = relation === 'owns' ? objects.find(to) : undefined;
    return set ? [set] : [];
  });
  const young = sets.some((set) => {
    const age = secondsBetween(set.string('metadata.creationTimestamp'), capturedAt);
    return age !== undefined && age < ROLLOUT_SECONDS && (set.number('spec.replicas') ?? 0) > 0;
  });
  return young && sets.length > 1 && sets.some((set) => (set.number('status.readyReplicas') ?? 0) > 0);
}

function namesOf(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
