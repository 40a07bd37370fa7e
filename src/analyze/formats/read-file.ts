import type { OpenFile } from './bundle-reading.ts';
import { decodeText, isUtf16, type PeekedContent, peek, readWhole, withoutTrailingNuls } from './content.ts';
import { contentKindOf } from './content-kind.ts';
import type { FactSink } from './facts.ts';
import { logGap, objectsGap, oneLine } from './gaps.ts';
import { createJsonReader } from './json/read-json.ts';
import { isJsonObject, type Json } from './kube-object.ts';
import { createDumpLogReader } from './logs/dump-logs.ts';
import { readLog } from './logs/read-log.ts';
import { readNote } from './notes/read-note.ts';
import { objectsPlace } from './objects/hints.ts';
import { readText } from './text/read-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** Enough to see the kind, the first records and a whole short error. */
const PEEK_BYTES = 64 << 10;
const NOTE_BYTES = 32 << 20;

/** Reads one file of the bundle into facts, or notes it as unread. */
export async function readFile(content: AsyncIterable<Uint8Array>, file: OpenFile): Promise<void> {
  const peeked = await peek(content, PEEK_BYTES);
  const found = contentKindOf(peeked, file.path, file.place);

  if (file.place?.role === 'note' && found.kind !== 'binary') {
    const bytes = await readWhole(peeked.content, NOTE_BYTES);
    if (bytes && readNote(bytes, file.place, file)) return;
    if (bytes) return readAs(found, wholeOf(bytes), { ...file, place: undefined });
    return noteLarge(file);
  }
  await readAs(found, peeked, file);
}

async function readAs(found: ReturnType<typeof contentKindOf>, peeked: PeekedContent, file: OpenFile): Promise<void> {
  switch (found.kind) {
    case 'empty':
      return readEmpty(peeked, file);
    case 'refusal':
      return noteRefusal(found.why, file);
    case 'json':
      await readJson(peeked, file);
      break;
    case 'log':
      return readLog(peeked.content, file);
    case 'dump':
      return readDump(peeked, file);
    case 'yaml':
    case 'kubectl-text':
    case 'text':
      await readBuffered(found.kind, peeked, file);
      break;
    case 'binary':
      break;
  }
  if (!file.used) file.bundle.sink.unread(file.path);
}

/** An empty data file was not collected; an empty log is a log without lines, unless its writer says otherwise. */
function readEmpty(peeked: PeekedContent, file: OpenFile): Promise<void> | undefined {
  const { place, path, bundle } = file;
  if (place?.role === 'log') {
    if (!place.emptyIsGap) return readLog(peeked.content, file);
    bundle.emptyLogs.push({ path, place });
    return undefined;
  }
  if (place?.role === 'objects') bundle.sink.gap(objectsGap(place, 'not collected (the file is empty)', path));
  else if (/\.(?:json|ya?ml)$/.test(path)) {
    bundle.sink.gap({ what: path, why: 'not collected (the file is empty)', file: path });
  }
  return undefined;
}

function noteRefusal(why: string, file: OpenFile): void {
  const { place, path, bundle } = file;
  if (place?.role === 'log') bundle.sink.gap(logGap(place, why, path));
  else bundle.sink.gap(place?.role === 'objects' ? objectsGap(place, why, path) : { what: path, why, file: path });
}

async function readJson(peeked: PeekedContent, file: OpenFile): Promise<void> {
  const logs = createDumpLogReader(file.path, file.bundle.limits.fileBytes);
  const reader = createJsonReader(file, { textLine: logs.line, other: (value, line) => readOther(value, line, file) });

  const tellLogs = async () => {
    for (const { origin, lines, refusal } of logs.take()) await tellLog(origin, lines, refusal, file);
  };
  for await (const chunk of await asUtf8(peeked, file)) {
    reader.push(chunk);
    await tellLogs();
  }
  reader.end();
  logs.end();
  await tellLogs();
}

async function tellLog(
  origin: Parameters<FactSink['log']>[0],
  lines: string[],
  refusal: string | undefined,
  file: OpenFile,
): Promise<void> {
  file.used = true;
  file.bundle.dumpMarkers = true;
  if (refusal !== undefined) file.bundle.sink.gap(logGap(origin, refusal, file.path));
  else await file.bundle.sink.log(origin, one(Buffer.from(lines.map((line) => `${line}\n`).join(''))));
}

/** A file that holds nothing but the logs of a `cluster-info dump`, one block per container. */
async function readDump(peeked: PeekedContent, file: OpenFile): Promise<void> {
  const bytes = await readWhole(peeked.content, file.bundle.limits.fileBytes);
  if (!bytes) return noteLarge(file);
  const logs = createDumpLogReader(file.path, file.bundle.limits.fileBytes);
  decodeText(bytes)
    .split('\n')
    .forEach((line, index) => {
      logs.line(line.replace(/\r$/, ''), index + 1);
    });
  logs.end();
  for (const { origin, lines, refusal } of logs.take()) await tellLog(origin, lines, refusal, file);
}

/** Reads what has to be in memory as a whole: YAML and the text of commands. */
async function readBuffered(
  kind: 'yaml' | 'kubectl-text' | 'text',
  peeked: PeekedContent,
  file: OpenFile,
): Promise<void> {
  const { limits, sink } = file.bundle;
  const bytes = await readWhole(peeked.content, limits.fileBytes);
  if (!bytes) return noteLarge(file);
  const text = withoutTrailingNuls(decodeText(bytes));
  if (kind === 'yaml') {
    readYaml(text, file, (value, line) => readOther(value, line, file));
    return;
  }
  const namespace = objectsPlace(file)?.namespace;
  const input = { path: file.path, text, ...(namespace ? { namespaceHint: namespace } : {}) };
  const outcome = await readText(input, sink, (part, firstLine) => readStructuredText(part, file, firstLine));
  if (outcome === 'read') file.used = true;
}

/** Reads YAML or JSON that stands inside a text of which it begins at `firstLine`. */
export function readStructuredText(text: string, file: OpenFile, firstLine: number): void {
  const other = (value: Json, line: number) => readOther(value, line, file);
  if (/^\s*[{[]/.test(text)) {
    const reader = createJsonReader(file, { textLine: () => false, other }, firstLine);
    reader.push(Buffer.from(text));
    reader.end();
  } else readYaml(text, file, other, firstLine);
}

/**
 * JSON and YAML that are no objects of the API are not read: their words would be taken for a cluster's. But a collector
 * that could not reach what it asks says so: `{ isConnected: false, error }` (replicatedhq/troubleshoot:pkg/collect@5bf008f7).
 */
function readOther(value: Json, _line: number, file: OpenFile): void {
  if (!isJsonObject(value) || value.isConnected !== false || typeof value.error !== 'string') return;
  file.used = true;
  file.bundle.sink.gap({ what: `collector ${file.path}`, why: oneLine(value.error), file: file.path });
}

function noteLarge(file: OpenFile): void {
  file.bundle.sink.gap({
    what: file.path,
    why: 'larger than the limit for files that are read as a whole',
    file: file.path,
  });
}

async function asUtf8(peeked: PeekedContent, file: OpenFile): Promise<AsyncIterable<Uint8Array>> {
  if (!isUtf16(peeked.head)) return peeked.content;
  const bytes = await readWhole(peeked.content, file.bundle.limits.fileBytes);
  if (!bytes) noteLarge(file);
  return one(bytes ? Buffer.from(decodeText(bytes)) : Buffer.alloc(0));
}

function wholeOf(bytes: Uint8Array): PeekedContent {
  return { head: bytes, whole: true, content: one(bytes) };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
