import type { Evidence } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { syncPolicyOf } from '../snapshot/argocd/application.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

/**
 * A sync that gave up on its revision while what it lacked is there by now: it is never tried again, not even with
 * selfHeal (argoproj/argo-cd:controller/appcontroller.go@37ee0097).
 */
export const argocdSyncNotRetried = defineCheck({
  run: (context) =>
    context.objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const { state, failed, message, finishedAt } = operationOf(application);
      const differs = application.string('status.sync.status') === 'OutOfSync';
      if (state !== 'failed' || !differs || !syncPolicyOf(application).automated) return [];
      const texts = [...failed.map((row) => ({ text: row.message, path: `${row.path}.message` }))];
      if (texts.length === 0) texts.push({ text: message, path: 'status.operationState.message' });
      const come = texts.map(({ text, path }) => ({ path, proof: isThereNow(text, context) }));
      // All of it must be there: one that is still missing explains the failure of today.
      const [first] = come;
      if (!first?.proof || come.some(({ proof }) => proof === undefined)) return [];
      return [
        {
          subject: subjectOf(application),
          captures: { wanted: first.proof.wanted },
          evidence: [context.evidence.field(application, first.path), first.proof.evidence],
          confidence: 'confirmed',
          ...(finishedAt ? { firstSeen: finishedAt } : {}),
        },
      ];
    }),
});

function isThereNow(message: string, context: CheckContext): { wanted: string; evidence: Evidence } | undefined {
  const { objects, evidence } = context;
  const namespace = /namespaces? \\?"([a-z0-9-]{1,63})\\?" not found/.exec(message)?.[1];
  if (namespace) {
    const found = objects.find({ kind: 'Namespace', name: namespace });
    if (!found || found.string('metadata.deletionTimestamp')) return undefined;
    return { wanted: `the namespace ${namespace}`, evidence: evidence.field(found, 'metadata.name') };
  }
  const [, group, kind] = /could not find ([a-z0-9.-]+)\/(\w+) for requested resource/.exec(message) ?? [];
  const [, otherKind, otherGroup] =
    /no matches for kind \\?"(\w+)\\?" in version \\?"([a-z0-9.-]+)\//.exec(message) ?? [];
  const definition = definitionOf(group ?? otherGroup, kind ?? otherKind, context);
  if (!definition) return undefined;
  return { wanted: `the definition ${definition.name}`, evidence: evidence.field(definition, 'metadata.name') };
}

function definitionOf(
  group: string | undefined,
  kind: string | undefined,
  { objects }: CheckContext,
): KubeObject | undefined {
  if (!group || !kind) return undefined;
  return objects
    .ofKind('CustomResourceDefinition')
    .find((crd) => crd.string('spec.group') === group && crd.string('spec.names.kind') === kind);
}
