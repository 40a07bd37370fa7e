import type { BundlePaths, Family, Place } from '../place.ts';
import { clusterInfoDump } from './cluster-info-dump.ts';
import { crustGather } from './crust-gather.ts';
import { folder } from './folder.ts';
import { insights } from './insights.ts';
import { logsCollector } from './logs-collector.ts';
import { mistral, qodo } from './manifested.ts';
import { gitopsMustGather, mustGather } from './must-gather.ts';
import { casefile, supportBundle } from './support-bundle.ts';
import { supportBundleKit } from './support-bundle-kit.ts';

/** In order of how surely a bundle is recognised; the first that recognises it names its format. */
const FAMILIES: readonly Family[] = [
  casefile,
  insights,
  supportBundleKit,
  crustGather,
  mistral,
  qodo,
  supportBundle,
  gitopsMustGather,
  mustGather,
  clusterInfoDump,
  logsCollector,
  folder,
];

/** Asked before the others where their paths overlap: the more exact pattern first. */
const PLACES: readonly Family[] = [
  ...FAMILIES.filter((family) => family !== supportBundle && family !== clusterInfoDump && family !== folder),
];

/** What a path means to the first family that knows it. Families may be mixed: a must-gather beside pasted files. */
export function placeOf(path: string): Place | undefined {
  const inResources = /(?:^|\/)cluster-resources\//.test(path) ? supportBundle.place(path) : undefined;
  if (inResources) return inResources;
  for (const family of [...PLACES, clusterInfoDump, supportBundle, folder]) {
    const place = family.place(path);
    if (place) return place;
  }
  return undefined;
}

/** The format of a bundle with these paths. */
export function formatOf(paths: BundlePaths): string {
  return FAMILIES.find((family) => family.recognises(paths))?.format ?? folder.format;
}
