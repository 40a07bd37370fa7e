import type { Evidence, ObjectRef } from '../../../report-format/report.ts';
import { comparisonFault } from '../../snapshot/argocd/application.ts';
import { reasonOf } from '../../snapshot/argocd/application-health.ts';
import { healthOf } from '../../snapshot/argocd/health/object-health.ts';
import { peel } from '../../snapshot/argocd/messages.ts';
import { isWaitedFor } from '../../snapshot/argocd/waves.ts';
import type { Answer, Subject } from '../subject.ts';
import { named, proofs, sentence } from '../subject.ts';

/** The object that fails, what says so, and what kind of proof that is. */
export type Failing = { object: ObjectRef; text: string; evidence: Evidence[]; by: 'sync' | 'wait' | 'health' };

/**
 * The failing object, by the strongest evidence there is: what a sync was refused, what it waits for, what the objects
 * show, what Argo CD names.
 */
export function failingObject(subject: Subject): Failing | undefined {
  return refusedBySync(subject) ?? awaited(subject) ?? unhealthy(subject) ?? namedByArgo(subject);
}

function refusedBySync(subject: Subject): Failing | undefined {
  const { operation, sync } = subject;
  if (operation.state !== 'failed' && operation.state !== 'retrying' && operation.state !== 'running') return undefined;
  // Repaired in another way than by a sync.
  if (sync === 'Synced' && operation.state === 'failed') return undefined;
  const [row] = operation.failed;
  if (!row) return undefined;
  const what =
    row.status === 'SyncFailed' ? 'was refused' : row.hookType ? 'failed as a hook' : 'failed while the sync waited';
  return {
    object: row,
    text: `${named(row)} ${what}${row.message ? `: ${peel(row.message).core}` : ''}`,
    evidence: proofs(subject, [`${row.path}.message`, row.message ? '' : row.path].filter(Boolean)),
    by: 'sync',
  };
}

function awaited(subject: Subject): Failing | undefined {
  const { waiting, state, rows } = subject.operation;
  if (state !== 'blocked' || !waiting) return undefined;
  const { tasks, snapshot, remote } = subject;
  const managed = subject.health.resources.find((resource) => isWaitedFor(resource, waiting));
  // The message tells no namespace: the lists do.
  const known = rows.find((row) => isWaitedFor(row, waiting)) ?? managed;
  const task = tasks?.tasks.find((candidate) => isWaitedFor(candidate, waiting));
  const object = known ?? task ?? { kind: waiting.kind, name: waiting.name };
  // A hook is among no managed objects, so its health was not judged with theirs.
  const found = managed || remote ? undefined : snapshot.objects.find(object);
  const health = managed?.health ?? (found && healthOf(found));
  const why = health && health.status !== 'Healthy' ? ` (${health.message ?? `it is ${health.status}`})` : '';
  return {
    object,
    text: `the sync waits for ${named(object)}${turnIn(subject)}${why}`,
    evidence: [
      ...proofs(subject, ['status.operationState.message']),
      ...(found && health?.field && found.at(health.field) !== undefined
        ? [subject.evidence.field(found, health.field)]
        : []),
      ...(tasks && task ? [subject.evidence.logLine(tasks.file, tasks.line)] : []),
    ],
    by: 'wait',
  };
}

/** ` in phase Sync, wave 1`, where the sync has more than one turn. */
function turnIn({ waves }: Subject): string {
  const turns = new Set(waves.map(({ phase, wave }) => `${phase} ${wave}`));
  const held = waves.find(({ blocked }) => blocked);
  return held && turns.size > 1 ? ` in phase ${held.phase}, wave ${held.wave}` : '';
}

function unhealthy(subject: Subject): Failing | undefined {
  const [worst] = subject.health.unhealthy;
  if (!worst || worst.health?.status === 'Suspended') return undefined;
  const { object, health } = worst;
  const absence = object ? undefined : subject.evidence.absence(worst);
  const field = object && health?.field && object.at(health.field) !== undefined ? health.field : undefined;
  return {
    object: worst,
    text: reasonOf(worst),
    evidence: [
      ...(object && field ? [subject.evidence.field(object, field)] : []),
      ...(absence ? [absence] : []),
      ...proofs(subject, [worst.path]),
    ],
    by: 'health',
  };
}

/** From 3.6 on: `Caused by apps/Deployment:shop/web, ... and 2 more`. */
const CAUSED_BY = /^Caused by (?:([^/\s:]*)\/)?([A-Za-z]+):(?:([^/\s,]+)\/)?([^\s,]+)/;

function namedByArgo(subject: Subject): Failing | undefined {
  const [, , kind, namespace, name] = CAUSED_BY.exec(subject.application.string('status.health.message') ?? '') ?? [];
  if (!kind || !name || subject.reported === 'Healthy') return undefined;
  const object = { kind, name, ...(namespace ? { namespace } : {}) };
  return {
    object,
    text: `Argo CD names ${named(object)}`,
    evidence: proofs(subject, ['status.health.message']),
    by: 'health',
  };
}

/** Which object fails, and why: the first diagnosis that touches the application tells the reason. */
export function failingAnswer(subject: Subject, failing: Failing | undefined): Answer {
  const { cause, reported, health } = subject;
  if (failing) {
    return {
      answer: 'yes',
      text: cause ? `${sentence(failing.text)} Cause: ${cause.title}` : failing.text,
      evidence: [...failing.evidence, ...causeEvidence(subject)],
    };
  }
  const fault = comparisonFault(subject);
  if (fault) {
    return {
      answer: 'unknown',
      text: 'No object is known to fail, but Argo CD cannot compare the application.',
      evidence: proofs(subject, [fault.path]),
    };
  }
  if (health.status === 'Healthy' || health.status === 'Suspended') {
    return { answer: 'no', text: 'None of its objects fails.', evidence: [] };
  }
  if (reported === 'Healthy' || reported === '') {
    return {
      answer: 'unknown',
      text: `No failing object was seen, but ${health.reason ?? 'not all were collected'}.`,
      evidence: [],
    };
  }
  return {
    answer: 'unknown',
    text: `Argo CD reports ${reported}, but the failing object is not in this bundle (${health.reason ?? 'not collected'}).`,
    evidence: proofs(subject, ['status.health.status']),
  };
}

function causeEvidence({ cause, findings }: Subject): Evidence[] {
  return findings.get(cause?.cause ?? '')?.evidence.slice(0, 2) ?? [];
}
