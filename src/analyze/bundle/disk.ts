import type { FileHandle } from 'node:fs/promises';
import { lstat, open, readdir, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { CasefileError } from '../../errors.ts';
import { isArchive } from './decompress.ts';
import { isJunk } from './entry-path.ts';
import { Fault } from './fault.ts';
import type { Member, RandomAccess } from './member.ts';
import type { BundleSource } from './source.ts';

const CHUNK = 256 * 1024;
const PIECE = /^(.+)\.([0-9]{3})$/;

/**
 * A bundle on disk: an archive, a single file, a folder, or the pieces `<file>.001`, `.002` ... by any of them.
 * @throws CasefileError NOT_FOUND, NOT_READABLE.
 */
export async function sourceFromPath(file: string): Promise<BundleSource> {
  const stats = await stat(file).catch((error: unknown) => refuse(file, error));
  const name = path.basename(path.resolve(file));
  if (stats.isDirectory()) {
    await readdir(file).catch((error: unknown) => refuse(file, error));
    return { type: 'folder', name, members: membersOfFolder(file, '') };
  }
  // A pipe can be opened only once.
  if (!stats.isFile()) return { type: 'file', name, bytes: bytesOfFile(file) };
  await open(file, 'r').then(
    (handle) => handle.close(),
    (error: unknown) => refuse(file, error),
  );
  const [, stem, piece] = PIECE.exec(await firstPieceOf(file)) ?? [];
  if (stem !== undefined && piece === '001') {
    return { type: 'file', name: path.basename(stem), bytes: bytesOfPieces(await piecesOf(stem)) };
  }
  return { type: 'file', name, path: file, bytes: bytesOfFile(file), random: randomAccess(file, stats.size) };
}

/** The path by which a bundle is opened: for a piece of a split file its first piece, where that is there. */
export async function firstPieceOf(file: string): Promise<string> {
  const stem = PIECE.exec(file)?.[1];
  if (stem === undefined) return file;
  return stat(`${stem}.001`).then(
    () => `${stem}.001`,
    () => file,
  );
}

/**
 * Several paths read as one bundle: the pieces of one file are joined, anything else stands side by side under its name.
 * @throws CasefileError NOT_FOUND, NOT_READABLE.
 */
export async function sourceFromPaths(files: string[]): Promise<BundleSource> {
  const [first = '', ...others] = [...files].sort();
  const stem = PIECE.exec(first)?.[1];
  if (others.length === 0) return sourceFromPath(first);
  if (stem !== undefined && others.every((file) => PIECE.exec(file)?.[1] === stem)) {
    return sourceFromPath(`${stem}.001`);
  }
  const sources: BundleSource[] = [];
  for (const file of files) sources.push(await sourceFromPath(file));
  return { type: 'folder', name: sources.map((source) => source.name).join('+'), members: sideBySide(sources) };
}

/** Standard input, or any other stream of bytes. */
export function sourceFromStream(stream: AsyncIterable<Uint8Array>, name = 'stdin'): BundleSource {
  return { type: 'file', name, bytes: faulting(stream) };
}

/**
 * The archives of a folder that holds nothing else: several bundles, not one. Sorted paths; empty for any other folder.
 * Compressed logs are no archives, and of the pieces of a split archive only the first counts.
 */
export async function archivesIn(folder: string): Promise<string[]> {
  const archives: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const file = path.join(folder, name);
    const [, stem, piece] = PIECE.exec(file) ?? [];
    if (isJunk(name) || (stem !== undefined && piece !== '001' && archives.includes(`${stem}.001`))) continue;
    if (!(await lstat(file)).isFile()) return [];
    const bytes = stem !== undefined && piece === '001' ? bytesOfPieces(await piecesOf(stem)) : bytesOfFile(file);
    if (!(await isArchive(bytes))) return [];
    archives.push(file);
  }
  return archives;
}

async function* sideBySide(sources: BundleSource[]): AsyncGenerator<Member> {
  for (const source of sources) {
    if (source.type === 'file') yield source;
    else for await (const member of source.members) yield within(source.name, member);
  }
}

function within(folder: string, member: Member): Member {
  return 'name' in member && member.name !== undefined ? { ...member, name: `${folder}/${member.name}` } : member;
}

/** Everything in a folder, sorted by name on every level. Links are not followed: what they point to is read once. */
async function* membersOfFolder(root: string, folder: string): AsyncGenerator<Member> {
  let names: string[];
  try {
    names = await readdir(path.join(root, folder));
  } catch (error) {
    yield unreadable(folder, error);
    return;
  }
  for (const entry of names.sort()) yield* memberOf(root, folder === '' ? entry : `${folder}/${entry}`);
}

async function* memberOf(root: string, name: string): AsyncGenerator<Member> {
  const file = path.join(root, name);
  try {
    const stats = await lstat(file);
    if (stats.isFile()) {
      yield { type: 'file', name, size: stats.size, bytes: bytesOfFile(file), random: randomAccess(file, stats.size) };
    } else if (stats.isSymbolicLink()) {
      yield { type: 'link', name, target: await readlink(file), from: 'folder' };
    } else if (stats.isDirectory()) {
      yield { type: 'folder' };
      yield* membersOfFolder(root, name);
    }
    // Sockets, pipes and devices hold nothing that was captured.
  } catch (error) {
    yield unreadable(name, error);
  }
}

/** The bytes of `<stem>.001`, `.002` ... up to the first that is missing while a later one is there. */
async function piecesOf(stem: string): Promise<{ files: string[]; missing?: string }> {
  const name = path.basename(stem);
  const present = new Set(await readdir(path.dirname(stem)));
  const last = [...present]
    .map((file) => PIECE.exec(file))
    .reduce((highest, match) => (match?.[1] === name ? Math.max(highest, Number(match[2])) : highest), 0);

  const files: string[] = [];
  for (let piece = 1; piece <= last; piece += 1) {
    const suffix = String(piece).padStart(3, '0');
    if (!present.has(`${name}.${suffix}`)) return { files, missing: `${name}.${suffix}` };
    files.push(`${stem}.${suffix}`);
  }
  return { files };
}

async function* bytesOfPieces({ files, missing }: { files: string[]; missing?: string }): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* bytesOfFile(file);
  if (missing) throw new Fault('truncated', `the piece ${missing} is missing: nothing behind it could be read`);
}

/** @throws Fault where it cannot be read. */
export async function* bytesOfFile(file: string): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (cause) {
    throw new Fault('unreadable', `it could not be read: ${codeOf(cause)}`, { cause });
  } finally {
    await handle?.close();
  }
}

async function* faulting(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (cause) {
    throw new Fault('truncated', `reading the stream failed: ${codeOf(cause)}`, { cause });
  }
}

/** Opened with the first read; whoever reads closes it. */
function randomAccess(file: string, size: number): RandomAccess {
  let handle: FileHandle | undefined;
  return {
    size,
    async read(position, length) {
      try {
        handle ??= await open(file, 'r');
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
        return buffer.subarray(0, bytesRead);
      } catch (cause) {
        throw new Fault('unreadable', `it could not be read: ${codeOf(cause)}`, { cause });
      }
    },
    async close() {
      await handle?.close();
      handle = undefined;
    },
  };
}

function unreadable(name: string, cause: unknown): Member {
  return { type: 'fault', name, fault: new Fault('unreadable', `it could not be read: ${codeOf(cause)}`, { cause }) };
}

function refuse(file: string, cause: unknown): never {
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    throw new CasefileError('NOT_FOUND', `${file} does not exist`, { cause });
  throw new CasefileError('NOT_READABLE', `${file} could not be read`, { detail: code, cause });
}

/** `EACCES`, `EIO` ... of a failed system call; the message of anything else. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
