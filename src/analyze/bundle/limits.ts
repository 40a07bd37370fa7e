import { Fault } from './fault.ts';

/** What one bundle may cost. Real bundles stay far below; a bomb is cut off with everything read so far kept. */
export type Limits = {
  /** Bytes read and inflated, over all levels of nesting. */
  maxBytes: number;
  /** Files, links and folders met, over all levels. */
  maxEntries: number;
  /** Bytes of a single file; what lies beyond is skipped. */
  maxEntryBytes: number;
  /** Bytes inflated per byte of the bundle, once more than 64 MiB have been inflated. */
  maxRatio: number;
  /** Layers of archive and compression around a file: a log in a tar.gz lies under two. */
  maxDepth: number;
  /** Bytes held for zips that have no file under them (standard input, a zip in an archive): they end with their directory. */
  maxBufferedBytes: number;
};

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

export const DEFAULT_LIMITS: Limits = {
  maxBytes: 64 * GiB,
  maxEntries: 2_000_000,
  maxEntryBytes: 16 * GiB,
  maxRatio: 1000,
  maxDepth: 12,
  maxBufferedBytes: 512 * MiB,
};

/** Small and very regular files compress beyond any ratio without harm. */
const RATIO_FREE_BYTES = 64 * MiB;

/** Names are all that is remembered of an entry; a million of ordinary length take less than half of this. */
const MAX_NAME_CHARACTERS = 256 * MiB;

/** What reading cost so far. */
export type Work = { bytesRead: number; bytesInflated: number; headersTried: number; entries: number };

/** Counts the work on a bundle and ends it at a limit, by a fault that every reader passes on. */
export type Budget = {
  readonly limits: Limits;
  readonly work: Work;
  /** Set once a limit has ended the whole reading. */
  readonly stopped: Fault | undefined;
  read(bytes: number): void;
  inflated(bytes: number): void;
  /** One more entry, whose names take so many characters. */
  entry(nameLength: number): void;
  /** Bytes that may still be held in memory. */
  room(): number;
  hold(bytes: number): void;
  release(bytes: number): void;
};

export function createBudget(limits: Limits): Budget {
  const work: Work = { bytesRead: 0, bytesInflated: 0, headersTried: 0, entries: 0 };
  let stopped: Fault | undefined;
  let nameCharacters = 0;
  let held = 0;

  const stop = (why: string): never => {
    stopped ??= new Fault('limit', why);
    throw stopped;
  };

  const checkBytes = () => {
    if (work.bytesRead + work.bytesInflated > limits.maxBytes) {
      stop(`reading stopped after ${limits.maxBytes} bytes (--max-bytes); the rest of the bundle was not read`);
    }
  };

  return {
    limits,
    work,
    get stopped() {
      return stopped;
    },

    read(bytes) {
      work.bytesRead += bytes;
      checkBytes();
    },

    inflated(bytes) {
      work.bytesInflated += bytes;
      checkBytes();
      if (work.bytesInflated > RATIO_FREE_BYTES && work.bytesInflated > limits.maxRatio * work.bytesRead) {
        stop(`reading stopped where the bundle inflates to more than ${limits.maxRatio} times its size (--max-ratio)`);
      }
    },

    entry(nameLength) {
      work.entries += 1;
      nameCharacters += nameLength;
      if (nameCharacters > MAX_NAME_CHARACTERS) {
        stop('reading stopped where the names alone fill the memory; the rest of the bundle was not read');
      }
      if (work.entries > limits.maxEntries) {
        stop(`reading stopped after ${limits.maxEntries} entries (--max-entries); the rest of the bundle was not read`);
      }
    },

    room: () => limits.maxBufferedBytes - held,
    hold(bytes) {
      held += bytes;
    },
    release(bytes) {
      held -= bytes;
    },
  };
}
