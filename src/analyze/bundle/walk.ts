import { CasefileError } from '../../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { decompress } from './decompress.ts';
import type { Entry, FileEntry, ProblemEntry } from './entry.ts';
import { createPathRegister, isJunk, linkTarget, normalisePath } from './entry-path.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';
import type { Member, RandomAccess } from './member.ts';
import { HEAD_BYTES, recognise, whyNotText } from './recognise.ts';
import { walkTar } from './tar.ts';
import { walkZip, walkZipStream } from './zip.ts';

/** Where a file stands: its own path, and what stands before the paths of what is inside it. */
export type Place = { path: string; inside: string; depth: number; isBundle: boolean };

/** One reading of a bundle: its budget, the paths given so far, and the problems that wait to become entries. */
export type Walk = {
  /** Of the bundle, as it was given. */
  name: string;
  budget: Budget;
  register: (path: string) => string;
  problems: ProblemEntry[];
  /** The container as recognised, outermost first: `gzip`, `tar`. */
  layers: string[];
  /** The bundle itself was cut, not only an archive inside it. */
  truncated: boolean;
};

type Opened = { reader: ByteReader; size?: number; random?: RandomAccess };

export function createWalk(name: string, budget: Budget): Walk {
  return { name, budget, register: createPathRegister(), problems: [], layers: [], truncated: false };
}

/** The entries of a container's members; `prefix` stands before their paths. */
export async function* entriesOf(
  members: AsyncIterable<Member>,
  at: { prefix: string; depth: number },
  walk: Walk,
): AsyncGenerator<Entry> {
  for await (const member of members) {
    if (member.type === 'fault') {
      report(walk, member.fault, member.name === undefined ? undefined : at.prefix + nameOf(member.name), at.prefix);
    } else if (spend(walk, () => walk.budget.entry(nameLength(member)))) {
      yield* entriesOfMember(member, at, walk);
    }
    yield* takeProblems(walk);
    if (walk.budget.stopped) return;
  }
}

async function* entriesOfMember(
  member: Exclude<Member, { type: 'fault' }>,
  at: { prefix: string; depth: number },
  walk: Walk,
): AsyncGenerator<Entry> {
  if (member.type === 'folder') return;
  const name = nameOf(member.name);
  if (isJunk(name)) return;
  const wanted = at.prefix + name;
  const path = walk.register(wanted);

  if (member.type === 'link') {
    const target = linkTarget(name, member.target, member.from);
    yield { type: 'link', path, ...(target ? { target: at.prefix + target } : {}) };
    return;
  }
  const place = { path, inside: `${path}!/`, depth: at.depth, isBundle: false };
  const { size, random } = member;
  const file = {
    reader: new ByteReader(member.bytes),
    ...(size === undefined ? {} : { size }),
    ...(random ? { random } : {}),
  };
  for await (const entry of entriesOfFile(file, place, walk)) {
    yield entry.type === 'file' && entry.path === path && path !== wanted ? { ...entry, sameNameAs: wanted } : entry;
  }
}

/** A file as the entry that it is, or as the entries inside it. */
export async function* entriesOfFile(file: Opened, place: Place, walk: Walk): AsyncGenerator<Entry> {
  const { reader } = file;
  const head = await reader.peek(HEAD_BYTES);
  const kind = recognise(head);
  if (place.isBundle) walk.layers.push(kind);

  if (head.length === 0 && reader.fault) {
    report(walk, reader.fault, place.isBundle ? undefined : place.path, place.inside);
  } else if (kind === 'file') {
    if (place.isBundle) refuseForeign(head, walk.name, reader.fault);
    const turn = { isOver: false };
    yield plainFile(file, place, walk, turn);
    turn.isOver = true;
  } else if (place.depth >= walk.budget.limits.maxDepth) {
    const why = `it lies under more than ${walk.budget.limits.maxDepth} layers of archive and compression (--max-depth)`;
    report(walk, new Fault('limit', why), place.path, place.inside);
  } else if (kind === 'tar') {
    yield* entriesOf(walkTar(reader, walk.budget), { prefix: place.inside, depth: place.depth + 1 }, walk);
  } else if (kind === 'zip') {
    const members = file.random ? walkZipOnDisk(file.random, walk) : walkZipStream(reader, walk.budget);
    yield* entriesOf(members, { prefix: place.inside, depth: place.depth + 1 }, walk);
  } else {
    const inner = decompress(kind, reader, walk.budget);
    try {
      const hasContent = (await inner.peek(1)).length > 0 || !inner.fault;
      if (hasContent) yield* entriesOfFile({ reader: inner }, await placeInside(inner, place), walk);
    } finally {
      await inner.close();
    }
    if (inner.fault) report(walk, inner.fault, place.isBundle ? undefined : place.path, place.inside);
  }
  if (reader.fault)
    report(walk, reader.fault, place.isBundle && kind !== 'file' ? undefined : place.path, place.inside);
  yield* takeProblems(walk);
}

async function* walkZipOnDisk(random: RandomAccess, walk: Walk): AsyncGenerator<Member> {
  if (!spend(walk, () => walk.budget.read(random.size))) return;
  try {
    yield* walkZip(random, walk.budget);
  } finally {
    await random.close?.();
  }
}

/**
 * A compressed archive counts as one container (`a.tar.gz!/x`), a compressed file as a container of one file with the
 * same name without the suffix (`x.log.gz!/x.log`); a compressed file given as the bundle is that file itself.
 */
async function placeInside(inner: ByteReader, place: Place): Promise<Place> {
  const kind = recognise(await inner.peek(HEAD_BYTES));
  const depth = place.depth + 1;
  if (kind === 'tar' || kind === 'zip') return { ...place, depth };
  const name = withoutSuffix(place.path.slice(place.path.lastIndexOf('/') + 1));
  const path = place.inside + name;
  return { path, inside: place.isBundle ? place.inside : `${path}!/`, depth, isBundle: place.isBundle };
}

function nameLength(member: Member): number {
  if (member.type === 'file') return member.name.length;
  return member.type === 'link' ? member.name.length + member.target.length : 0;
}

const withoutSuffix = (name: string) => name.replace(/(?<=.)\.(gz|zst|zstd|xz|bz2)(?=$|#)/i, '');

const nameOf = (raw: string) => normalisePath(raw) || 'unnamed';

type Turn = { isOver: boolean };

function plainFile({ reader, size }: Opened, place: Place, walk: Walk, turn: Turn): FileEntry {
  return {
    type: 'file',
    path: place.path,
    ...(size === undefined ? {} : { size }),
    content: contentOf(reader, place, walk, turn),
  };
}

async function* contentOf(reader: ByteReader, place: Place, walk: Walk, turn: Turn): AsyncGenerator<Uint8Array> {
  const { maxEntryBytes } = walk.budget.limits;
  while (reader.position < maxEntryBytes) {
    if (turn.isOver) throw new Error(`the content of ${place.path} was asked for after its turn`);
    const chunk = await reader.next(maxEntryBytes - reader.position);
    if (!chunk) return;
    yield chunk;
  }
  if ((await reader.peek(1)).length === 0) return;
  report(
    walk,
    new Fault('limit', `only its first ${maxEntryBytes} bytes were read (--max-entry-bytes)`),
    place.path,
    place.inside,
  );
}

function refuseForeign(head: Uint8Array, name: string, fault: Fault | undefined): void {
  const why = whyNotText(head);
  if (why && !fault) throw new CasefileError('NOT_A_BUNDLE', `${name} is not a bundle`, { detail: `this file ${why}` });
}

/** Turns a fault into a problem entry, once: the containers around it meet the same fault. */
function report(walk: Walk, fault: Fault, path: string | undefined, inside: string): void {
  const isOfBundle = !inside.includes('!/');
  if (isOfBundle && (fault.problem === 'truncated' || fault === walk.budget.stopped)) walk.truncated = true;
  if (fault.reported) return;
  fault.reported = true;
  walk.problems.push({ type: 'problem', problem: fault.problem, ...(path ? { path } : {}), why: fault.message });
}

function* takeProblems(walk: Walk): Generator<ProblemEntry> {
  for (let problem = walk.problems.shift(); problem; problem = walk.problems.shift()) yield problem;
}

/** A limit may be reached where nobody is left to tell it. */
export function* takeLastProblems(walk: Walk): Generator<ProblemEntry> {
  if (walk.budget.stopped) report(walk, walk.budget.stopped, undefined, '');
  yield* takeProblems(walk);
}

/** Runs what may reach a limit; false when it did. */
function spend(walk: Walk, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    report(walk, error, undefined, '');
    return false;
  }
}
