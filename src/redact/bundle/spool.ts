import { type FileHandle, open, rm } from 'node:fs/promises';

const OWNER_ONLY = 0o600;
const MAX_IN_MEMORY = 8 * 1024 * 1024;
const PIECE = 256 * 1024;

/** Content that waits until its size is known, as a tar wants it before the first byte. */
type Held = { size: number; pieces: AsyncIterable<Uint8Array>; release(): Promise<void> };

export type Spool = {
  /** Takes in one content after the other; each is read and released before the next. */
  hold(content: AsyncIterable<Uint8Array>): Promise<Held>;
  remove(): Promise<void>;
};

/** Small content stays in memory; what is larger waits in `file`, which is the owner's alone. */
export function createSpool(file: string): Spool {
  let disk: FileHandle | undefined;

  return {
    async hold(content) {
      const pieces: Uint8Array[] = [];
      let size = 0;
      let written = 0;
      for await (const piece of content) {
        pieces.push(piece);
        size += piece.length;
        if (size <= MAX_IN_MEMORY) continue;
        disk ??= await open(file, 'wx+', OWNER_ONLY);
        for (const waiting of pieces.splice(0)) {
          await writeAll(disk, waiting, written);
          written += waiting.length;
        }
      }
      const spilled = written > 0;
      return {
        size,
        pieces: spilled && disk ? readBack(disk, size) : inMemory(pieces),
        release: async () => {
          if (spilled) await disk?.truncate(0);
        },
      };
    },

    async remove() {
      await disk?.close();
      if (disk) await rm(file, { force: true });
      disk = undefined;
    },
  };
}

async function writeAll(disk: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await disk.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}

async function* inMemory(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function* readBack(disk: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const { bytesRead, buffer } = await disk.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at);
    if (bytesRead === 0) throw new Error('the waiting content was cut from outside');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
