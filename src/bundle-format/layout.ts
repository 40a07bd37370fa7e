import type { KindRow } from './kinds.ts';
import { kindOfDirectory } from './kinds.ts';

/**
 * Where things lie in a bundle that `casefile collect` writes: the support-bundle convention, so that other readers of
 * it open ours, and our own additions beside it. All paths are relative to the bundle's top folder.
 */
export const MANIFEST_FILE = 'casefile.json';
/** The convention's marker. */
export const VERSION_FILE = 'version.yaml';
export const CLUSTER_VERSION_FILE = 'cluster-info/cluster_version.json';
export const GROUPS_FILE = 'cluster-resources/groups.json';
/** Every kind of every group, as the API server describes them: an array of APIResourceList. */
export const RESOURCES_FILE = 'cluster-resources/resources.json';

type ListPlace = Pick<KindRow, 'directory' | 'namespaced'>;

/** The list of a kind: one file per namespace, or one file for a cluster-scoped kind. */
export function listFile({ directory, namespaced }: ListPlace, namespace?: string): string {
  return `cluster-resources/${namespaced ? `${directory}/${namespace}` : directory}.json`;
}

/** The objects of a custom resource, a bare array; `resource` is `<plural>.<group>`. */
export function customResourceFile(resource: string, namespace?: string): string {
  return `cluster-resources/custom-resources/${resource}${namespace === undefined ? '' : `/${namespace}`}.json`;
}

/** What was refused of a kind: `{ <namespace>: message }`, an array of messages for cluster-scoped kinds. */
export function listErrorsFile(directory: string): string {
  return `cluster-resources/${directory}-errors.json`;
}

/** What was refused of custom resources: `{ <plural.group>[/<namespace>]: message }`. */
export const CUSTOM_RESOURCE_ERRORS_FILE = 'cluster-resources/custom-resources/custom-resources-errors.json';

export type LogStream = { namespace: string; pod: string; container: string; previous: boolean };

export function logFile({ namespace, pod, container, previous }: LogStream): string {
  return `cluster-resources/pods/logs/${namespace}/${pod}/${container}${previous ? '-previous' : ''}.log`;
}

/** Why a log could not be had, as plain text. */
export function logErrorsFile({ namespace, pod, container, previous }: LogStream): string {
  return `cluster-resources/pods/logs/${namespace}/${pod}/${container}${previous ? '-previous' : ''}-logs-errors.log`;
}

/** The text of `kubectl describe`. */
export function describeFile({ directory, namespaced }: ListPlace, namespace?: string): string {
  return `describe/${namespaced ? `${directory}/${namespace}` : directory}.txt`;
}

/** The text of `kubectl get -o wide`: of all namespaces, or of one where the capture was limited to some. */
export function tableFile({ directory }: ListPlace, namespace?: string): string {
  return `get/${directory}${namespace === undefined ? '' : `/${namespace}`}.txt`;
}

/** What the account may do in a namespace, as the convention's array of policy rules. */
export function accessFile(namespace: string): string {
  return `cluster-resources/auth-cani-list/${namespace}.json`;
}

/** The Helm releases of a namespace, told by the labels of their secrets. */
export function helmFile(namespace: string): string {
  return `helm/${namespace}.json`;
}

export function metricsFile(of: 'nodes' | 'pods'): string {
  return `metrics/${of}.json`;
}

/** An Argo CD object as YAML, for people; the same object stands as JSON among the custom resources. */
export function argocdFile(plural: string, namespace: string, name: string): string {
  return `argocd/${plural}/${namespace}/${name}.yaml`;
}

/** A config map or secret that configures Argo CD itself. */
export function argocdConfigFile(namespace: string, name: string): string {
  return `argocd/config/${namespace}/${name}.yaml`;
}

/** Why something that is neither a list nor a log could not be had, as plain text. */
export function outputErrorsFile(output: string): string {
  return `${output.replace(/\.[a-z]+$/, '')}-errors.txt`;
}

export type Place =
  | { what: 'manifest' | 'marker' | 'cluster-version' | 'groups' | 'resources' }
  | { what: 'list'; kind: KindRow; namespace?: string }
  | { what: 'custom-resource'; resource: string; namespace?: string }
  | ({ what: 'log' | 'log-errors' } & LogStream)
  | { what: 'description' | 'table'; kind: KindRow; namespace?: string }
  | { what: 'list-errors'; kind: KindRow }
  | { what: 'access' | 'helm'; namespace: string }
  | { what: 'metrics'; of: 'nodes' | 'pods' }
  | { what: 'argocd-object'; plural: string; namespace: string; name: string }
  | { what: 'argocd-config'; namespace: string; name: string }
  | { what: 'custom-resource-errors' | 'output-errors' };

/** What a path of our layout holds; undefined for a path that the layout does not know. The path has no top folder. */
export function placeOf(path: string): Place | undefined {
  if (path === MANIFEST_FILE) return { what: 'manifest' };
  if (path === VERSION_FILE) return { what: 'marker' };
  if (path === CLUSTER_VERSION_FILE) return { what: 'cluster-version' };
  if (path === GROUPS_FILE) return { what: 'groups' };
  if (path === RESOURCES_FILE) return { what: 'resources' };
  if (path === CUSTOM_RESOURCE_ERRORS_FILE) return { what: 'custom-resource-errors' };
  if (path.endsWith('-errors.txt')) return { what: 'output-errors' };

  const [top = '', ...rest] = path.split('/');
  switch (top) {
    case 'cluster-resources':
      return clusterResource(rest);
    case 'describe':
      return ofKind('description', rest, '.txt');
    case 'get':
      return tablePlace(rest);
    case 'helm':
      return namespacePlace('helm', rest);
    case 'metrics':
      return rest[0] === 'nodes.json' || rest[0] === 'pods.json'
        ? { what: 'metrics', of: rest[0] === 'nodes.json' ? 'nodes' : 'pods' }
        : undefined;
    case 'argocd':
      return argocdPlace(rest);
    default:
      return undefined;
  }
}

function clusterResource(rest: string[]): Place | undefined {
  const [first = '', second = ''] = rest;
  if (first === 'pods' && second === 'logs') return logPlace(rest.slice(2));
  if (first === 'auth-cani-list') return namespacePlace('access', rest.slice(1));
  if (first === 'custom-resources') return customResourcePlace(rest.slice(1));
  if (rest.length === 1 && first.endsWith('-errors.json')) {
    const kind = kindOfDirectory(first.slice(0, -'-errors.json'.length));
    return kind && { what: 'list-errors', kind };
  }
  return ofKind('list', rest, '.json');
}

function ofKind(what: 'list' | 'description', rest: string[], suffix: string): Place | undefined {
  const last = withoutSuffix(rest.at(-1), suffix);
  if (last === undefined || rest.length > 2) return undefined;
  const kind = kindOfDirectory(rest.length === 2 ? (rest[0] ?? '') : last);
  if (!kind || kind.namespaced !== (rest.length === 2)) return undefined;
  return kind.namespaced ? { what, kind, namespace: last } : { what, kind };
}

function logPlace(rest: string[]): Place | undefined {
  const [namespace, pod, file] = rest;
  if (rest.length !== 3 || !namespace || !pod || !file) return undefined;
  for (const [what, suffix] of [
    ['log-errors', '-logs-errors.log'],
    ['log', '.log'],
  ] as const) {
    const stem = withoutSuffix(file, suffix);
    if (stem === undefined) continue;
    const previous = stem.endsWith('-previous');
    return { what, namespace, pod, container: previous ? stem.slice(0, -'-previous'.length) : stem, previous };
  }
  return undefined;
}

function customResourcePlace(rest: string[]): Place | undefined {
  const last = withoutSuffix(rest.at(-1), '.json');
  if (last === undefined || rest.length > 2) return undefined;
  return rest.length === 2
    ? { what: 'custom-resource', resource: rest[0] ?? '', namespace: last }
    : { what: 'custom-resource', resource: last };
}

function tablePlace(rest: string[]): Place | undefined {
  const last = withoutSuffix(rest.at(-1), '.txt');
  if (last === undefined || rest.length > 2) return undefined;
  const kind = kindOfDirectory(rest.length === 2 ? (rest[0] ?? '') : last);
  return kind && { what: 'table', kind, ...(rest.length === 2 ? { namespace: last } : {}) };
}

function namespacePlace(what: 'access' | 'helm', rest: string[]): Place | undefined {
  const namespace = withoutSuffix(rest[0], '.json');
  return namespace === undefined || rest.length > 1 ? undefined : { what, namespace };
}

function argocdPlace(rest: string[]): Place | undefined {
  const [plural, namespace, file] = rest;
  const name = withoutSuffix(file, '.yaml');
  if (rest.length !== 3 || !plural || !namespace || name === undefined) return undefined;
  return plural === 'config'
    ? { what: 'argocd-config', namespace, name }
    : { what: 'argocd-object', plural, namespace, name };
}

function withoutSuffix(name: string | undefined, suffix: string): string | undefined {
  return name?.endsWith(suffix) && name.length > suffix.length ? name.slice(0, -suffix.length) : undefined;
}
