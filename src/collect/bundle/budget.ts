import { gzipSync } from 'node:zlib';

/** How much the bundle may still grow. */
export type Budget = {
  /** True once nothing more fits. */
  isSpent(): Promise<boolean>;
  /** Lets `write` add what fits of a content, its newest lines; `cutBytes` are those before them. */
  spend<T>(content: readonly Buffer[], write: (kept: readonly Buffer[], cutBytes: number) => Promise<T>): Promise<T>;
  /** Lets `write` add a content that is of no use in parts; undefined where it does not fit. */
  spendWhole<T>(content: string, write: () => Promise<T>): Promise<T | undefined>;
};

export const UNLIMITED: Budget = {
  isSpent: async () => false,
  spend: (content, write) => write(content, 0),
  spendWhole: (_content, write) => write(),
};

/** The manifest and the errors come last, and must always fit. */
const RESERVED = { share: 0.05, leastBytes: 32 * 1024 };
/** Of what is left a single log gets no more: the next ones, and what comes after the logs, need some too. */
const SHARE = 1 / 8;
/** A tar header, compressed. */
const ENTRY_BYTES = 256;
const NEWLINE = 0x0a;

/** A bundle of at most `limit` compressed bytes; `size` tells how large it is. */
export function createBudget(limit: number, size: () => Promise<number>): Budget {
  const usable = limit - Math.max(limit * RESERVED.share, RESERVED.leastBytes);
  const room = async () => usable - (await size()) - ENTRY_BYTES;
  // What fits is known only when what was allowed before has been written.
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };

  return {
    isSpent: async () => (await room()) <= 0,

    spend: (content, write) =>
      inOrder(async () => {
        const kept = newestThatFit(content, (await room()) * SHARE);
        return write(kept, bytesOf(content) - bytesOf(kept));
      }),

    spendWhole: (content, write) =>
      inOrder(async () => {
        const left = await room();
        // Most contents are far smaller than what is left: those need not be compressed to know that they fit.
        const fits = content.length * MOST_BYTES_PER_CHARACTER <= left || gzipSync(content).length <= left;
        return fits ? write() : undefined;
      }),
  };
}

/** In UTF-8, of a UTF-16 code unit. */
const MOST_BYTES_PER_CHARACTER = 3;

function newestThatFit(content: readonly Buffer[], room: number): readonly Buffer[] {
  if (bytesOf(content) <= room) return content;
  let all: Buffer = Buffer.concat(content);
  while (room > 0 && all.length > 0) {
    const compressed = gzipSync(all).length;
    if (compressed <= room) return [all];
    all = fromLine(all, all.length - Math.floor(all.length * (room / compressed) * 0.9));
  }
  return [];
}

function fromLine(bytes: Buffer, place: number): Buffer {
  const newline = bytes.indexOf(NEWLINE, place);
  return newline < 0 ? bytes.subarray(bytes.length) : bytes.subarray(newline + 1);
}

function bytesOf(content: readonly Buffer[]): number {
  return content.reduce((sum, { length }) => sum + length, 0);
}
