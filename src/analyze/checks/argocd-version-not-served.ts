import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { applicationConditionsOf } from '../snapshot/argocd/application.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { definitionOf, missingKindIn, servesVersion } from './argocd-wanted.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

/** A kind that is installed, but not in the version that an application asks for. */
export const argocdVersionNotServed = defineCheck({
  run: (context) => context.objects.ofKind('Application').flatMap((application) => notServed(application, context)),
});

function notServed(application: KubeObject, context: CheckContext): RawFinding[] {
  const { failed, state } = operationOf(application);
  const rows = state === 'failed' || state === 'retrying' ? failed : [];
  const texts = [
    ...rows.map(({ message, path }) => ({ message, path: `${path}.message` })),
    ...applicationConditionsOf(application),
  ];
  const found = texts.flatMap(({ message, path }): RawFinding[] => {
    const wanted = missingKindIn(message);
    if (!wanted?.version) return [];
    const definition = definitionOf(wanted, context);
    const told = / Version \\?"?([\w.-]+)\\?"? of \S+ is installed/.exec(message)?.[1];
    const served = definition && servesVersion(definition, wanted.version) === false;
    if (!served && !(told && !definition)) return [];
    const versions = definition?.list('spec.versions').filter((version) => version.served !== false) ?? [];
    return [
      {
        subject: subjectOf(application),
        captures: {
          resource: `${wanted.group}/${wanted.kind}`,
          version: wanted.version,
          installed: versions.map(({ name }) => String(name)).join(', ') || (told ?? ''),
        },
        evidence: [
          context.evidence.field(application, path),
          ...(definition ? [context.evidence.field(definition, 'spec.versions')] : []),
        ],
        ...(definition ? { confidence: 'confirmed' as const } : {}),
        current: application.string('status.sync.status') !== 'Synced',
      },
    ];
  });
  return found.slice(0, 1);
}
