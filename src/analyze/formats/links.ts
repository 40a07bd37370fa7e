/** A link and what it leads to in the end; `to` is undefined where that is not in the bundle. */
export type Link = { from: string; to: string | undefined };

/** Follows links of links inside the bundle. A loop leads nowhere. */
export function resolveLinks(links: readonly Link[], paths: ReadonlySet<string>): Link[] {
  const targets = new Map(links.map(({ from, to }) => [from, to]));
  return links.map(({ from, to }) => {
    const seen = new Set([from]);
    let target = to;
    while (target !== undefined && targets.has(target) && !seen.has(target)) {
      seen.add(target);
      target = targets.get(target);
    }
    const arrives = target !== undefined && !targets.has(target) && isIn(target, paths);
    return { from, to: arrives ? target : undefined };
  });
}

/** A link may lead to a folder, which is in the bundle when something below it is. */
function isIn(target: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(target)) return true;
  for (const path of paths) if (path.startsWith(`${target}/`)) return true;
  return false;
}
