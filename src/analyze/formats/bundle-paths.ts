import type { BundlePaths } from './place.ts';

/** Answers the questions of the families over all paths of a bundle. */
export function createBundlePaths(
  paths: readonly string[],
  seen: Pick<BundlePaths, 'tool' | 'dumpMarkers'>,
): BundlePaths {
  const known = new Set(paths);
  return {
    ...seen,
    some: (pattern) => paths.some((path) => pattern.test(path)),
    has: (path) => known.has(path),
    foldersWith([first = '', ...others]) {
      return paths
        .filter((path) => path.endsWith(`/${first}`))
        .map((path) => path.slice(0, -first.length - 1))
        .filter((folder) => others.every((name) => known.has(`${folder}/${name}`)));
    },
  };
}
