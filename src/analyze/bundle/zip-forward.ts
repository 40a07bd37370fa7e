import { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';
import type { Member } from './member.ts';
import { decodeName } from './tar-header.ts';
import type { Packing } from './zip-entry.ts';
import { isEncrypted, unpack, whyNotUnpacked } from './zip-entry.ts';

const HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const DIRECTORY = [0x02014b50, 0x06054b50, 0x06064b50];
const DEFLATE = 8;
const SIZES_FOLLOW = 8;
const UNKNOWN_SIZE = 0xffffffff;

type LocalHeader = Packing & { name: string; packedSize: number | undefined; size: number | undefined };

/**
 * The members of a zip by the headers before each file: for a zip that lost its directory, or one too large to hold
 * in memory until its end. A file that was deleted from the zip comes up again, and sizes may be unknown.
 * @returns whether the directory was reached, so that no file is missing.
 */
export async function* walkZipForward(reader: ByteReader, budget: Budget): AsyncGenerator<Member, boolean> {
  for (;;) {
    const signature = await reader.peek(4);
    budget.work.headersTried += 1;
    const kind = signature.length === 4 ? little(signature, 0, 4) : undefined;
    if (kind === HEADER) {
      if (yield* readMember(reader, budget)) continue;
      return false;
    }
    if (kind !== undefined && DIRECTORY.includes(kind)) return true;
    if (kind === undefined) yield { type: 'fault', fault: reader.fault ?? cut('before its directory') };
    else
      yield { type: 'fault', fault: new Fault('damaged', `no zip header at byte ${reader.position}: reading ended`) };
    return false;
  }
}

const cut = (where: string) => new Fault('truncated', `the zip ends ${where}: files may be missing`);

/** One file; returns whether it is known where the next begins. */
async function* readMember(reader: ByteReader, budget: Budget): AsyncGenerator<Member, boolean> {
  const header = await readLocalHeader(reader);
  if (!header) {
    yield { type: 'fault', fault: reader.fault ?? cut('inside a header') };
    return false;
  }
  const { name, packedSize } = header;
  const refusal = whyNotUnpacked(header);

  if (packedSize === undefined && (header.method !== DEFLATE || isEncrypted(header))) {
    yield { type: 'fault', name, fault: new Fault('damaged', 'the zip does not tell where it ends: reading ended') };
    return false;
  }
  const body = { left: packedSize ?? Number.POSITIVE_INFINITY };
  const packed = packedSize === undefined ? reader : new ByteReader(bytesOf(body, reader));
  const content = new ByteReader(unpack(header, packed, budget));

  if (name.endsWith('/')) yield { type: 'folder' };
  else if (refusal) yield { type: 'fault', name, fault: refusal };
  else yield { type: 'file', name, ...(header.size === undefined ? {} : { size: header.size }), bytes: content.rest() };

  const fault = packedSize === undefined ? await passUnsized(content, reader) : await passSized(body, reader);
  await content.close();
  if (fault) yield { type: 'fault', name, fault: content.fault ?? fault };
  else if (content.fault) yield { type: 'fault', name, fault: content.fault };
  return !fault;
}

/** Only inflating tells where data of unknown size ends. */
async function passUnsized(content: ByteReader, reader: ByteReader): Promise<Fault | undefined> {
  await content.skip(Number.POSITIVE_INFINITY);
  if (!content.fault) await skipDescriptor(reader);
  return content.fault;
}

async function passSized(body: { left: number }, reader: ByteReader): Promise<Fault | undefined> {
  body.left -= await reader.skip(body.left);
  return body.left > 0 ? (reader.fault ?? new Fault('truncated', 'the zip ends inside this file')) : undefined;
}

async function* bytesOf(body: { left: number }, reader: ByteReader): AsyncGenerator<Uint8Array> {
  while (body.left > 0) {
    const chunk = await reader.next(body.left);
    if (!chunk) throw reader.fault ?? new Fault('truncated', 'the zip ends inside this file');
    body.left -= chunk.length;
    yield chunk;
  }
}

async function readLocalHeader(reader: ByteReader): Promise<LocalHeader | undefined> {
  const fixed = await reader.take(30);
  if (fixed.length < 30) return undefined;
  const nameBytes = await reader.take(little(fixed, 26, 2));
  const extra = await reader.take(little(fixed, 28, 2));
  if (nameBytes.length < little(fixed, 26, 2) || extra.length < little(fixed, 28, 2)) return undefined;

  const flags = little(fixed, 6, 2);
  const isTold = (flags & SIZES_FOLLOW) === 0 || little(fixed, 18, 4) > 0;
  const [size, packedSize] = sizesOf(fixed, extra);
  return {
    name: decodeName(nameBytes),
    method: little(fixed, 8, 2),
    flags,
    crc: isTold && (flags & SIZES_FOLLOW) === 0 ? little(fixed, 14, 4) : undefined,
    size: isTold ? size : undefined,
    packedSize: isTold ? packedSize : undefined,
  };
}

/** Sizes from 4 GiB on stand in an extra field (APPNOTE 4.5.3). */
function sizesOf(fixed: Uint8Array, extra: Uint8Array): [size: number, packedSize: number] {
  const size = little(fixed, 22, 4);
  const packedSize = little(fixed, 18, 4);
  if (size !== UNKNOWN_SIZE && packedSize !== UNKNOWN_SIZE) return [size, packedSize];
  for (let at = 0; at + 4 <= extra.length; at += 4 + little(extra, at + 2, 2)) {
    if (little(extra, at, 2) !== 1) continue;
    const large = size === UNKNOWN_SIZE ? little(extra, at + 4, 8) : size;
    const packedAt = size === UNKNOWN_SIZE ? at + 12 : at + 4;
    return [large, packedSize === UNKNOWN_SIZE ? little(extra, packedAt, 8) : packedSize];
  }
  return [size, packedSize];
}

/** Behind data of unknown size: checksum and sizes, of 4 or 8 bytes each, with or without a signature. */
async function skipDescriptor(reader: ByteReader): Promise<void> {
  const bytes = await reader.peek(28);
  const signature = bytes.length >= 4 && little(bytes, 0, 4) === DESCRIPTOR ? 4 : 0;
  const short = signature + 12;
  const isLong = bytes[short] !== 0x50 && bytes[signature + 20] === 0x50;
  await reader.skip(isLong ? signature + 20 : short);
}

function little(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let at = offset + length - 1; at >= offset; at -= 1) value = value * 256 + (bytes[at] ?? 0);
  return value;
}
