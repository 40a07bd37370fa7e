import type { Entry } from './bundle/entry.ts';
import type { FactSink } from './formats/facts.ts';
import type { KubeObject } from './formats/kube-object.ts';
import { createObjectStore } from './formats/objects/object-store.ts';
import { readEntries } from './formats/read-entries.ts';
import type { Needle, ScanResult } from './scan/needle.ts';
import { createScanner } from './scan/scanner.ts';
import type { Facts } from './snapshot/facts.ts';

/** The facts of a bundle, and what the pass itself learned. */
export type Reading = { facts: Facts; entries: number; truncated: boolean; bytesScanned: number; linesScanned: number };

export type ReadProgress = (progress: { entries: number; path: string }) => void;

type ReadBundleOptions = {
  /** The bundle's name, which may carry the time of the capture. */
  name?: string;
  onProgress?: ReadProgress;
};

/** One pass over the entries: structured files become facts, logs and other texts go through the scan. */
export async function readBundle(
  entries: AsyncIterable<Entry>,
  needles: readonly Needle[],
  { name, onProgress }: ReadBundleOptions = {},
): Promise<Reading> {
  const facts: Facts = {
    objects: [],
    events: [],
    lists: [],
    gaps: [],
    unread: [],
    metadata: {},
    logs: [],
    texts: [],
    format: 'folder',
  };
  const scanner = createScanner(needles);
  const store = createObjectStore();
  const counts = { entries: 0, truncated: false, bytesScanned: 0, linesScanned: 0 };

  const counted = (scan: ScanResult): ScanResult => {
    counts.bytesScanned += scan.bytes;
    counts.linesScanned += scan.lines;
    return scan;
  };

  const sink: FactSink = {
    object: (object, bytes) => facts.objects.push(store.keep(object, bytes)),
    event: (event) => facts.events.push(event),
    list: (list) => facts.lists.push(list),
    gap: (gap) => facts.gaps.push(gap),
    metadata: (metadata) => Object.assign(facts.metadata, metadata),
    unread: (file) => facts.unread.push(file),
    async log(origin, content) {
      facts.logs.push({ origin, scan: counted(await scanner.scan(content, { firstLine: origin.firstLine })) });
    },
    text(origin, text) {
      const scan = scanner.stream({ firstLine: origin.firstLine, input: 'text' });
      scan.push(Buffer.from(text));
      facts.texts.push({ origin, scan: counted(scan.finish()) });
    },
  };

  async function* watched(): AsyncGenerator<Entry> {
    for await (const entry of entries) {
      if (entry.type === 'problem') {
        if (entry.problem === 'truncated' || entry.problem === 'limit') counts.truncated = true;
      } else {
        counts.entries += 1;
        onProgress?.({ entries: counts.entries, path: entry.path });
      }
      yield entry;
    }
  }

  const { format, topFolder, truncated } = await readEntries(watched(), sink, name === undefined ? {} : { name });
  facts.format = format;
  return { facts: withoutTopFolder(facts, topFolder), ...counts, truncated: counts.truncated || truncated };
}

/** Files are named without the folder that holds the whole bundle; its name is known only after the last entry. */
function withoutTopFolder(facts: Facts, topFolder: string): Facts {
  if (topFolder === '') return facts;
  const short = (file: string) => (file.startsWith(`${topFolder}/`) ? file.slice(topFolder.length + 1) : file);
  const placed = <T extends { file: string }>(place: T): T => ({ ...place, file: short(place.file) });
  const renamed = (object: KubeObject) => {
    for (const source of object.sources) source.file = short(source.file);
    return object;
  };
  return {
    ...facts,
    objects: facts.objects.map(renamed),
    events: facts.events.map((event) => ({ ...event, source: placed(event.source) })),
    lists: facts.lists.map(placed),
    gaps: facts.gaps.map((gap) => (gap.file === undefined ? gap : { ...gap, file: short(gap.file) })),
    unread: facts.unread.map(short),
    logs: facts.logs.map((log) => ({ ...log, origin: placed(log.origin) })),
    texts: facts.texts.map((text) => ({ ...text, origin: placed(text.origin) })),
  };
}
