import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { CasefileError } from '../../errors.ts';

/** Anybody may be logged in on the machine where a cluster is repaired. */
const OWNER_ONLY = 0o600;

const LEFT_OVER =
  'It is left of another capture: `casefile analyze` opens it. Move it away, or choose another place with -o.';

/** A file under a temporary name, or the pieces of one. */
export type Output = {
  write(bytes: Uint8Array): Promise<void>;
  /** Gives what was written its name; the files, in order. */
  finish(): Promise<string[]>;
  /** Closes it and leaves it under its temporary name, which is returned. */
  abandon(): Promise<string>;
  /** Removes what was written. */
  discard(): Promise<void>;
};

/**
 * Opens `<file>.partial`, or with `pieceBytes` the first of `<file>.partial.001`, `.002` ..., each of at most so many bytes.
 * Throws OUTPUT_NOT_WRITABLE, also where the first exists: it is what is left of another capture.
 */
export async function openOutput(file: string, pieceBytes = Number.POSITIVE_INFINITY): Promise<Output> {
  const inPieces = Number.isFinite(pieceBytes);
  const nameOf = (base: string, piece: number) => (inPieces ? `${base}.${String(piece).padStart(3, '0')}` : base);
  const partial = `${file}.partial`;
  const refused = (name: string) => (error: NodeJS.ErrnoException) => {
    const hint = error.code === 'EEXIST' ? { hint: LEFT_OVER } : {};
    const about = { detail: error.message, cause: error, ...hint };
    throw new CasefileError('OUTPUT_NOT_WRITABLE', `${name} cannot be written`, about);
  };
  const openPiece = (piece: number): Promise<FileHandle> => {
    const name = nameOf(partial, piece);
    return open(name, 'wx', OWNER_ONLY).catch(refused(name));
  };

  let pieces = 1;
  let room = pieceBytes;
  let handle = await openPiece(pieces);
  const numbers = () => Array.from({ length: pieces }, (_, index) => index + 1);

  async function write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      if (room === 0) {
        await handle.close();
        handle = await openPiece(pieces + 1);
        pieces += 1;
        room = pieceBytes;
      }
      const part = bytes.subarray(at, at + Math.min(room, bytes.length - at));
      const { bytesWritten } = await handle.write(part).catch(refused(nameOf(partial, pieces)));
      at += bytesWritten;
      room -= bytesWritten;
    }
  }

  return {
    write,
    async finish() {
      await handle.close();
      for (const piece of numbers()) await rename(nameOf(partial, piece), nameOf(file, piece));
      return numbers().map((piece) => nameOf(file, piece));
    },
    async abandon() {
      await handle.close();
      return nameOf(partial, 1);
    },
    async discard() {
      await handle.close();
      for (const piece of numbers()) await rm(nameOf(partial, piece), { force: true });
    },
  };
}
