import { comparisonFault } from '../../snapshot/argocd/application.ts';
import { driftOf } from '../../snapshot/argocd/drift.ts';
import { peel } from '../../snapshot/argocd/messages.ts';
import { isHeldByWindow } from '../../snapshot/argocd/sync-windows.ts';
import { lasted } from '../duration.ts';
import type { Answer, Subject } from '../subject.ts';
import { named, proofs, windowText } from '../subject.ts';

/** Does the cluster hold what the source says, and if not, why does nothing change that? */
export function syncedAnswer(subject: Subject): Answer {
  const { sync } = subject;
  const fault = comparisonFault(subject);
  if (fault) {
    const { core, cached } = peel(fault.message);
    const doubt = cached ? ' (a cached answer, which may be older than the trouble)' : '';
    return {
      answer: sync === 'OutOfSync' ? 'no' : 'unknown',
      text: `Argo CD cannot compare it: ${core}${doubt}.`,
      evidence: proofs(subject, [fault.path, 'status.sync.status']),
    };
  }
  if (sync === 'Synced') return { answer: 'yes', text: syncedText(subject), evidence: proofs(subject, SYNC) };
  if (sync !== 'OutOfSync') {
    return {
      answer: 'unknown',
      text: sync ? 'Argo CD does not know it.' : 'No sync status was captured.',
      evidence: proofs(subject, SYNC),
    };
  }
  const changed = subject.health.resources.filter(({ status }) => status === 'OutOfSync');
  const [drift] = driftOf(subject.application, subject.snapshot);
  const changedBy = drift
    ? `; ${named(drift.object)} was changed by ${drift.manager} at ${drift.time} (${drift.fields.slice(0, 3).join(', ')})`
    : '';
  return {
    answer: 'no',
    text: `${differences(subject)}; ${whyNotSynced(subject)}${changedBy}.`,
    evidence: [
      ...proofs(subject, ['status.sync.status', ...changed.slice(0, 3).map(({ path }) => path)]),
      ...(drift ? [subject.evidence.field(drift.object, drift.path)] : []),
    ],
  };
}

const SYNC = ['status.sync.status', 'status.sync.revision'];

function syncedText({ application, snapshot }: Subject): string {
  const reconciled = application.string('status.reconciledAt');
  const age = lasted(reconciled, snapshot.capturedAt);
  return age ? `It matches its source, as compared ${age} before the capture.` : 'It matches its source.';
}

function differences({ health }: Subject): string {
  const changed = health.resources.filter(({ status }) => status === 'OutOfSync');
  if (changed.length === 0) return 'It differs from its source';
  const prune = changed.filter(({ requiresPruning }) => requiresPruning).length;
  const absent = changed.filter(({ state, requiresPruning }) => state === 'absent' && !requiresPruning).length;
  const other = changed.length - prune - absent;
  const parts = [
    other > 0 ? `${other} changed` : '',
    absent > 0 ? `${absent} absent` : '',
    prune > 0 ? `${prune} to be pruned` : '',
  ].filter(Boolean);
  const [first] = changed;
  return `It differs from its source (${parts.join(', ')}${first ? `; ${named(first)}` : ''})`;
}

/** Why the difference stays. Without automated sync it is the normal state between a commit and a hand. */
export function whyNotSynced(subject: Subject): string {
  const { conditions, operation, policy, health, application, snapshot, window } = subject;
  if (isHeldByWindow(subject)) return windowText(subject);
  switch (operation.state) {
    case 'blocked':
    case 'running': {
      const since = lasted(operation.startedAt, snapshot.capturedAt);
      return `a sync is running${since ? ` for ${since}` : ''}: ${operation.message || 'it says nothing'}`;
    }
    case 'terminating':
      return 'its sync is being stopped';
    case 'retrying':
      return `the sync failed and will be tried again (${operation.retries} retries so far)`;
    case 'failed': {
      const tried = operation.message ? `: ${peel(operation.message).core}` : '';
      return policy.automated
        ? `the sync failed and this revision will not be tried again by itself${tried}`
        : `the last sync failed${tried}`;
    }
  }
  const gaveUp = conditions.find(({ type }) => type === 'SyncError');
  if (gaveUp) return `automated sync does not bring it up: ${peel(gaveUp.message).core}`;
  if (!policy.automated) {
    if (application.fidelity === 'table') return 'nothing more was captured';
    const refused = window?.open === false && !window.manual ? `, and ${windowText(subject)}` : '';
    return `it is synced by hand only, so that this may be expected${refused}`;
  }
  const changed = health.resources.filter(({ status }) => status === 'OutOfSync');
  if (changed.length > 0 && changed.every(({ requiresPruning }) => requiresPruning) && !policy.prune) {
    return 'only objects to be pruned are left, and automated pruning is off';
  }
  const same =
    application.string('status.sync.revision') === application.string('status.operationState.syncResult.revision');
  if (same && !policy.selfHeal) return 'this revision was synced already and selfHeal is off, so that a drift stays';
  return 'automated sync should bring it up';
}
