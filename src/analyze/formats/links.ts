/** A link and what it leads to in the end; `to` is undefined where that is not in the bundle. */
export type Link = { from: string; to: string | undefined };

/** Follows links of links inside the bundle. A loop leads nowhere. */
export function resolveLinks(links: readonly Link[], paths: ReadonlySet<string>): Link[] {
  const folders = foldersOf(paths);
  const targets = new Map(links.map(({ from, to }) => [from, to]));
  return links.map(({ from, to }) => {
    const seen = new Set([from]);
    let target = to;
    while (target !== undefined && targets.has(target) && !seen.has(target)) {
      seen.add(target);
      target = targets.get(target);
    }
    // A link may lead to a folder, which is in the bundle when something below it is.
    const arrives = target !== undefined && !targets.has(target) && (paths.has(target) || folders.has(target));
    return { from, to: arrives ? target : undefined };
  });
}

function foldersOf(paths: ReadonlySet<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    let end = path.lastIndexOf('/');
    while (end > 0 && !folders.has(path.slice(0, end))) {
      folders.add(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1);
    }
  }
  return folders;
}
