import type { JsonObject, KubeObject } from '../../formats/kube-object.ts';
import { isJsonObject } from '../../formats/kube-object.ts';
import type { Snapshot } from '../snapshot.ts';
import { destinationOf, type Resource, resourcesOf, sourcesOf } from './application.ts';
import { globFits } from './glob.ts';

/** What a project does not allow, and the entry that would. */
export type Refusal = { what: string; list: string; entry: string; path: string };

/**
 * The project of an application, where it was captured in full: in the namespace of the application, or for an application
 * of any namespace in that of Argo CD.
 */
export function projectOf(application: KubeObject, objects: Snapshot['objects']): KubeObject | undefined {
  const name = application.string('spec.project') || 'default';
  const namesakes = objects.ofKind('AppProject').filter((one) => one.name === name && one.fidelity === 'full');
  const near = namesakes.find(({ namespace }) => namespace === application.namespace);
  return near ?? (namesakes.length === 1 ? namesakes[0] : undefined);
}

/**
 * What the project of an application refuses of it, before or instead of Argo CD's own word.
 * argoproj/argo-cd:pkg/apis/application/v1alpha1/app_project_types.go@37ee0097
 */
export function refusalsOf(application: KubeObject, project: KubeObject): Refusal[] {
  return [
    ...refusedSources(application, project),
    ...refusedDestination(application, project),
    ...resourcesOf(application).flatMap((resource) => refusedKind(resource, project)),
  ];
}

/** Whether a list of globs, of which those with `!` forbid, lets a text pass; true where a glob cannot be read. */
function passes(globs: readonly string[], fits: (glob: string) => boolean | undefined): boolean {
  if (globs.some((glob) => fits(glob.replace(/^!/, '')) === undefined)) return true;
  if (globs.some((glob) => glob.startsWith('!') && fits(glob.slice(1)))) return false;
  return globs.some((glob) => !glob.startsWith('!') && fits(glob));
}

function refusedSources(application: KubeObject, project: KubeObject): Refusal[] {
  const allowed = project.at('spec.sourceRepos');
  if (!Array.isArray(allowed)) return [];
  const globs = allowed.filter((glob) => typeof glob === 'string');
  return sourcesOf(application).flatMap(({ repoURL }) => {
    if (!repoURL || globs.includes('*')) return [];
    const url = plainUrl(repoURL);
    if (passes(globs, (glob) => globFits(plainUrl(glob), url, '/'))) return [];
    return [{ what: `the repository ${repoURL}`, list: 'sourceRepos', entry: repoURL, path: 'spec.sourceRepos' }];
  });
}

const plainUrl = (url: string) =>
  url
    .trim()
    .toLowerCase()
    .replace(/\.git$/, '')
    .replace(/\/$/, '');

function refusedDestination(application: KubeObject, project: KubeObject): Refusal[] {
  const allowed = project.at('spec.destinations');
  const { server, clusterName, namespace } = destinationOf(application);
  if (!Array.isArray(allowed) || (!server && !clusterName)) return [];
  const entries = allowed.filter(isJsonObject);
  // The name of a cluster and its address are two names of one thing, of which the bundle may know only one.
  if (
    entries.some(
      (entry) =>
        (clusterName && !entry.name && entry.server !== '*') || (server && !entry.server && entry.name !== '*'),
    )
  )
    return [];
  const fits = (entry: JsonObject) =>
    matches(clusterName ? (entry.name ?? entry.server) : (entry.server ?? entry.name), clusterName ?? server ?? '') &&
    (namespace === '' || matches(entry.namespace, namespace));
  if (entries.some(fits)) return [];
  const where = `${clusterName ?? server}, namespace ${namespace}`;
  return [{ what: `the destination ${where}`, list: 'destinations', entry: where, path: 'spec.destinations' }];
}

/** A pattern with `!` fits what it does not name, as far as this single entry goes. */
function matches(glob: unknown, text: string): boolean {
  if (typeof glob !== 'string') return false;
  if (glob.startsWith('!')) return globFits(glob.slice(1), text) === false;
  return globFits(glob, text) !== false;
}

function refusedKind({ group, kind, namespace, status }: Resource, project: KubeObject): Refusal[] {
  // What is there already was allowed.
  if (status === 'Synced') return [];
  const list = refusingList(project, { group, kind, namespaced: namespace !== undefined });
  if (!list) return [];
  return [{ what: `the kind ${kind}`, list, entry: `group "${group}", kind ${kind}`, path: `spec.${list}` }];
}

type KindOfObject = { group: string; kind: string; namespaced: boolean };

export function permitsKind(project: KubeObject, kind: KindOfObject): boolean {
  return refusingList(project, kind) === undefined;
}

/** The list that refuses a kind: the one that forbids it, or the one that would have to name it. */
function refusingList(project: KubeObject, { group, kind, namespaced }: KindOfObject): string | undefined {
  const lists = namespaced
    ? { white: 'namespaceResourceWhitelist', black: 'namespaceResourceBlacklist' }
    : { white: 'clusterResourceWhitelist', black: 'clusterResourceBlacklist' };
  const names = ({ group: givenGroup, kind: givenKind }: JsonObject) =>
    matches(givenGroup, group) && matches(givenKind, kind);
  if (project.list(`spec.${lists.black}`).some(names)) return lists.black;
  const white = project.at(`spec.${lists.white}`);
  // Of namespaced kinds no list means all, of cluster-wide ones none.
  const allowed = white === undefined || white === null ? namespaced : project.list(`spec.${lists.white}`).some(names);
  return allowed ? undefined : lists.white;
}
