import { CasefileError } from '../../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { plainFile } from './content.ts';
import { decompress } from './decompress.ts';
import type { Entry } from './entry.ts';
import { isJunk, linkTarget } from './entry-path.ts';
import { Fault } from './fault.ts';
import { type Member, type MemberWalk, type RandomAccess, walkOf } from './member.ts';
import type { MemberPlace, Place } from './place.ts';
import { memberPlace, nameOf, placeOfContent, placeOfMembers } from './place.ts';
import type { Emit } from './pulled.ts';
import type { Reading } from './reading.ts';
import { giveProblems, report, reportAt, spend } from './reading.ts';
import { HEAD_BYTES, recognise, whyNotText } from './recognise.ts';
import { walkTar } from './tar.ts';

type Opened = {
  reader: ByteReader;
  size?: number | undefined;
  random?: RandomAccess | undefined;
  /** Its content where it is gzip that somebody else inflates. */
  inflated?: () => Promise<ByteReader | undefined>;
};

/** Hands on the entries of a container's members. */
export async function entriesOf(walk: MemberWalk, at: MemberPlace, reading: Reading, emit: Emit<Entry>): Promise<void> {
  await walk(async (member) => {
    if (member.type === 'fault') {
      const path = member.name === undefined ? {} : { path: at.prefix + nameOf(member.name) };
      report(reading, member.fault, { ...path, isBundle: at.ofBundle });
    } else if (spend(reading, () => reading.budget.entry(nameLength(member))) && member.type !== 'folder') {
      await entriesOfMember(member, at, reading, emit);
    }
    if (reading.problems.length > 0) await giveProblems(reading, emit);
    return !reading.budget.stopped;
  });
}

async function entriesOfMember(
  member: Extract<Member, { type: 'file' | 'link' }>,
  at: MemberPlace,
  reading: Reading,
  emit: Emit<Entry>,
): Promise<void> {
  const name = nameOf(member.name);
  if (isJunk(name)) return;
  const wanted = at.prefix + name;
  const path = reading.register(wanted);

  if (member.type === 'link') {
    const target = linkTarget(name, member.target, member.from);
    return emit({ type: 'link', path, ...(target === undefined ? {} : { target: at.prefix + target }) });
  }
  const { bytes, size, random } = member;
  const reader = new ByteReader(bytes);
  try {
    await entriesOfFile({ reader, size, random }, memberPlace(path, wanted, at), reading, emit);
  } finally {
    await reader.close(); // a decompressor may be in the middle of what nobody wants
  }
}

function nameLength(member: Member): number {
  if (member.type === 'file') return member.name.length;
  return member.type === 'link' ? member.name.length + member.target.length : 0;
}

/** Hands on a file as the entry that it is, or as the entries inside it. */
export async function entriesOfFile(file: Opened, place: Place, reading: Reading, emit: Emit<Entry>): Promise<void> {
  const { reader } = file;
  const head = reader.peekNow(HEAD_BYTES) ?? (await reader.peek(HEAD_BYTES));
  const kind = recognise(head);
  if (place.isBundle) reading.layers.push(kind);
  // Decompressors and zips take more of it before they give anything.
  if (reading.isPerishable && kind !== 'file' && kind !== 'tar') reader.ownChunks();

  if (head.length === 0 && reader.fault) {
    // Nothing arrived: the fault is all there is to tell.
  } else if (kind === 'file') {
    if (place.isBundle) beginSingleFile(head, reader, reading);
    const turn = { isOver: false };
    await emit(plainFile(file, place, turn, reading));
    turn.isOver = true;
    if (reader.fault) report(reading, reader.fault, place);
  } else if (place.depth >= reading.budget.limits.maxDepth) {
    const why = `it lies under more than ${place.depth} layers of archive and compression (--max-depth)`;
    report(reading, new Fault('limit', why), place);
  } else if (kind === 'tar') {
    await entriesOf((visit) => walkTar(reader, reading.budget, visit), placeOfMembers(place), reading, emit);
  } else if (kind === 'zip') {
    const { walkZipStream } = await import('./zip.ts');
    const members = file.random ? zipOnDisk(file.random, reading) : walkZipStream(reader, reading.budget);
    await entriesOf(walkOf(members), placeOfMembers(place), reading, emit);
  } else {
    const inflated = kind === 'gzip' ? await file.inflated?.() : undefined;
    await entriesOfCompressed(inflated ?? decompress(kind, reader, reading.budget), place, reading, emit);
  }
  if (reader.fault) reportAt(reading, reader.fault, place);
  if (reading.problems.length > 0) await giveProblems(reading, emit);
}

async function entriesOfCompressed(
  inner: ByteReader,
  place: Place,
  reading: Reading,
  emit: Emit<Entry>,
): Promise<void> {
  try {
    const head = await inner.peek(HEAD_BYTES);
    const holdsArchive = ['tar', 'zip'].includes(recognise(head));
    const isLost = head.length === 0 && inner.fault;
    if (!isLost) await entriesOfFile({ reader: inner }, placeOfContent(place, holdsArchive), reading, emit);
  } finally {
    await inner.close();
  }
  if (inner.fault) reportAt(reading, inner.fault, place);
}

async function* zipOnDisk(random: RandomAccess, reading: Reading): AsyncGenerator<Member> {
  if (!spend(reading, () => reading.budget.read(random.size))) return;
  const { walkZip } = await import('./zip.ts');
  try {
    yield* walkZip(random, reading.budget);
  } finally {
    await random.close?.();
  }
}

/** @throws CasefileError NOT_A_BUNDLE when the bundle is neither container nor text. */
function beginSingleFile(head: Uint8Array, { fault }: ByteReader, { name, budget }: Reading): void {
  const why = whyNotText(head);
  if (why && !fault) throw new CasefileError('NOT_A_BUNDLE', `${name} is not a bundle`, { detail: `this file ${why}` });
  budget.work.entries += 1;
}
