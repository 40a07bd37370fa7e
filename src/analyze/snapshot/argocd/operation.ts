import type { KubeObject } from '../../formats/kube-object.ts';
import type { ResultRow } from './application.ts';
import { resultsOf } from './application.ts';
import type { Waiting } from './messages.ts';
import { waitingIn } from './messages.ts';

/** Where the last operation of an application stands. */
type OperationState =
  | 'none'
  | 'succeeded'
  | 'running'
  /** Running, and waiting for an object. */
  | 'blocked'
  | 'window'
  /** Between two attempts: Argo CD leaves the phase at Running. */
  | 'retrying'
  | 'terminating'
  | 'failed';

export type Operation = {
  state: OperationState;
  phase: string;
  message: string;
  startedAt: string | undefined;
  finishedAt: string | undefined;
  retries: number;
  waiting: Waiting | undefined;
  /** A sync of some resources only: it runs no hooks, and what it left out is not pending. */
  partial: boolean;
  rows: ResultRow[];
  /** In the order of execution; the first is the candidate for the cause. */
  failed: ResultRow[];
};

export function operationOf(application: KubeObject): Operation {
  const text = (path: string) => application.string(`status.operationState.${path}`);
  const message = text('message') ?? '';
  const phase = text('phase') ?? '';
  const rows = resultsOf(application);
  const waiting = waitingIn(message);
  return {
    state: stateOf(phase, message, text('finishedAt') !== undefined, waiting),
    phase,
    message,
    startedAt: text('startedAt'),
    finishedAt: text('finishedAt'),
    retries: application.number('status.operationState.retryCount') ?? 0,
    waiting,
    partial: application.list('status.operationState.operation.sync.resources').length > 0,
    rows,
    failed: rows.filter(isFailed),
  };
}

/** A row that is Synced but whose hook phase failed was applied, and then became Degraded while the sync waited for it. */
function isFailed({ status, hookPhase }: ResultRow): boolean {
  return status === 'SyncFailed' || hookPhase === 'Failed' || hookPhase === 'Error';
}

function stateOf(phase: string, message: string, finished: boolean, waiting: Waiting | undefined): OperationState {
  switch (phase) {
    case '':
      return 'none';
    case 'Succeeded':
      return 'succeeded';
    case 'Terminating':
      return 'terminating';
    case 'Running':
      if (finished) return 'retrying';
      if (/^Sync operation blocked by sync window/.test(message)) return 'window';
      return waiting ? 'blocked' : 'running';
    default:
      return 'failed';
  }
}
