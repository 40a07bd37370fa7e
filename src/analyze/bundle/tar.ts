import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';
import type { Member, MemberWalk } from './member.ts';
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

const SMALL_FILE = 64 * 1024;

type Visit = Parameters<MemberWalk>[0];

/** How much of a body and its padding is left, and the fault when the archive ends inside it. */
type Body = { size: number; left: number; padding: number; fault?: Fault };

/**
 * The members of a tar archive. Our own walk, because tar-stream ends at the first bad header: this one goes on at the
 * next good one, reads archives whose sizes are one too large, delivers the file in which a truncated archive ends,
 * and goes on behind the end mark where archives were joined.
 */
export async function walkTar(reader: ByteReader, budget: Budget, visit: Visit): Promise<void> {
  const extensions: Extensions = { global: new Map(), local: new Map() };
  let ended = false;

  for (;;) {
    const block = reader.takeNow(BLOCK) ?? (await reader.take(BLOCK));
    if (block.length < BLOCK) {
      if (reader.fault) await visit({ type: 'fault', fault: reader.fault });
      else if (!ended) await visit({ type: 'fault', fault: new Fault('truncated', truncatedBetween(block.length)) });
      return;
    }
    budget.work.headersTried += 1;

    if (isZeroBlock(block)) {
      ended = true;
    } else if (hasValidChecksum(block) && (!ended || hasUstarMagic(block))) {
      ended = false;
      if (await readMember(parseTarHeader(block), reader, extensions, visit)) continue;
      return;
    } else if (!ended) {
      extensions.local.clear();
      const at = reader.position - BLOCK;
      const skipped = BLOCK + (await skipToHeader(reader, budget));
      const fault = new Fault('damaged', `no valid tar header at byte ${at}: ${skipped} bytes were skipped`);
      if (!(await visit({ type: 'fault', fault }))) return;
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

/** One member, or what is said about the next; false when the archive ends inside it, or no more is wanted. */
async function readMember(
  header: TarHeader,
  reader: ByteReader,
  extensions: Extensions,
  visit: Visit,
): Promise<boolean> {
  if ('xgLK'.includes(header.type)) {
    const fault = await readExtension(header, reader, extensions);
    return !fault || visit({ type: 'fault', fault });
  }

  const said = (key: string) => extensions.local.get(key) ?? extensions.global.get(key);
  const name = said('GNU.sparse.name') ?? said('path') ?? header.name;
  const linkName = said('linkpath') ?? header.linkName;
  const size = WITHOUT_BODY.includes(header.type) ? 0 : sizeOf(header, said('size'));
  extensions.local.clear();

  if (!Number.isSafeInteger(size) || size < 0) {
    return visit({ type: 'fault', name, fault: new Fault('damaged', 'its tar header holds no valid size') });
  }
  for (let more = header.isExtended; more; ) more = isExtendedFurther(await reader.take(BLOCK));
  if (isFileType(header.type)) return readFile(name, size, reader, visit);
  const member = otherMember(header.type, name, linkName);
  const goOn = !member || (await visit(member));
  await reader.skip(size + paddingOf(size));
  return goOn;
}

function otherMember(type: string, name: string, target: string): Member | undefined {
  if (type === '1') return { type: 'link', name, target, from: 'root' };
  if (type === '2') return { type: 'link', name, target, from: 'folder' };
  return type === '5' ? { type: 'folder' } : undefined;
}

/** POSIX: an unknown type is read as a file. Links, folders, devices, pipes, volume labels and lists of folders are not. */
const isFileType = (type: string) => !'123456DMNVX'.includes(type);

function sizeOf(header: TarHeader, pax: string | undefined): number {
  if (pax === undefined) return header.size;
  return /^[0-9]{1,16}$/.test(pax) ? Number(pax) : Number.NaN;
}

async function readExtension(
  header: TarHeader,
  reader: ByteReader,
  extensions: Extensions,
): Promise<Fault | undefined> {
  const { size, type } = header;
  if (!(size >= 0 && size <= MAX_EXTENSION_BYTES)) {
    return new Fault('damaged', 'a tar header for long names holds no valid size');
  }
  const bytes = await reader.take(size);
  await reader.skip(paddingOf(size));
  if (type === 'x' || type === 'g') {
    const said = type === 'x' ? extensions.local : extensions.global;
    for (const [key, value] of parsePax(bytes)) if (PAX_KEYS.has(key)) said.set(key, value);
  } else extensions.local.set(type === 'L' ? 'path' : 'linkpath', decodeName(trimNul(bytes)));
  return undefined;
}

function trimNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

async function readFile(name: string, size: number, reader: ByteReader, visit: Visit): Promise<boolean> {
  // A file of which all is there needs no stream. One of n * 512 + 1 bytes may be a byte shorter: see nextOf.
  const whole = size <= SMALL_FILE && size % BLOCK !== 1 ? reader.takeNow(size) : undefined;
  if (whole?.length === size) {
    const wantsMore = await visit({ type: 'file', name, size, bytes: whole });
    await reader.skip(paddingOf(size));
    return wantsMore;
  }
  if (whole) reader.unread(whole);

  const body: Body = { size, left: size, padding: paddingOf(size) };
  const goOn = await visit({ type: 'file', name, size, bytes: bytesOf(body, reader) });

  if (body.left > 0) while (await nextOf(body, reader));
  if (body.fault) {
    await visit({ type: 'fault', name, fault: body.fault });
    return false;
  }
  await reader.skip(body.padding);
  return goOn;
}

/** Written out as an iterator: of a generator, 20,000 small files are what one notices. */
function bytesOf(body: Body, reader: ByteReader): AsyncIterable<Uint8Array> {
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const value = await nextOf(body, reader);
    if (value) return { value, done: false };
    if (body.fault) throw body.fault;
    return { value: undefined, done: true };
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
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
