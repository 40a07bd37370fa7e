import type { OpenFile } from './bundle-reading.ts';
import { decodeText, once, type PeekedContent, peek, readWhole, withoutTrailingNuls } from './content.ts';
import { type ContentKind, contentKindOf } from './content-kind.ts';
import { logGap, noteLarge, objectsGap } from './gaps.ts';
import { readDump } from './logs/read-dump.ts';
import { readLog } from './logs/read-log.ts';
import { readNote } from './notes/read-note.ts';
import { readJsonFile, readTextOf, readYamlFile } from './read-structured.ts';

/** Enough to see the kind, the first records and a whole short error. */
const PEEK_BYTES = 64 << 10;

/** Reads one file of the bundle into facts, or notes it as unread. */
export async function readFile(content: AsyncIterable<Uint8Array>, file: OpenFile): Promise<void> {
  const peeked = await peek(content, PEEK_BYTES);
  const found = contentKindOf(peeked, file.path, file.place);
  if (file.place?.role !== 'note' || found.kind === 'binary') return readAs(found, peeked, file);

  const bytes = await readWhole(peeked.content, file.bundle.limits.fileBytes);
  if (!bytes) return noteLarge(file);
  if (readNote(bytes, file.place, file)) return;
  // The path promised something else than the file holds, which then is read like any other.
  const whole = { head: bytes, whole: true, content: once(bytes) };
  await readAs(contentKindOf(whole, file.path, undefined), whole, { ...file, place: undefined });
}

async function readAs(found: ContentKind, peeked: PeekedContent, file: OpenFile): Promise<void> {
  switch (found.kind) {
    case 'empty':
      return readEmpty(peeked, file);
    case 'refusal':
      return noteRefusal(found.why, file);
    case 'log':
      return readLog(peeked.content, file);
    case 'dump':
      return readDump(peeked, file);
    case 'json':
      await readJsonFile(peeked, file);
      break;
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

/** Reads what has to be in memory as a whole: YAML and the text of commands. */
async function readBuffered(
  kind: 'yaml' | 'kubectl-text' | 'text',
  peeked: PeekedContent,
  file: OpenFile,
): Promise<void> {
  const bytes = await readWhole(peeked.content, file.bundle.limits.fileBytes);
  if (!bytes) return noteLarge(file);
  const text = withoutTrailingNuls(decodeText(bytes));
  await (kind === 'yaml' ? readYamlFile(text, file) : readTextOf(text, file));
}

/** An empty data file was not collected; an empty log is a log without lines, unless its writer says otherwise. */
async function readEmpty(peeked: PeekedContent, file: OpenFile): Promise<void> {
  const { place, path, bundle } = file;
  const why = 'not collected (the file is empty)';
  if (place?.role === 'log' && !place.emptyIsGap) await readLog(peeked.content, file);
  else if (place?.role === 'log') bundle.emptyLogs.push({ path, place });
  else if (place?.role === 'objects') bundle.sink.gap(objectsGap(place, why, path));
  else if (/\.(?:json|ya?ml)$/.test(path)) bundle.sink.gap({ what: path, why, file: path });
}

function noteRefusal(why: string, file: OpenFile): void {
  const { place, path, bundle } = file;
  if (place?.role === 'log') bundle.sink.gap(logGap(place, why, path));
  else bundle.sink.gap(place?.role === 'objects' ? objectsGap(place, why, path) : { what: path, why, file: path });
}
