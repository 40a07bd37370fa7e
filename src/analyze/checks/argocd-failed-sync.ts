import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { type Operation, operationOf } from '../snapshot/argocd/operation.ts';

/** The last sync of an application where that has failed, also between two attempts, and when a finding of it holds. */
export type FailedSync = Operation & { when: Pick<RawFinding, 'current' | 'firstSeen' | 'lastSeen'> };

export function failedSyncOf(application: KubeObject): FailedSync | undefined {
  const operation = operationOf(application);
  // Between two attempts Argo CD leaves the phase at Running.
  if (operation.state !== 'failed' && operation.state !== 'retrying') return undefined;
  const { finishedAt } = operation;
  return {
    ...operation,
    when: {
      // What is Synced now was repaired in another way than by a sync.
      current: application.string('status.sync.status') !== 'Synced',
      ...(finishedAt ? { firstSeen: finishedAt, lastSeen: finishedAt } : {}),
    },
  };
}
