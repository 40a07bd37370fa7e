import { createHash } from 'node:crypto';
import { createMember } from './gzip-member.ts';
import type { Output } from './output.ts';
import { END_OF_TAR, tarEntry } from './tar-entry.ts';

export type WrittenFile = { path: string; bytes: number; sha256: string };

type Content = string | Uint8Array | readonly Uint8Array[];

/** An archive that grows entry by entry: a tar in gzip members, of which each can be read once it has ended. */
export type BundleWriter = {
  /** Paths are relative to the top folder. */
  add(path: string, content: Content): Promise<WrittenFile>;
  /** Ends the gzip member: whatever happens from here on, what was added so far can be read. */
  checkpoint(): Promise<void>;
  /** Compressed bytes of all that was added. */
  size(): Promise<number>;
  /** Ends the archive and gives it its name. */
  finish(): Promise<{ bytes: number; sha256: string; files: string[] }>;
  /** Leaves what was written under its temporary name, which is returned. */
  abandon(): Promise<string>;
  /** Removes what was written. */
  discard(): Promise<void>;
};

/** Writes a gzipped tar under one top folder. A failed write fails every later call. */
export function createBundleWriter(output: Output, topFolder: string, modified: Date): BundleWriter {
  const archive = createHash('sha256');
  let bytes = 0;
  let member = createMember();

  const write = async (chunks: readonly Uint8Array[]) => {
    for (const chunk of chunks) {
      archive.update(chunk);
      bytes += chunk.length;
      await output.write(chunk);
    }
  };

  // A tar holds one entry after the other, however many captures run at a time.
  let last: Promise<unknown> = Promise.resolve();
  let failure: unknown;
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(async () => {
      if (failure !== undefined) throw failure;
      try {
        return await task();
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    last = result.catch(() => undefined);
    return result;
  };

  const endMember = async () => {
    if (member.isEmpty()) return;
    await write(await member.end());
    member = createMember();
  };

  return {
    add: (path, content) =>
      inOrder(async () => {
        const chunks = chunksOf(content);
        const digest = createHash('sha256');
        for (const chunk of chunks) digest.update(chunk);
        const header = { name: `${topFolder}/${path}`, mode: 0o600, mtime: modified };
        for (const chunk of await tarEntry(header, chunks)) await write(await member.write(chunk));
        return { path, bytes: chunks.reduce((sum, { length }) => sum + length, 0), sha256: digest.digest('hex') };
      }),

    checkpoint: () => inOrder(endMember),

    size: () =>
      inOrder(async () => {
        await write(await member.flush());
        return bytes;
      }),

    finish: () =>
      inOrder(async () => {
        await write(await member.write(END_OF_TAR));
        await endMember();
        return { files: await output.finish(), bytes, sha256: archive.digest('hex') };
      }),

    async abandon() {
      await last;
      return output.abandon();
    },

    async discard() {
      await last;
      await output.discard();
    },
  };
}

function chunksOf(content: Content): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}
