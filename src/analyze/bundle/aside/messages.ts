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

/** A member of the file ends at this byte of a chunk; `crc`: what all its bytes should give. */
export type MemberEnd = { at: number; crc: number };

/**
 * What the thread says. `consumed`: bytes of the file that gave everything up to here, whatever was read ahead.
 * `members`: those that end in the chunk, or at its beginning.
 */
export type FromThread =
  | { type: 'chunk'; length: number; members: MemberEnd[]; consumed: number }
  | { type: 'end'; members: MemberEnd[]; consumed: number; fault?: { problem: ProblemEntry['problem']; why: string } }
  | { type: 'digest'; digest: Digest };
