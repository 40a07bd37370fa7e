import type { Answer } from './answers.ts';
import { json, NOT_FOUND } from './answers.ts';
import type { Resource } from './resources.ts';
import { shortNamesOf } from './resources.ts';

const VERBS = ['get', 'list', 'watch'];

/** `/api`, `/apis` and `/apis/<group>/<version>`, in the old form and in the aggregated one, as the client accepts. */
export function discover(path: string, accept: string, resources: readonly Resource[]): Answer | undefined {
  const aggregated = /g=apidiscovery\.k8s\.io;v=(v2\w*);as=APIGroupDiscoveryList/.exec(accept);
  if ((path === '/api' || path === '/apis') && aggregated) {
    return aggregatedList(resources, path === '/api', aggregated[1] ?? 'v2');
  }
  if (path === '/api') return json({ kind: 'APIVersions', versions: ['v1'] });
  if (path === '/apis') return json({ kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(resources) });

  const [, core, group = '', groupVersion] = /^\/(?:api\/(v1)|apis\/([^/]+)\/([^/]+))$/.exec(path) ?? [];
  const version = core ?? groupVersion;
  if (version === undefined) return undefined;
  const served = resources.filter((resource) => resource.group === group && resource.version === version);
  return served.length === 0 ? NOT_FOUND : json(resourceList(served, group, version));
}

function groupsOf(resources: readonly Resource[]) {
  const names = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '').sort();
  return names.map((name) => {
    const versions = [...new Set(resources.filter(({ group }) => group === name).map(({ version }) => version))];
    const entries = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
    return { name, versions: entries, preferredVersion: entries[0] };
  });
}

function resourceList(served: readonly Resource[], group: string, version: string) {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: served.map(({ kind, plural, namespaced }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: VERBS,
      shortNames: shortNamesOf(plural),
    })),
  };
}

function aggregatedList(resources: readonly Resource[], core: boolean, listVersion: string): Answer {
  const groups = core ? [''] : groupsOf(resources).map(({ name }) => name);
  return {
    status: 200,
    headers: {
      'content-type': `application/json;g=apidiscovery.k8s.io;v=${listVersion};as=APIGroupDiscoveryList`,
    },
    body: {
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${listVersion}`,
      metadata: {},
      items: groups.map((group) => ({
        metadata: group === '' ? {} : { name: group },
        versions: [
          ...new Set(resources.filter((resource) => resource.group === group).map(({ version }) => version)),
        ].map((version) => ({
          version,
          freshness: 'Current',
          resources: resources
            .filter((resource) => resource.group === group && resource.version === version)
            .map(({ kind, plural, namespaced }) => ({
              resource: plural,
              responseKind: { group, version, kind },
              scope: namespaced ? 'Namespaced' : 'Cluster',
              singularResource: kind.toLowerCase(),
              shortNames: shortNamesOf(plural),
              verbs: VERBS,
            })),
        })),
      })),
    },
  };
}
