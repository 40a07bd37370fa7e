import type { ProblemEntry } from './entry.ts';

/**
 * Why a stream of bytes ended before it should. It is thrown by whoever reads or inflates, remembered by the reader
 * above (byte-reader.ts), and becomes one problem entry: never an exception of the caller.
 */
export class Fault extends Error {
  readonly problem: ProblemEntry['problem'];
  /** Set once it has become an entry; the archives around the damaged place see the same fault and stay silent. */
  reported = false;

  constructor(problem: ProblemEntry['problem'], why: string, options: { cause?: unknown } = {}) {
    super(why, options);
    this.name = 'Fault';
    this.problem = problem;
  }
}
