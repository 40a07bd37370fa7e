import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';
import type { Member } from './member.ts';
import type { TarHeader } from './tar-header.ts';
import {
  BLOCK,
  decodeName,
  hasUstarMagic,
  hasValidChecksum,
  isExtendedFurther,
  isZeroBlock,
  paddingOf,
  parsePax,
  parseTarHeader,
} from './tar-header.ts';

/** A name of more than this is no name. */
const MAX_EXTENSION_BYTES = 1024 * 1024;

const PAX_KEYS = new Set(['path', 'linkpath', 'size', 'GNU.sparse.name']);

/** These have no body, whatever their size field says (as GNU tar and Go's archive/tar read them). */
const WITHOUT_BODY = '123456';

/** What headers before a member say about it: GNU `L` and `K`, PAX `x`, and PAX `g` for all that follow. */
type Extensions = { global: Map<string, string>; local: Map<string, string> };

/** How much of a body and its padding is left, and the fault when the archive ends inside it. */
type Body = { size: number; left: number; padding: number; fault?: Fault };

/**
 * The members of a tar archive. Our own walk, because tar-stream ends at the first bad header: this one goes on at the
 * next good one, reads archives whose sizes are one too large, delivers the file in which a truncated archive ends,
 * and goes on behind the end mark where archives were joined.
 */
export async function* walkTar(reader: ByteReader, budget: Budget): AsyncGenerator<Member> {
  const extensions: Extensions = { global: new Map(), local: new Map() };
  let ended = false;

  for (;;) {
    const block = await reader.take(BLOCK);
    if (block.length < BLOCK) {
      if (reader.fault) yield { type: 'fault', fault: reader.fault };
      else if (!ended) yield { type: 'fault', fault: new Fault('truncated', truncatedBetween(block.length)) };
      return;
    }
    budget.work.headersTried += 1;

    if (isZeroBlock(block)) {
      ended = true;
    } else if (hasValidChecksum(block) && (!ended || hasUstarMagic(block))) {
      ended = false;
      if (yield* readMember(parseTarHeader(block), reader, extensions)) continue;
      return;
    } else if (!ended) {
      extensions.local.clear();
      const at = reader.position - BLOCK;
      const skipped = BLOCK + (await skipToHeader(reader, budget));
      yield {
        type: 'fault',
        fault: new Fault('damaged', `no valid tar header at byte ${at}: ${skipped} bytes were skipped`),
      };
      ended = (await reader.peek(1)).length === 0 && !reader.fault;
    }
  }
}

function truncatedBetween(bytes: number): string {
  return bytes > 0
    ? 'the archive ends inside a header: what followed is missing'
    : 'the archive ends without its end mark: files may be missing';
}

/** Passes over whole blocks up to the next header; only one with the ustar magic is believed here. */
async function skipToHeader(reader: ByteReader, budget: Budget): Promise<number> {
  let skipped = 0;
  for (;;) {
    const block = await reader.peek(BLOCK);
    if (block.length < BLOCK) return skipped + (await reader.skip(block.length));
    budget.work.headersTried += 1;
    if (hasUstarMagic(block) && hasValidChecksum(block)) return skipped;
    skipped += await reader.skip(BLOCK);
  }
}

/** One member, or what is said about the next; false when the archive ends inside it. */
async function* readMember(
  header: TarHeader,
  reader: ByteReader,
  extensions: Extensions,
): AsyncGenerator<Member, boolean> {
  if ('xgLK'.includes(header.type)) {
    yield* readExtension(header, reader, extensions);
    return true;
  }

  const said = (key: string) => extensions.local.get(key) ?? extensions.global.get(key);
  const name = said('GNU.sparse.name') ?? said('path') ?? header.name;
  const linkName = said('linkpath') ?? header.linkName;
  const size = WITHOUT_BODY.includes(header.type) ? 0 : sizeOf(header, said('size'));
  extensions.local.clear();

  if (!Number.isSafeInteger(size) || size < 0) {
    yield { type: 'fault', name, fault: new Fault('damaged', 'its tar header holds no valid size') };
    return true;
  }
  for (let more = header.isExtended; more; ) more = isExtendedFurther(await reader.take(BLOCK));
  if (header.type === '1') yield { type: 'link', name, target: linkName, from: 'root' };
  else if (header.type === '2') yield { type: 'link', name, target: linkName, from: 'folder' };
  else if (header.type === '5') yield { type: 'folder' };
  else if (isFileType(header.type)) {
    return yield* readFile(name, size, reader);
  }
  await reader.skip(size + paddingOf(size));
  return true;
}

/** POSIX: an unknown type is read as a file. Devices, pipes, volume labels and lists of folders are not. */
const isFileType = (type: string) => !'3456DMNVX'.includes(type);

function sizeOf(header: TarHeader, pax: string | undefined): number {
  if (pax === undefined) return header.size;
  return /^[0-9]{1,16}$/.test(pax) ? Number(pax) : Number.NaN;
}

async function* readExtension(header: TarHeader, reader: ByteReader, extensions: Extensions): AsyncGenerator<Member> {
  const { size, type } = header;
  if (!(size >= 0 && size <= MAX_EXTENSION_BYTES)) {
    yield { type: 'fault', fault: new Fault('damaged', 'a tar header for long names holds no valid size') };
    return;
  }
  const bytes = await reader.take(size);
  await reader.skip(paddingOf(size));
  if (type === 'x' || type === 'g') {
    const said = type === 'x' ? extensions.local : extensions.global;
    for (const [key, value] of parsePax(bytes)) if (PAX_KEYS.has(key)) said.set(key, value);
  } else extensions.local.set(type === 'L' ? 'path' : 'linkpath', decodeName(trimNul(bytes)));
}

function trimNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

async function* readFile(name: string, size: number, reader: ByteReader): AsyncGenerator<Member, boolean> {
  const body: Body = { size, left: size, padding: paddingOf(size) };
  yield { type: 'file', name, size, bytes: bytesOf(body, reader) };

  while (await nextOf(body, reader));
  if (body.fault) yield { type: 'fault', name, fault: body.fault };
  else await reader.skip(body.padding);
  return !body.fault;
}

async function* bytesOf(body: Body, reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let chunk = await nextOf(body, reader); chunk; chunk = await nextOf(body, reader)) yield chunk;
  if (body.fault) throw body.fault;
}

/**
 * The next bytes of a body, up to where the archive ends.
 *
 * Writers that give every size as one too large (crust-gather) make a body of n * 512 + 1 bytes out of n blocks, and
 * the next header lies where its last byte is expected: such a block is left to the walk.
 */
async function nextOf(body: Body, reader: ByteReader): Promise<Uint8Array | undefined> {
  if (body.left === 0) return undefined;
  if (body.left === 1 && body.size % BLOCK === 1 && (await isHeaderNext(reader))) {
    body.left = 0;
    body.padding = 0;
    return undefined;
  }
  const chunk = await reader.next(body.size % BLOCK === 1 && body.left > 1 ? body.left - 1 : body.left);
  if (chunk) body.left -= chunk.length;
  else body.fault ??= reader.fault ?? new Fault('truncated', truncatedInside(body));
  return chunk;
}

function truncatedInside({ size, left }: Body): string {
  return `the archive ends after ${size - left} of its ${size} bytes`;
}

async function isHeaderNext(reader: ByteReader): Promise<boolean> {
  const block = await reader.peek(BLOCK);
  return block.length === BLOCK && hasUstarMagic(block) && hasValidChecksum(block);
}
