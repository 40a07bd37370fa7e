import type { Worker } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { Fault } from '../fault.ts';
import { alteredMember } from '../gunzip.ts';
import type { Digest } from '../hashing.ts';
import type { Budget } from '../limits.ts';
import type { FromThread, MemberEnd, Task } from './messages.ts';
import { createRing, endRing, filledSlot, freeSlots } from './ring.ts';

/** A gzip file that somebody else reads, inflates and digests. */
export type InflatedFile = {
  /**
   * Perishable: two chunks are there at a time, and when the third is asked for, the bytes of the first are
   * overwritten. Each is as long as the first, except the last. What was consumed of the file is counted as read.
   * @throws Fault at the end, when the data was cut, damaged or followed by something else.
   */
  chunks: AsyncIterable<Uint8Array>;
  /** Of the whole file, wherever the reading of the chunks ended. */
  digest(): Promise<Digest>;
  close(): Promise<void>;
};

/** Starts the thread of inflating-thread.ts. */
export type StartThread = (task: Task) => Worker;

type RingSize = { slots: number; bytes: number };

const RING: RingSize = { slots: 16, bytes: 1024 * 1024 };
const VALID_CHUNKS = 2;
/** Slots freed at once: whoever waits for one is woken, which costs this thread its turn where cores are few. */
const FREED_TOGETHER = 3;

/** Has a file inflated by a thread; undefined where none can be started. */
export async function inflatedFile(
  file: string,
  budget: Budget,
  start: StartThread,
  size = RING,
): Promise<InflatedFile | undefined> {
  const ring = createRing(size.slots, size.bytes);
  const thread = start({ file, maxBytes: budget.limits.maxBytes, ring });
  const inbox = createInbox(thread);
  if (!(await inbox.isAnswering())) return undefined;
  let ended = false;

  // Copied: Node and V8 are slower over shared memory each time it is looked at, and it is looked at several times.
  const own = Array.from({ length: VALID_CHUNKS }, () => new Uint8Array(size.bytes));

  const copyOf = (index: number, length: number): Uint8Array => {
    const copy = (own[index % VALID_CHUNKS] as Uint8Array).subarray(0, length);
    copy.set(filledSlot(ring, index, length));
    return copy;
  };

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const alteredIn = createChecksum();
    for (let index = 0; ; index += 1) {
      if (index % FREED_TOGETHER === 0) freeSlots(ring, index);
      const message = await inbox.next();
      if (message.type === 'digest') throw new Error('the digest comes after the end');
      const unread = message.consumed - budget.work.bytesRead;
      if (unread > 0) budget.read(unread);
      ended = message.type === 'end';

      const chunk = message.type === 'chunk' ? copyOf(index, message.length) : new Uint8Array(0);
      const altered = alteredIn(chunk, message.members);
      if (altered !== undefined) {
        if (altered > 0) yield chunk.subarray(0, altered);
        throw alteredMember();
      }
      if (message.type === 'chunk') {
        yield chunk;
        continue;
      }
      if (message.fault) throw new Fault(message.fault.problem, message.fault.why);
      return;
    }
  }

  return {
    chunks: chunks(),
    async digest() {
      if (!ended) endRing(ring);
      for (;;) {
        const message = await inbox.next();
        if (message.type === 'digest') return message.digest;
      }
    },
    async close() {
      await thread.terminate();
    },
  };
}

/** Where the first member ends that is not what its checksum says; asked for chunk after chunk. */
function createChecksum(): (chunk: Uint8Array, members: readonly MemberEnd[]) => number | undefined {
  let crc = 0;
  return (chunk, members) => {
    let from = 0;
    for (const { at, crc: expected } of members) {
      if (crc32(chunk.subarray(from, at), crc) !== expected) return at;
      crc = 0;
      from = at;
    }
    crc = crc32(chunk.subarray(from), crc);
    return undefined;
  };
}

/** What the thread says, one message after the other. */
function createInbox(thread: Worker): { isAnswering(): Promise<boolean>; next(): Promise<FromThread> } {
  const messages: FromThread[] = [];
  let failure: unknown;
  let wake = () => {};
  thread.on('message', (message: FromThread) => {
    messages.push(message);
    wake();
  });
  thread.on('error', (error) => {
    failure = error;
    wake();
  });

  const arrival = async () => {
    while (messages.length === 0 && failure === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    async isAnswering() {
      await arrival();
      return messages.length > 0;
    },
    async next() {
      await arrival();
      const message = messages.shift();
      if (message) return message;
      throw failure;
    },
  };
}
