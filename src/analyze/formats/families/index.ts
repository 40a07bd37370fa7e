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

/** In order of how exact their patterns are: where two families know a path, the first is meant. */
const BY_PATH: readonly Family[] = [
  casefile,
  insights,
  supportBundleKit,
  crustGather,
  mistral,
  qodo,
  mustGather,
  logsCollector,
  clusterInfoDump,
  supportBundle,
  folder,
];

/** What a path means to the first family that knows it. Families may be mixed: a must-gather beside pasted files. */
export function placeOf(path: string): Place | undefined {
  const families = /(?:^|\/)cluster-resources\//.test(path) ? [supportBundle, ...BY_PATH] : BY_PATH;
  for (const family of families) {
    const place = family.place(path);
    if (place) return place;
  }
  return undefined;
}

/** The format of a bundle with these paths. */
export function formatOf(paths: BundlePaths): string {
  return FAMILIES.find((family) => family.recognises(paths))?.format ?? folder.format;
}
