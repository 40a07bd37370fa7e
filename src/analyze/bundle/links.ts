import type { LinkEntry, ProblemEntry } from './entry.ts';

/** More links than this one after the other are no longer followed (Linux: 40). */
const MAX_HOPS = 40;

/** `aliases`: path of a link to the path of the file that it leads to. A link to a folder is neither alias nor problem. */
export type ResolvedLinks = { aliases: Map<string, string>; problems: ProblemEntry[] };

/**
 * Where the links of a bundle lead, once all its paths are known: links to links and through linked folders included.
 * Those that lead out of the archive, to nothing or in a circle become problems, in the order of the links.
 * @param paths of all files.
 */
export function resolveLinks(links: readonly LinkEntry[], paths: Iterable<string>): ResolvedLinks {
  const files = new Set(paths);
  const isFolder = createFolderTest(files);
  const targets = new Map(links.map((link) => [link.path, link.target]));
  const resolved: ResolvedLinks = { aliases: new Map(), problems: [] };

  for (const link of links) {
    const end = follow(link, targets, (path) => files.has(path) || isFolder(path));
    if (typeof end !== 'string') resolved.problems.push({ type: 'problem', problem: 'link', path: link.path, ...end });
    else if (files.has(end)) resolved.aliases.set(link.path, end);
  }
  return resolved;
}

function follow(
  link: LinkEntry,
  targets: Map<string, string | undefined>,
  isThere: (path: string) => boolean,
): string | { why: string } {
  let at = link.target;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    if (at === undefined) return { why: 'the link leads out of the archive' };
    if (isThere(at)) return at;
    const step = linkWithin(at, targets);
    if (!step) return { why: `the link leads to ${at}, which is not in the archive` };
    at = step.target === undefined ? undefined : `${step.target}${step.rest}`;
  }
  return { why: 'the link leads in a circle' };
}

/** The link that a path is, or that one of its folders is. */
function linkWithin(path: string, targets: Map<string, string | undefined>) {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const head = path.slice(0, end);
    if (targets.has(head)) return { target: targets.get(head), rest: path.slice(end) };
  }
  return undefined;
}

/** By search in the sorted paths: a set of all folders would be far larger than the bundle's own list of paths. */
function createFolderTest(files: Set<string>): (path: string) => boolean {
  let sorted: string[] | undefined;
  return (path) => {
    sorted ??= [...files].sort();
    const prefix = `${path}/`;
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(prefix) ?? false;
  };
}
