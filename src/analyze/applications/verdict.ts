import type { ApplicationCard } from '../../report-format/report.ts';
import { comparisonFault } from '../snapshot/argocd/application.ts';
import { peel } from '../snapshot/argocd/messages.ts';
import { isHeldByWindow } from '../snapshot/argocd/sync-windows.ts';
import type { Failing } from './answers/failing.ts';
import { whyNotSynced } from './answers/synced.ts';
import { lasted } from './duration.ts';
import type { Subject } from './subject.ts';
import { windowText } from './subject.ts';

type Verdict = Pick<ApplicationCard, 'verdict' | 'sentence'>;

const CUT = 300;

/** Where the trouble is: in what is wanted (Git, chart, specification), in bringing it there, or in what runs. */
export function verdictOf(subject: Subject, failing: Failing | undefined): Verdict {
  const { application, conditions, operation, health, reported, sync, policy, snapshot, cause } = subject;
  const tail = cause ? ` Cause: ${cause.title}.` : '';

  const fault = comparisonFault(subject);
  if (fault && fault.type !== 'UnknownError') {
    const where = fault.type === 'InvalidSpecError' ? 'its specification is refused' : 'its source cannot be compared';
    const stale = reported === 'Healthy' ? ' Healthy says nothing while this lasts.' : '';
    return {
      verdict: 'desired-state',
      sentence: `Desired state: ${where}: ${short(peel(fault.message).core)}.${stale}`,
    };
  }
  if (application.string('metadata.deletionTimestamp')) {
    const error = conditions.find(({ type }) => type === 'DeletionError');
    return {
      verdict: 'sync',
      sentence: `Sync: it is being deleted${error ? `: ${short(error.message)}` : ' and does not come to an end'}.`,
    };
  }
  if (!reported && !sync) {
    return {
      verdict: 'unknown',
      sentence: 'Argo CD has written no status for it: nobody looks after it, or it was not captured.',
    };
  }

  const since = lasted(operation.startedAt, snapshot.capturedAt);
  if (operation.state === 'blocked' && failing?.by === 'wait') {
    const runtime = health.unhealthy.some(
      ({ kind, name }) => kind === failing.object.kind && name === failing.object.name,
    );
    const held = `the sync is held${since ? ` for ${since}` : ''}: ${failing.text.replace(/^the sync /, 'it ')}${restOf(subject)}.`;
    return runtime
      ? { verdict: 'runtime', sentence: `Runtime: ${held}${tail}` }
      : { verdict: 'sync', sentence: `Sync: ${held}${tail}` };
  }
  if (isHeldByWindow(subject)) return { verdict: 'sync', sentence: `Sync: ${windowText(subject)}.` };
  if (failing?.by === 'sync') {
    const [row] = operation.failed;
    // Applied, and then degraded: the source and the sync did their part.
    const runtime = row?.status === 'Synced' && !row.hookType;
    return runtime
      ? { verdict: 'runtime', sentence: `Runtime: ${short(failing.text)}.${tail}` }
      : { verdict: 'sync', sentence: `Sync: ${short(failing.text)}.${retryText(subject)}` };
  }
  if (operation.state === 'failed' && sync !== 'Synced') {
    return {
      verdict: 'sync',
      sentence: `Sync: it failed: ${short(peel(operation.message).core || operation.phase)}.${retryText(subject)}`,
    };
  }

  const gaveUp = conditions.find(({ type }) => type === 'SyncError');
  if (gaveUp && sync === 'OutOfSync') {
    return { verdict: 'sync', sentence: `Sync: it failed: ${short(peel(gaveUp.message).core)}.${tail}` };
  }

  const working = ['Healthy', 'Suspended'];
  const ill = health.status === 'not collected' ? reported : health.status;
  if (ill && !working.includes(ill) && ill !== 'Unknown') {
    const what = failing?.text ?? `Argo CD reports ${ill}, and the failing object is not in this bundle`;
    const place = sync === 'Synced' ? 'what is wanted was applied, but ' : '';
    return { verdict: 'runtime', sentence: `Runtime: ${place}${short(what)}.${tail}` };
  }
  if (sync === 'OutOfSync' && policy.automated) {
    return { verdict: 'sync', sentence: `Sync: it differs from its source; ${short(whyNotSynced(subject))}.` };
  }
  if (health.status === 'not collected') {
    return {
      verdict: 'unknown',
      sentence: `Argo CD reports ${reported || 'no health'} and ${sync || 'no sync status'}, which was not checked: ${health.reason}.`,
    };
  }
  if (sync === 'OutOfSync')
    return { verdict: 'ok', sentence: 'It works, and differs from its source; it is synced by hand only.' };
  if (sync !== 'Synced')
    return { verdict: 'unknown', sentence: 'Its objects work, but whether they are what its source says is unknown.' };
  return { verdict: 'ok', sentence: 'It is synced and its objects work.' };
}

/** A sync is pinned to its revision: after the last attempt nothing happens by itself, even when the cause is gone. */
function retryText({ operation, policy }: Subject): string {
  if (operation.state === 'retrying') return ' It will be tried again.';
  return operation.state === 'failed' && policy.automated ? ' This revision will not be tried again by itself.' : '';
}

/** What the held sync has not come to. */
function restOf({ waves }: Subject): string {
  const rest = waves.filter(({ state }) => state === 'pending');
  const turns = [...new Set(rest.map(({ wave }) => wave))];
  if (rest.length === 0) return '';
  const [first, last] = [Math.min(...turns), Math.max(...turns)];
  const where = first === last ? `wave ${first}` : `waves ${first} to ${last}`;
  return `; ${rest.length === 1 ? '1 object' : `${rest.length} objects`} of ${where} not applied yet`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > CUT ? `${line.slice(0, CUT)}…` : line;
}
