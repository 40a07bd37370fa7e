import { Readable } from 'node:stream';
import type { Entry as ZipEntry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';
import type { Member, RandomAccess } from './member.ts';
import { unpack, whyNotUnpacked } from './zip-entry.ts';
import { walkZipForward } from './zip-forward.ts';

const CHUNK = 256 * 1024;
const UTF8_NAME = 0x800;
const MADE_ON_UNIX = 3;

/**
 * The members of a zip, as its directory at the end lists them. A zip without one was cut while it was written or
 * sent: it is read from its beginning instead.
 */
export async function* walkZip(bytes: RandomAccess, budget: Budget): AsyncGenerator<Member> {
  let zip: ZipFile;
  try {
    zip = await yauzl.fromRandomAccessReaderPromise(new YauzlReader(bytes), bytes.size, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
  } catch (error) {
    if (error instanceof Fault) {
      yield { type: 'fault', fault: error };
      return;
    }
    const isComplete = yield* walkZipForward(new ByteReader(rangeOf(bytes, 0, bytes.size)), budget);
    const why = 'the directory of the zip is damaged: its files were read without it';
    if (isComplete) yield { type: 'fault', fault: new Fault('damaged', why, { cause: error }) };
    return;
  }
  try {
    for await (const entry of zip.eachEntry()) yield* memberOf(entry, zip, bytes, budget);
  } catch (cause) {
    if (cause instanceof Fault) yield { type: 'fault', fault: cause };
    else yield { type: 'fault', fault: new Fault('damaged', 'the directory of the zip is damaged', { cause }) };
  }
}

async function* memberOf(entry: ZipEntry, zip: ZipFile, bytes: RandomAccess, budget: Budget): AsyncGenerator<Member> {
  budget.work.headersTried += 1;
  const name = nameOf(entry);
  if (/[/\\]$/.test(name)) {
    yield { type: 'folder' };
    return;
  }
  const packing = { method: entry.compressionMethod, flags: entry.generalPurposeBitFlag, crc: entry.crc32 };
  const start = whyNotUnpacked(packing) ?? (await dataStart(entry, zip));
  if (start instanceof Fault) {
    yield { type: 'fault', name, fault: start };
    return;
  }
  const packed = new ByteReader(rangeOf(bytes, start, start + entry.compressedSize));
  const content = unpack(packing, packed, budget);
  if (isLink(entry)) yield { type: 'link', name, target: await textOf(content), from: 'folder' };
  else yield { type: 'file', name, size: entry.uncompressedSize, bytes: content };
}

/** Names without the mark for UTF-8 are mostly UTF-8 all the same; what is not is CP437. */
function nameOf(entry: ZipEntry): string {
  const raw = entry.fileNameRaw;
  const isUtf8 = raw.equals(Buffer.from(raw.toString('utf8')));
  const flags = isUtf8 ? entry.generalPurposeBitFlag | UTF8_NAME : entry.generalPurposeBitFlag & ~UTF8_NAME;
  return yauzl.getFileNameLowLevel(flags, raw, entry.extraFields, false);
}

async function dataStart(entry: ZipEntry, zip: ZipFile): Promise<number | Fault> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (cause) {
    return cause instanceof Fault ? cause : new Fault('damaged', 'its header in the zip is damaged', { cause });
  }
}

function isLink(entry: ZipEntry): boolean {
  const mode = entry.externalFileAttributes >>> 16;
  return entry.versionMadeBy >> 8 === MADE_ON_UNIX && (mode & 0o170000) === 0o120000 && entry.uncompressedSize <= 4096;
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const reader = new ByteReader(content);
  return Buffer.from(await reader.take(4096)).toString('utf8');
}

async function* rangeOf(bytes: RandomAccess, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const chunk = await bytes.read(at, Math.min(CHUNK, end - at));
    if (chunk.length === 0) throw new Fault('truncated', 'the zip ends inside this file');
    at += chunk.length;
    yield chunk;
  }
}

/** yauzl reads through this; only the directory and the headers, the content is read by `rangeOf`. */
class YauzlReader extends yauzl.RandomAccessReader {
  readonly #bytes: RandomAccess;

  constructor(bytes: RandomAccess) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(rangeOf(this.#bytes, start, end));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const copy = async () => {
      const chunk = await this.#bytes.read(position, length);
      if (chunk.length < length) throw new Fault('truncated', 'the zip ends early');
      buffer.set(chunk, offset);
    };
    copy().then(
      () => callback(null),
      (error: Error) => callback(error),
    );
  }
}

/** A zip without a file under it: held in memory as long as there is room, else read from its beginning. */
export async function* walkZipStream(reader: ByteReader, budget: Budget): AsyncGenerator<Member> {
  const room = budget.room();
  const held = await reader.take(room + 1);
  if (held.length > room) {
    reader.unread(held);
    yield* walkZipForward(reader, budget);
    return;
  }
  budget.hold(held.length);
  try {
    const read = async (position: number, length: number) => held.subarray(position, position + length);
    yield* walkZip({ size: held.length, read }, budget);
  } finally {
    budget.release(held.length);
  }
  if (reader.fault) yield { type: 'fault', fault: reader.fault };
}
