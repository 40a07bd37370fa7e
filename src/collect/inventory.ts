import type { LogStream } from '../bundle-format/layout.ts';
import type { ApiObject } from './api-object.ts';
import { labelsOf, nameOf, namespaceOf, recordAt, recordsAt, textAt } from './api-object.ts';
import type { HelmReleases } from './helm-releases.ts';
import { createHelmReleases } from './helm-releases.ts';
import { logStreamsOf } from './log-streams.ts';

/** A kind of custom resource that the cluster serves. */
export type CustomKind = { kind: string; group: string; version: string; plural: string; namespaced: boolean };

/** What later captures are planned from, gathered while the lists pass by. */
export type Inventory = {
  namespaces: Set<string>;
  namespacesWithPods: Set<string>;
  logs: LogStream[];
  customKinds: CustomKind[];
  helm: HelmReleases;
  /** `<kind>.<group>` of everything that an Argo CD application manages. */
  managedKinds: Set<string>;
};

export function createInventory(namespaces: readonly string[]): Inventory {
  return {
    namespaces: new Set(namespaces),
    namespacesWithPods: new Set(),
    logs: [],
    customKinds: [],
    helm: createHelmReleases(),
    managedKinds: new Set(),
  };
}

/** Notes what an object tells about captures to come. */
export function observe(inventory: Inventory, object: ApiObject): void {
  const namespace = namespaceOf(object);
  if (namespace !== '') inventory.namespaces.add(namespace);
  inventory.helm.observe(object);

  switch (object.kind) {
    case 'Namespace':
      inventory.namespaces.add(nameOf(object));
      return;
    case 'Pod':
      inventory.namespacesWithPods.add(namespace);
      inventory.logs.push(...logStreamsOf(object, isArgocdComponent(object) ? 'all' : 'troubled'));
      return;
    case 'CustomResourceDefinition': {
      const kind = customKindOf(object);
      if (kind) inventory.customKinds.push(kind);
      return;
    }
    case 'Application':
      for (const resource of recordsAt(object, 'status', 'resources')) {
        inventory.managedKinds.add(`${textAt(resource, 'kind')}.${textAt(resource, 'group')}`);
      }
      return;
  }
}

/** Custom resources that an Argo CD application manages: without them its health cannot be recomputed. */
export function managedCustomKinds({ customKinds, managedKinds }: Inventory): CustomKind[] {
  return customKinds.filter(({ kind, group }) => managedKinds.has(`${kind}.${group}`) && group !== 'argoproj.io');
}

// The controllers' own logs tell why a sync failed, whether or not they are healthy themselves.
function isArgocdComponent(pod: ApiObject): boolean {
  return labelsOf(pod)['app.kubernetes.io/part-of'] === 'argocd';
}

function customKindOf(definition: ApiObject): CustomKind | undefined {
  const names = recordAt(definition, 'spec', 'names');
  const served = recordsAt(definition, 'spec', 'versions').filter(({ served }) => served === true);
  const version = textAt(served.find(({ storage }) => storage === true) ?? served[0] ?? {}, 'name');
  if (version === '') return undefined;
  return {
    kind: textAt(names, 'kind'),
    plural: textAt(names, 'plural'),
    group: textAt(definition, 'spec', 'group'),
    version,
    namespaced: textAt(definition, 'spec', 'scope') === 'Namespaced',
  };
}
