import type { Json, JsonObject, KubeObject } from '../../formats/kube-object.ts';
import { isJsonObject } from '../../formats/kube-object.ts';
import type { Snapshot } from '../snapshot.ts';
import { destinationOf, type Resource, resourcesOf, sourcesOf } from './application.ts';
import { globFits } from './glob.ts';
import { globalProjectsOf } from './global-projects.ts';

/** What a project does not allow, and the entry that would; `project` is the one whose list decides. */
export type Refusal = { what: string; list: string; entry: string; path: string; project: KubeObject };

/** The project of an application, and the global ones that hold for it too. */
export type Projects = readonly [own: KubeObject, ...globals: KubeObject[]];

/**
 * The project of an application, where it was captured in full: in the namespace of the application, or for an application
 * of any namespace in that of Argo CD; and its global projects.
 */
export function projectsOf(application: KubeObject, objects: Snapshot['objects']): Projects | undefined {
  const name = application.string('spec.project') || 'default';
  const namesakes = objects.ofKind('AppProject').filter((one) => one.name === name && one.fidelity === 'full');
  const near = namesakes.find(({ namespace }) => namespace === application.namespace);
  const own = near ?? (namesakes.length === 1 ? namesakes[0] : undefined);
  return own && [own, ...globalProjectsOf(own, objects)];
}

/**
 * What the project of an application refuses of it, before or instead of Argo CD's own word.
 * argoproj/argo-cd:pkg/apis/application/v1alpha1/app_project_types.go@37ee0097
 */
export function refusalsOf(application: KubeObject, projects: Projects): Refusal[] {
  return [
    ...refusedSources(application, projects),
    ...refusedDestination(application, projects),
    ...resourcesOf(application).flatMap((resource) => refusedKind(resource, projects)),
  ];
}

/** Whether a list of globs, of which those with `!` forbid, lets a text pass; true where a glob cannot be read. */
function passes(globs: readonly string[], fits: (glob: string) => boolean | undefined): boolean {
  if (globs.some((glob) => fits(glob.replace(/^!/, '')) === undefined)) return true;
  if (globs.some((glob) => glob.startsWith('!') && fits(glob.slice(1)))) return false;
  return globs.some((glob) => !glob.startsWith('!') && fits(glob));
}

/** What a list of all projects holds together; undefined where the own one has none. */
function allOf([own, ...globals]: Projects, path: string): Json[] | undefined {
  if (!Array.isArray(own.at(path))) return undefined;
  return [own, ...globals].flatMap((project) => project.at(path) ?? []).filter((entry) => entry !== null);
}

function refusedSources(application: KubeObject, projects: Projects): Refusal[] {
  const [project] = projects;
  const globs = allOf(projects, 'spec.sourceRepos')?.filter((glob) => typeof glob === 'string');
  if (!globs) return [];
  return sourcesOf(application).flatMap(({ repoURL }) => {
    if (!repoURL || globs.includes('*')) return [];
    const url = plainUrl(repoURL);
    if (passes(globs, (glob) => globFits(plainUrl(glob), url, '/'))) return [];
    return [
      { what: `the repository ${repoURL}`, list: 'sourceRepos', entry: repoURL, path: 'spec.sourceRepos', project },
    ];
  });
}

const plainUrl = (url: string) =>
  url
    .trim()
    .toLowerCase()
    .replace(/\.git$/, '')
    .replace(/\/$/, '');

function refusedDestination(application: KubeObject, projects: Projects): Refusal[] {
  const [project] = projects;
  const allowed = allOf(projects, 'spec.destinations');
  const { server, clusterName, namespace } = destinationOf(application);
  if (!allowed || (!server && !clusterName)) return [];
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
  return [{ what: `the destination ${where}`, list: 'destinations', entry: where, path: 'spec.destinations', project }];
}

/** A pattern with `!` fits what it does not name, as far as this single entry goes. */
function matches(glob: unknown, text: string): boolean {
  if (typeof glob !== 'string') return false;
  if (glob.startsWith('!')) return globFits(glob.slice(1), text) === false;
  return globFits(glob, text) !== false;
}

function refusedKind({ group, kind, namespace, status }: Resource, projects: Projects): Refusal[] {
  // What is there already was allowed.
  if (status === 'Synced') return [];
  const refusing = refusingList(projects, { group, kind, namespaced: namespace !== undefined });
  if (!refusing) return [];
  const { list, project } = refusing;
  return [{ what: `the kind ${kind}`, list, entry: `group "${group}", kind ${kind}`, path: `spec.${list}`, project }];
}

type KindOfObject = { group: string; kind: string; namespaced: boolean };

export function permitsKind(projects: Projects, kind: KindOfObject): boolean {
  return refusingList(projects, kind) === undefined;
}

/** The list that refuses a kind: the one that forbids it, or the one that would have to name it. */
function refusingList(
  projects: Projects,
  { group, kind, namespaced }: KindOfObject,
): { list: string; project: KubeObject } | undefined {
  const [own] = projects;
  const lists = namespaced
    ? { white: 'namespaceResourceWhitelist', black: 'namespaceResourceBlacklist' }
    : { white: 'clusterResourceWhitelist', black: 'clusterResourceBlacklist' };
  const named = (list: string) =>
    projects.find((project) =>
      project
        .list(`spec.${list}`)
        .some(({ group: givenGroup, kind: givenKind }) => matches(givenGroup, group) && matches(givenKind, kind)),
    );
  const forbidding = named(lists.black);
  if (forbidding) return { list: lists.black, project: forbidding };
  // Of namespaced kinds no list at all means all, of cluster-wide ones none.
  const listed = projects.some((project) => (project.at(`spec.${lists.white}`) ?? null) !== null);
  const allowed = listed ? named(lists.white) !== undefined : namespaced;
  return allowed ? undefined : { list: lists.white, project: own };
}
