import { createHash } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { CasefileError } from '../errors.ts';

/** Anybody may be logged in on the machine where a cluster is repaired. */
const OWNER_ONLY = 0o600;

export type WrittenFile = { path: string; bytes: number; sha256: string };

/** An archive that grows entry by entry, and has its name only when it is whole. */
export type BundleWriter = {
  /** Paths are relative to the top folder. */
  add(path: string, content: string | Buffer): Promise<WrittenFile>;
  /** Ends the archive and gives it its name. */
  finish(): Promise<{ bytes: number; sha256: string }>;
  /** Removes what was written. */
  discard(): Promise<void>;
};

/**
 * Opens `<file>.partial`, a gzipped tar under one top folder, which gets the name `file` at the end.
 * Throws OUTPUT_NOT_WRITABLE, also where the partial file exists: it is what is left of another capture.
 */
export async function openBundleWriter(file: string, topFolder: string, modified: Date): Promise<BundleWriter> {
  const partial = `${file}.partial`;
  const notWritable = (error: Error) =>
    new CasefileError('OUTPUT_NOT_WRITABLE', `${partial} cannot be written`, { detail: error.message, cause: error });
  const handle = await open(partial, 'wx', OWNER_ONLY).catch((error: Error) => {
    throw notWritable(error);
  });

  const tar = pack();
  const gzip = createGzip();
  const disk = handle.createWriteStream();
  const archive = createHash('sha256');
  let bytes = 0;

  const failed = new Promise<never>((_resolve, reject) => {
    const streams: EventEmitter[] = [tar, gzip, disk];
    for (const stream of streams) stream.once('error', (error: Error) => reject(notWritable(error)));
  });
  // It is raced against every write below; between two writes nobody waits for it.
  failed.catch(() => undefined);

  gzip.on('data', (chunk: Buffer) => {
    archive.update(chunk);
    bytes += chunk.length;
  });
  tar.pipe(gzip).pipe(disk);

  // A tar holds one entry after the other, however many captures run at a time.
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return Promise.race([result, failed]);
  };

  return {
    add: (path, content) =>
      inOrder(async () => {
        const buffer = Buffer.from(content);
        const header = { name: `${topFolder}/${path}`, mode: OWNER_ONLY, mtime: modified, size: buffer.length };
        await new Promise<void>((resolve, reject) => {
          tar.entry(header, buffer, (error) => (error ? reject(error) : resolve()));
        });
        return { path, bytes: buffer.length, sha256: createHash('sha256').update(buffer).digest('hex') };
      }),

    finish: () =>
      inOrder(async () => {
        tar.finalize();
        await finished(disk);
        await rename(partial, file);
        return { bytes, sha256: archive.digest('hex') };
      }),

    async discard() {
      tar.destroy();
      disk.destroy();
      if (!disk.closed) await new Promise<void>((resolve) => disk.once('close', resolve));
      await rm(partial, { force: true });
    },
  };
}
