import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { syncPolicyOf } from '../snapshot/argocd/application.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { isHeldByWindow, windowStateOf } from '../snapshot/argocd/sync-windows.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

/** A sync window keeps an application from its source: by Argo CD's own word, or by the windows of its project. */
export const argocdSyncWindowClosed = defineCheck({
  run: (context) => context.objects.ofKind('Application').flatMap((application) => closed(application, context)),
});

function closed(application: KubeObject, { snapshot, evidence }: CheckContext): RawFinding[] {
  const operation = operationOf(application);
  const told = operation.state === 'window';
  const window = windowStateOf(application, snapshot);
  const sync = application.string('status.sync.status') ?? '';
  if (!isHeldByWindow({ operation, window, policy: syncPolicyOf(application), sync })) return [];
  const forbids = window?.open === false ? window : undefined;
  return [
    {
      subject: subjectOf(application),
      captures: {
        window: forbids?.window ?? 'its kind and time are not in this bundle',
        opens: forbids ? (forbids.opens ?? 'not within a year') : 'unknown',
      },
      evidence: [
        ...(told ? [evidence.field(application, 'status.operationState.message')] : []),
        ...(forbids ? [evidence.field(forbids.project, forbids.path)] : []),
        ...(told ? [] : [evidence.field(application, 'status.sync.status')]),
      ],
    },
  ];
}
