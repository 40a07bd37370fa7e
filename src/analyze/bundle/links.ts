import type { LinkEntry, ProblemEntry } from './entry.ts';

/** More links than this one after the other are no longer followed (Linux: 40). */
const MAX_HOPS = 40;

/** `aliases`: path of a link to the path of the file that it leads to. */
export type ResolvedLinks = { aliases: Map<string, string>; problems: ProblemEntry[] };

/**
 * Where the links of a bundle lead, once all its paths are known: links to links and through linked folders included.
 * Those that lead out of the archive, to nothing or in a circle become problems, in the order of the links.
 */
export function resolveLinks(links: readonly LinkEntry[], paths: Iterable<string>): ResolvedLinks {
  const files = new Set(paths);
  const folders = foldersOf(files);
  const targets = new Map(links.map((link) => [link.path, link.target]));
  const resolved: ResolvedLinks = { aliases: new Map(), problems: [] };

  for (const link of links) {
    const end = follow(link, targets, files, folders);
    if (typeof end !== 'string') resolved.problems.push({ type: 'problem', problem: 'link', path: link.path, ...end });
    else if (files.has(end)) resolved.aliases.set(link.path, end);
  }
  return resolved;
}

function follow(
  link: LinkEntry,
  targets: Map<string, string | undefined>,
  files: Set<string>,
  folders: Set<string>,
): string | { why: string } {
  let at = link.target;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    if (at === undefined) return { why: 'the link leads out of the archive' };
    if (files.has(at) || folders.has(at)) return at;
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

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
