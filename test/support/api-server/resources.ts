import { KINDS } from '../../../src/bundle-format/kinds.ts';
import type { KubernetesObject } from './objects.ts';

/** A resource type that the server offers. */
export type Resource = {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
};

const SHORT_NAMES: Record<string, string[]> = {
  pods: ['po'],
  services: ['svc'],
  namespaces: ['ns'],
  nodes: ['no'],
  events: ['ev'],
  deployments: ['deploy'],
};

/** The built-in kinds, and the kinds that the CustomResourceDefinitions among the objects define. */
export function resourcesOf(objects: readonly KubernetesObject[], serves?: readonly string[]): Resource[] {
  const builtIn = KINDS.filter(({ kind }) => serves?.includes(kind) ?? true).map(
    ({ kind, apiVersion, plural, namespaced }) => {
      const [version = '', group = ''] = apiVersion.split('/').reverse();
      return { group, version, kind, plural, namespaced };
    },
  );
  const custom = objects
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .flatMap(({ spec }) =>
      (spec.versions as { name: string; served: boolean }[])
        .filter(({ served }) => served)
        .map(({ name }) => ({
          group: spec.group as string,
          version: name,
          kind: spec.names.kind as string,
          plural: spec.names.plural as string,
          namespaced: spec.scope === 'Namespaced',
        })),
    );
  return [...builtIn, ...custom];
}

export function shortNamesOf(plural: string): string[] {
  return SHORT_NAMES[plural] ?? [];
}
