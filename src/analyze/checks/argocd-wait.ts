import type { KubeObject, ObjectIdentity } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { Awaited } from '../snapshot/argocd/awaited.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { refOf } from '../snapshot/order.ts';
import type { CheckContext } from './define-check.ts';

/** The default progressDeadlineSeconds: what takes longer does not come by waiting. */
const PATIENCE_SECONDS = 600;

/**
 * The finding that a sync is held, told of `subject`; nothing while waiting is still normal. Where the times are unknown
 * (a text without them) the wait counts.
 */
export function argocdWait(
  { application, operation, waiting, identity }: Awaited,
  subject: KubeObject | ObjectIdentity,
  { snapshot, evidence }: CheckContext,
): RawFinding[] {
  const waited = secondsBetween(operation.startedAt, snapshot.capturedAt);
  if (waited !== undefined && waited < PATIENCE_SECONDS) return [];
  return [
    {
      subject: { ...refOf(subject), ...(subject.apiVersion ? { apiVersion: subject.apiVersion } : {}) },
      captures: {
        application: application.name,
        awaited: `${identity.kind} ${identity.name}`,
        for: waiting.reason,
      },
      evidence: ['status.operationState.message', 'status.operationState.startedAt']
        .filter((path) => application.at(path) !== undefined)
        .map((path) => evidence.field(application, path)),
      ...(operation.startedAt ? { firstSeen: operation.startedAt } : {}),
    },
  ];
}
