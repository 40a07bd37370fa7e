import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { unprocessedReason } from '../snapshot/argocd/unprocessed.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** An application that no controller has ever looked at: its status is empty. */
export const argocdApplicationUnprocessed = defineCheck({
  run: (context) => context.objects.ofKind('Application').flatMap((application) => unprocessed(application, context)),
});

function unprocessed(application: KubeObject, { snapshot, evidence }: CheckContext): RawFinding[] {
  const reason = unprocessedReason(application, snapshot);
  if (!reason || reason.by === 'annotation' || isYoung(application, snapshot)) return [];
  return [
    {
      subject: subjectOf(application),
      captures: { reason: reason.text },
      evidence: [
        evidence.field(application, 'status'),
        ...(reason.object && reason.path ? [evidence.field(reason.object, reason.path)] : []),
      ],
    },
  ];
}
