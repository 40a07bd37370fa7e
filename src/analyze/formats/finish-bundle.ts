import type { LinkEntry } from '../bundle/entry.ts';
import { resolveLinks } from '../bundle/links.ts';
import { createBundlePaths } from './bundle-paths.ts';
import type { BundleReading, PendingList } from './bundle-reading.ts';
import type { CollectedList } from './facts.ts';
import { formatOf } from './families/index.ts';
import { logGap } from './gaps.ts';
import { finishManifest } from './notes/manifest.ts';
import type { ReadSummary } from './read-entries.ts';
import { timeInName } from './time.ts';
import { topFolderOf } from './top-folder.ts';

type Settled = Pick<ReadSummary, 'format' | 'topFolder' | 'links'>;

/** Tells the sink what only the whole bundle settles: lists, metadata, whose logs they are, links that lead nowhere. */
export function finishBundle(
  bundle: BundleReading,
  paths: readonly string[],
  links: readonly LinkEntry[],
  name: string | undefined,
): Settled {
  const { sink, metadata } = bundle;
  const format = formatOf(
    createBundlePaths(paths, {
      dumpMarkers: bundle.dumpMarkers,
      ...(metadata.tool === undefined ? {} : { tool: metadata.tool }),
    }),
  );
  const topFolder = topFolderOf(paths);

  const isIncomplete = bundle.manifest ? finishManifest(bundle.manifest, bundle) : () => false;
  for (const list of bundle.lists) {
    const settled = settle(list, format, bundle);
    if (settled) sink.list(isIncomplete(list.file) ? { ...settled, complete: false } : settled);
  }
  for (const pending of bundle.pendingLogs) completeOrigin(pending, format, bundle.namespaces);
  tellEmptyLogs(bundle, new Set(paths));

  const linked = new Set(links.map(({ path }) => path));
  const { aliases, problems } = resolveLinks(
    links,
    paths.filter((path) => !linked.has(path)),
  );
  for (const { path, why } of problems) if (path !== undefined) sink.gap({ what: path, why, file: path });

  metadata.capturedAt(timeInName(topFolder) ?? timeInName(name ?? ''), 'name');
  sink.metadata(metadata.result());
  return { format, topFolder, links: [...aliases].map(([from, to]) => ({ from, to })) };
}

/** The list with its kind, where one is known by now, and only the completeness that its format grants. */
function settle(list: PendingList, format: string, bundle: BundleReading): CollectedList | undefined {
  const { resource, onlyIn, ...told } = list;
  if (told.kind === '') {
    const learned = resource ? bundle.learned.get(resource) : undefined;
    if (!learned) return undefined;
    told.kind = learned.kind;
    told.apiVersion ??= learned.apiVersion;
  }
  if (onlyIn === undefined || onlyIn === format) return told;
  const { namespace: _, ...elsewhere } = told;
  return { ...elsewhere, complete: false };
}

/** Fills in what the path alone could not tell: `<namespace>-<pod>`, or `<collector>/<pod>/<container>.log`. */
function completeOrigin(
  { origin, joined, onlyIn, namespace, pod, container }: BundleReading['pendingLogs'][number],
  format: string,
  namespaces: ReadonlySet<string>,
): void {
  if (joined !== undefined) {
    const fitting = [...namespaces].filter((namespace) => joined.startsWith(`${namespace}-`));
    const longest = fitting.sort((a, b) => b.length - a.length)[0];
    if (longest === undefined) return;
    origin.namespace = longest;
    origin.pod = joined.slice(longest.length + 1);
    origin.stem = origin.pod;
  } else if (onlyIn === format || (onlyIn === 'support-bundle' && format === 'casefile')) {
    if (namespace !== undefined) origin.namespace = namespace;
    if (pod !== undefined) origin.pod = pod;
    if (container !== undefined) origin.container = container;
  }
}

/**
 * `oc adm inspect` creates a log's file before it asks for the log, and asks twice: an empty one was not available. An
 * empty previous log is the usual case of a container that never restarted, and no gap.
 */
function tellEmptyLogs(bundle: BundleReading, paths: ReadonlySet<string>): void {
  const empty = new Set(bundle.emptyLogs.map(({ path }) => path));
  for (const { path, place } of bundle.emptyLogs) {
    const isSecondTry = path.endsWith('.insecure.log');
    const other = isSecondTry ? path.replace(/\.insecure\.log$/, '.log') : path.replace(/\.log$/, '.insecure.log');
    const otherIsThere = paths.has(other) && !empty.has(other);
    if (place.previous || otherIsThere || (isSecondTry && paths.has(other))) continue;
    bundle.sink.gap(logGap(place, 'not available (the file is empty)', path));
  }
}
