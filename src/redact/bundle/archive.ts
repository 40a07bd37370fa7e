import { createHash } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { PassThrough, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { CasefileError } from '../../errors.ts';
import { createSpool } from './spool.ts';

/** What was taken out may still tell much: the file is its owner's. */
const OWNER_ONLY = 0o600;

/** The same bytes at every run; when the copy was made says nothing. */
const MODIFIED = new Date(0);

/** A tar that grows file by file and has its name only when it is whole. */
export type Archive = {
  /** A file whose content comes in pieces; its size need not be known before. */
  file(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** A symbolic link; `target` as it is written, relative to the link's folder. */
  link(path: string, target: string): Promise<void>;
  /** Ends the archive and gives it its name. */
  finish(): Promise<{ bytes: number; sha256: string }>;
  /** Removes what was written. */
  discard(): Promise<void>;
};

/**
 * Opens `<file>.partial`, a tar, gzipped unless the name ends in `.tar`.
 * @throws CasefileError OUTPUT_NOT_WRITABLE, also where the partial file exists: somebody else may be writing it.
 */
export async function createArchive(file: string): Promise<Archive> {
  const partial = `${file}.partial`;
  const notWritable = (error: Error) =>
    new CasefileError('OUTPUT_NOT_WRITABLE', `${partial} cannot be written`, { detail: error.message, cause: error });
  const handle: FileHandle = await open(partial, 'wx', OWNER_ONLY).catch((error: Error) => {
    throw notWritable(error);
  });

  const spool = createSpool(`${file}.entry.partial`);
  const tar = pack();
  const disk = handle.createWriteStream();
  const sha256 = createHash('sha256');
  let bytes = 0;
  const packed = file.endsWith('.tar') ? new PassThrough() : createGzip();

  const failed = new Promise<never>((_resolve, reject) => {
    const streams: EventEmitter[] = [tar, packed, disk];
    for (const stream of streams) stream.once('error', (error: Error) => reject(notWritable(error)));
  });
  // Raced against every write below; between two writes nobody waits for it.
  failed.catch(() => undefined);
  packed.on('data', (chunk: Buffer) => {
    sha256.update(chunk);
    bytes += chunk.length;
  });
  tar.pipe(packed).pipe(disk);

  const entry = (header: Partial<Header> & { name: string }, content?: AsyncIterable<Uint8Array>): Promise<void> =>
    Promise.race([
      failed,
      new Promise<void>((resolve, reject) => {
        const sink = tar.entry({ mode: OWNER_ONLY, mtime: MODIFIED, ...header }, (error) =>
          error ? reject(error) : resolve(),
        );
        if (content) void write(content, sink as unknown as Writable).catch(reject);
      }),
    ]);

  return {
    async file(path, content) {
      const { size, pieces, release } = await spool.hold(content).catch((error: unknown) => {
        throw error instanceof CasefileError ? error : notWritable(error as Error);
      });
      await entry({ name: path, size }, pieces);
      await release();
    },
    link: (path, target) => entry({ name: path, type: 'symlink', linkname: target, size: 0 }),
    async finish() {
      tar.finalize();
      await Promise.race([finished(disk), failed]);
      await spool.remove();
      await rename(partial, file);
      return { bytes, sha256: sha256.digest('hex') };
    },
    async discard() {
      tar.destroy();
      disk.destroy();
      if (!disk.closed) await new Promise<void>((resolve) => disk.once('close', resolve));
      await spool.remove();
      await rm(partial, { force: true });
    },
  };
}

async function write(content: AsyncIterable<Uint8Array>, sink: Writable): Promise<void> {
  for await (const piece of content) {
    if (!sink.write(piece)) await new Promise<void>((resolve) => sink.once('drain', resolve));
  }
  sink.end();
}
