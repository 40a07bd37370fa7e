import { isHeldByWindow } from '../../snapshot/argocd/sync-windows.ts';
import type { Answer, Subject } from '../subject.ts';
import { proofs, windowText } from '../subject.ts';
import { blockerOf } from './blockers.ts';
import type { Failing } from './failing.ts';

const WINDOW_RULE = 'argocd-sync-window-closed';

/** Is it held by a secret, a database, an ingress or another dependency? Exactly one of them, with its proof. */
export function blockedAnswer(subject: Subject, failing: Failing | undefined): Answer {
  const { findings, operation, health, remote } = subject;
  const cause = findings.get(subject.cause?.cause ?? '');
  if (isHeldByWindow(subject) && (!cause || cause.rule === WINDOW_RULE)) {
    const { window } = subject;
    return {
      answer: 'yes',
      text: `By ${windowText(subject).replace(' forbids it now', '')}.`,
      evidence: [
        ...(window?.open === false ? [subject.evidence.field(window.project, window.path)] : []),
        ...proofs(subject, operation.state === 'window' ? ['status.operationState.message'] : []),
      ],
    };
  }
  if (cause) {
    const blocker = blockerOf(cause);
    return {
      answer: blocker ? 'yes' : 'no',
      // No colon: behind "a secret:" redaction would take the sentence for the secret.
      text: blocker ? `By ${blocker}. ${cause.message}` : `No dependency: ${cause.message}`,
      evidence: cause.evidence.slice(0, 3),
    };
  }
  if (failing) {
    const blocker = blockerOf({ subject: failing.object, rule: '', captures: {} });
    const text = blocker
      ? `Likely by ${blocker}: ${failing.text}.`
      : `The reason why ${failing.object.kind} ${failing.object.name} fails is not in this bundle.`;
    return { answer: blocker ? 'yes' : 'unknown', text, evidence: failing.evidence };
  }
  if (remote || health.status === 'not collected') {
    return { answer: 'unknown', text: `It cannot be told: ${health.reason}.`, evidence: [] };
  }
  return { answer: 'no', text: 'Nothing that it needs was found missing.', evidence: [] };
}
