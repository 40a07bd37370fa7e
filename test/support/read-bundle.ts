import type { Entry } from '../../src/analyze/bundle/entry.ts';
import { toPlainText } from '../../src/analyze/bundle/plain-text.ts';
import type {
  BundleMetadata,
  CollectedList,
  FactSink,
  KubeEvent,
  LogOrigin,
  TextOrigin,
} from '../../src/analyze/formats/facts.ts';
import type { KubeObject } from '../../src/analyze/formats/kube-object.ts';
import { type ReadOptions, type ReadSummary, readEntries } from '../../src/analyze/formats/read-entries.ts';
import type { Gap } from '../../src/report-format/report.ts';

/** What a bundle is made of: a path with its content, or with the target of a link. */
export type BundleFiles = Record<string, string | Uint8Array | { link: string }>;

export type ReadBundle = {
  objects: KubeObject[];
  events: KubeEvent[];
  lists: CollectedList[];
  gaps: Gap[];
  unread: string[];
  logs: (LogOrigin & { text: string })[];
  texts: (TextOrigin & { text: string })[];
  metadata: BundleMetadata;
  summary: ReadSummary;
};

/** Reads a made-up bundle; `chunkBytes` cuts its files into pieces, as an archive would. */
export async function readBundle(
  files: BundleFiles,
  options: ReadOptions & { chunkBytes?: number } = {},
): Promise<ReadBundle> {
  return readAll(entriesOf(files, options.chunkBytes), options);
}

export async function readAll(entries: AsyncIterable<Entry>, options: ReadOptions = {}): Promise<ReadBundle> {
  const logs: { origin: LogOrigin; text: string }[] = [];
  const read: Omit<ReadBundle, 'summary' | 'logs'> = {
    objects: [],
    events: [],
    lists: [],
    gaps: [],
    unread: [],
    texts: [],
    metadata: {},
  };
  const sink: FactSink = {
    object: (object) => read.objects.push(object),
    event: (event) => read.events.push(event),
    list: (list) => read.lists.push(list),
    gap: (gap) => read.gaps.push(gap),
    metadata: (metadata) => Object.assign(read.metadata, metadata),
    unread: (file) => read.unread.push(file),
    text: (origin, text) => read.texts.push({ ...origin, text }),
    async log(origin, content) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      logs.push({ origin, text: Buffer.concat(chunks).toString() });
    },
  };
  const summary = await readEntries(entries, sink, options);
  return { ...read, logs: logs.map(({ origin, text }) => ({ ...origin, text })), summary };
}

export async function* entriesOf(files: BundleFiles, chunkBytes = 1 << 16): AsyncGenerator<Entry> {
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === 'object' && 'link' in content) yield { type: 'link', path, target: content.link };
    else {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      // As the bundle stage names the second entry of one name.
      const sameNameAs = path.endsWith('#2') ? { sameNameAs: path.slice(0, -2) } : {};
      yield { type: 'file', path, ...sameNameAs, size: bytes.length, content: chunksOf(bytes, chunkBytes) };
    }
  }
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const plain = toPlainText(bytes)?.(bytes) ?? bytes;
  for (let at = 0; at < plain.length; at += size) yield plain.subarray(at, at + size);
}
