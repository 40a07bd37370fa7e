import type { CollectedList, FactSink, LogOrigin } from './facts.ts';
import type { ReadLimits } from './limits.ts';
import { createMetadata, type MetadataNotes } from './metadata.ts';
import type { ManifestFile } from './notes/manifest.ts';
import { createTextKeeper, type TextKeeper } from './objects/kept-text.ts';
import type { KnownKind } from './objects/kinds.ts';
import type { LogPlace, Place } from './place.ts';

/** What is carried from file to file while a bundle is read. */
export type BundleReading = {
  sink: FactSink;
  limits: ReadLimits;
  /** Bytes of objects that may still stay parsed. */
  parsedBytesLeft: number;
  /** Where the others are kept. */
  texts: TextKeeper;
  /** Kinds by `<plural>.<group>`, learned from definitions and discovery on the way. */
  learned: Map<string, KnownKind>;
  /** Told to the sink after the last entry, when family, kinds and captures are settled. */
  lists: PendingList[];
  pendingLogs: { origin: LogOrigin; joined?: string; onlyIn?: string; pod?: string; container?: string }[];
  /** Empty files of a writer that leaves them where it could not get a log. */
  emptyLogs: { path: string; place: LogPlace }[];
  namespaces: Set<string>;
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
};

export function createBundleReading(sink: FactSink, limits: ReadLimits): BundleReading {
  return {
    sink: withoutRepeatedGaps(sink),
    limits,
    parsedBytesLeft: limits.parsedBytes,
    texts: createTextKeeper(),
    learned: new Map(),
    lists: [],
    pendingLogs: [],
    emptyLogs: [],
    namespaces: new Set(),
    metadata: createMetadata(),
  };
}

/** A refusal is often written twice: in the errors of its kind and in the manifest. The first is told. */
function withoutRepeatedGaps(sink: FactSink): FactSink {
  const told = new Set<string>();
  return {
    ...sink,
    gap(gap) {
      const key = `${gap.what}\n${gap.why}`;
      if (!told.has(key)) sink.gap(gap);
      told.add(key);
    },
  };
}
