import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

/** A sync that may not prune, or a deletion that may not delete, before somebody confirms it. */
export const argocdConfirmationAwaited = defineCheck({
  run: (context) =>
    context.objects
      .ofKind('Application')
      .flatMap((application) => [...pruning(application, context), ...deletion(application, context)]),
});

function pruning(application: KubeObject, { evidence }: CheckContext): RawFinding[] {
  const { state, waiting, startedAt } = operationOf(application);
  if (state !== 'blocked' || waiting?.reason !== 'confirmation') return [];
  return [
    {
      subject: subjectOf(application),
      captures: { action: 'prunes', awaited: `${waiting.kind} ${waiting.name}` },
      evidence: [evidence.field(application, 'status.operationState.message')],
      ...(startedAt ? { firstSeen: startedAt } : {}),
    },
  ];
}

const APPROVED = 'metadata.annotations["argocd.argoproj.io/deletion-approved"]';

/** A confirmation counts when it was given after the deletion was asked for; argoproj/argo-cd:docs/user-guide/sync-options.md@37ee0097 */
function deletion(application: KubeObject, { evidence }: CheckContext): RawFinding[] {
  const asked = application.string('metadata.deletionTimestamp');
  if (!asked) return [];
  const given = application.string(APPROVED);
  if (given && (secondsBetween(asked, given) ?? 0) >= 0) return [];
  const resources = application.list('status.resources');
  const index = resources.findIndex(({ requiresDeletionConfirmation }) => requiresDeletionConfirmation === true);
  const first = resources[index];
  if (!first) return [];
  return [
    {
      subject: subjectOf(application),
      captures: { action: 'deletes', awaited: `${first.kind} ${first.name}` },
      evidence: [
        evidence.field(application, 'metadata.deletionTimestamp'),
        evidence.field(application, `status.resources[${index}].requiresDeletionConfirmation`),
      ],
      firstSeen: asked,
    },
  ];
}
