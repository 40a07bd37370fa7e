import type { ApiObject } from '../content/api-object.ts';
import { nameOf, namespaceOf, recordAt, recordsAt, textAt } from '../content/api-object.ts';
import type { HelmReleases } from '../content/helm-releases.ts';
import { createHelmReleases, releaseLabels } from '../content/helm-releases.ts';
import type { ServedKind } from '../discovery.ts';
import type { PodLog } from './log-streams.ts';
import { logsOfPod } from './log-streams.ts';

/** What later captures are planned from, gathered from the lists. */
export type Inventory = {
  namespaces: Set<string>;
  /** By namespace: how many, and the names of those in trouble. */
  pods: Map<string, { count: number; troubled: string[] }>;
  /** How many objects there are, by kind and namespace. */
  counts: Map<string, Map<string, number>>;
  logs: PodLog[];
  /** As their definitions say, which the account may not be allowed to read. */
  customKinds: ServedKind[];
  helm: HelmReleases;
  /** `<kind>.<group>` of everything that an Argo CD application manages. */
  managedKinds: Set<string>;
};

export function createInventory(namespaces: readonly string[]): Inventory {
  return {
    namespaces: new Set(namespaces),
    pods: new Map(),
    counts: new Map(),
    logs: [],
    customKinds: [],
    helm: createHelmReleases(),
    managedKinds: new Set(),
  };
}

/** Something to note once it is sure that the list which told it counts. */
export type Note = (inventory: Inventory) => void;

/** What an object tells about captures to come. */
export function observe(object: ApiObject): Note {
  const namespace = namespaceOf(object);
  const release = releaseLabels(object);
  const kind = textAt(object, 'kind');
  const own = noteOfKind(object, namespace);
  return (inventory) => {
    if (namespace !== '') inventory.namespaces.add(namespace);
    const counts = inventory.counts.get(kind) ?? new Map<string, number>();
    inventory.counts.set(kind, counts.set(namespace, (counts.get(namespace) ?? 0) + 1));
    if (release) inventory.helm.observe(release);
    own(inventory);
  };
}

function noteOfKind(object: ApiObject, namespace: string): Note {
  switch (object.kind) {
    case 'Namespace': {
      const name = nameOf(object);
      return ({ namespaces }) => void namespaces.add(name);
    }
    case 'Pod': {
      const logs = logsOfPod(object);
      const name = nameOf(object);
      // A pod without logs waits for a node or an image.
      const troubled = logs.length === 0 || logs.some((log) => log.troubled);
      return (inventory) => {
        const pods = inventory.pods.get(namespace) ?? { count: 0, troubled: [] };
        inventory.pods.set(namespace, pods);
        pods.count += 1;
        if (troubled) pods.troubled.push(name);
        inventory.logs.push(...logs);
      };
    }
    case 'CustomResourceDefinition': {
      const kind = customKindOf(object);
      return ({ customKinds }) => void (kind && customKinds.push(kind));
    }
    case 'Application': {
      const kinds = recordsAt(object, 'status', 'resources').map(
        (resource) => `${textAt(resource, 'kind')}.${textAt(resource, 'group')}`,
      );
      return ({ managedKinds }) => {
        for (const kind of kinds) managedKinds.add(kind);
      };
    }
    default:
      return () => undefined;
  }
}

function customKindOf(definition: ApiObject): ServedKind | undefined {
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
