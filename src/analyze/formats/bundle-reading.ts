import type { Gap } from '../../report-format/report.ts';
import type { CollectedList, FactSink, LogOrigin } from './facts.ts';
import type { ReadLimits } from './limits.ts';
import { createMetadata, type MetadataNotes } from './metadata.ts';
import type { ManifestFile } from './notes/manifest.ts';
import type { KnownKind } from './objects/kinds.ts';
import type { LogPlace, Place } from './place.ts';

/** What is carried from file to file while a bundle is read. */
export type BundleReading = {
  /** Keeps gaps for `gaps`; everything else goes through at once. */
  sink: FactSink;
  gaps: Map<string, Gap>;
  limits: ReadLimits;
  /** Kinds by `<plural>.<group>`, learned from definitions and discovery on the way. */
  learned: Map<string, Pick<KnownKind, 'kind' | 'apiVersion'>>;
  /** Told to the sink after the last entry, when family, kinds and captures are settled. */
  lists: PendingList[];
  pendingLogs: {
    origin: LogOrigin;
    joined?: string;
    onlyIn?: string;
    namespace?: string;
    pod?: string;
    container?: string;
  }[];
  /** Some file holds the markers of a `cluster-info dump`. */
  dumpMarkers: boolean;
  /** Empty files of a writer that leaves them where it could not get a log. */
  emptyLogs: { path: string; place: LogPlace }[];
  namespaces: Set<string>;
  /** Events that were told, by uid and state. */
  events: Set<string>;
  metadata: MetadataNotes;
  /** Our own manifest, the last that was seen. */
  manifest?: ManifestFile;
};

export type PendingList = CollectedList & {
  resource?: string;
  /** The format outside which neither completeness nor namespace is meant. */
  onlyIn?: string;
};

/** A file while it is read. */
export type OpenFile = {
  path: string;
  place: Place | undefined;
  bundle: BundleReading;
  /** True once something of it went to the sink. */
  used: boolean;
  /** True once it held something of another namespace than its path names. */
  foreign: boolean;
};

export function createBundleReading(sink: FactSink, limits: ReadLimits): BundleReading {
  const gaps = new Map<string, Gap>();
  return {
    sink: withGapsKept(sink, gaps),
    gaps,
    limits,
    learned: new Map(),
    lists: [],
    pendingLogs: [],
    dumpMarkers: false,
    emptyLogs: [],
    namespaces: new Set(),
    events: new Set(),
    metadata: createMetadata(),
  };
}

/** More gaps of one file say nothing more to a reader; what is beyond is counted. */
const MAX_GAPS_PER_FILE = 200;

/**
 * Keeps gaps until the end, when the folder that wraps the bundle is known and can be left out of their words. A refusal
 * is often written twice, in the errors of its kind and in the manifest: the first is kept.
 */
function withGapsKept(sink: FactSink, gaps: Map<string, Gap>): FactSink {
  const counts = new Map<string, number>();
  return {
    ...sink,
    gap(gap) {
      const key = `${gap.what}\n${gap.why}`;
      if (gaps.has(key)) return;
      const count = (counts.get(gap.file ?? '') ?? 0) + 1;
      counts.set(gap.file ?? '', count);
      if (count <= MAX_GAPS_PER_FILE) gaps.set(key, gap);
      else gaps.set(`\n${gap.file}`, { ...gap, what: `${count - MAX_GAPS_PER_FILE} more`, why: 'too many to list' });
    },
  };
}

/** Tells the gaps that were kept. */
export function tellGaps(sink: FactSink, gaps: ReadonlyMap<string, Gap>, topFolder: string): void {
  const wrapping = topFolder === '' ? '' : `${topFolder}/`;
  for (const gap of gaps.values()) sink.gap({ ...gap, what: gap.what.replace(wrapping, '') });
}
