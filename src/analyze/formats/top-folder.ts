import { kindNamed } from './objects/kinds.ts';

/** Folders that mean something to a reader of the report, so that they are never taken for a bundle's wrapping. */
const MEANINGFUL = new Set([
  ...['cluster-resources', 'cluster-info', 'cluster-scoped-resources', 'namespaces', 'cluster', 'yamls', 'namespaced'],
  ...['logs', 'log', 'podlogs', 'describe', 'get', 'yaml', 'kubectl', 'kubernetes', 'config', 'core', 'apps'],
  ...['argocd', 'argoproj.io', 'helm', 'metrics', 'custom-resources', 'host-collectors', 'collector-errors', 'state'],
  ...[
    'workload',
    'insights-operator',
    'conditional',
    'execution-data',
    'metadata',
    'secrets-errors',
    'nodes',
    'journald',
  ],
]);

/**
 * The folders that all paths share and that only wrap the bundle (`a/b`); empty where there are none.
 * All wrappings count, not only the outermost, so that a folder, its archive and an archive of its parent end with the
 * same paths.
 */
export function topFolderOf(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) return '';
  const folders = first.split('/').slice(0, -1);
  let shared = folders.length;
  for (const path of paths) {
    const other = path.split('/');
    let same = 0;
    while (same < shared && same < other.length - 1 && other[same] === folders[same]) same++;
    shared = same;
  }
  const wrapping = folders.slice(0, shared);
  const meaningful = wrapping.findIndex((name) => MEANINGFUL.has(name) || kindNamed(name) !== undefined);
  const top = meaningful < 0 ? wrapping : wrapping.slice(0, meaningful);
  return top.join('/');
}
