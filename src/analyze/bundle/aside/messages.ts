import type { ProblemEntry } from '../entry.ts';
import type { Digest } from '../hashing.ts';
import type { Ring } from './ring.ts';

/** What the thread is started with. */
export type Task = {
  file: string;
  /** Bytes of the file that may be read. */
  maxBytes: number;
  ring: Ring;
};

/** What the thread says. `consumed`: bytes of the file that gave everything up to here, whatever was read ahead. */
export type FromThread =
  | { type: 'chunk'; length: number; consumed: number }
  | { type: 'end'; consumed: number; fault?: { problem: ProblemEntry['problem']; why: string } }
  | { type: 'digest'; digest: Digest };
