import { ByteReader } from '../byte-reader.ts';
import { bytesOfFile } from '../disk.ts';
import { Fault } from '../fault.ts';
import { gunzip } from '../gunzip.ts';
import { hashing } from '../hashing.ts';
import { createBudget, DEFAULT_LIMITS } from '../limits.ts';
import type { FromThread, MemberEnd, Task } from './messages.ts';
import { type Ring, slotToFill } from './ring.ts';

type Say = (message: FromThread) => void;

/** What the thread does: reads the file, inflates it into the ring as slots come free, and digests it in passing. */
export async function inflateFile({ file, maxBytes, ring }: Task, say: Say): Promise<void> {
  const hashed = hashing(bytesOfFile(file), createBudget({ ...DEFAULT_LIMITS, maxBytes }));
  const input = new ByteReader(hashed.bytes);
  const { fault, members } = await inflateInto(ring, input, say);
  const told = fault ? { fault: { problem: fault.problem, why: fault.message } } : {};
  say({ type: 'end', members, consumed: input.position, ...told });
  say({ type: 'digest', digest: await hashed.finish() });
}

/**
 * Every slot is filled up before it is handed over, except the last. Checksums are left to whoever takes the chunks: he
 * waits for this thread, and not the other way round.
 */
async function inflateInto(ring: Ring, input: ByteReader, say: Say): Promise<{ fault?: Fault; members: MemberEnd[] }> {
  let consumed = 0;
  let index = 0;
  let filled = 0;
  let members: MemberEnd[] = [];
  const handOver = () => {
    if (filled === 0) return;
    say({ type: 'chunk', length: filled, members, consumed });
    index += 1;
    filled = 0;
    members = [];
  };
  const onSlice = (position: number) => {
    consumed = position;
  };
  const onMember = (crc: number) => members.push({ at: filled, crc });

  try {
    for await (const chunk of gunzip(input, { onSlice, onMember })) {
      for (let at = 0; at < chunk.length; ) {
        const slot = slotToFill(ring, index);
        if (!slot) return { members: [] };
        const part = chunk.subarray(at, at + slot.length - filled);
        slot.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === slot.length) handOver();
      }
    }
  } catch (error) {
    handOver();
    if (error instanceof Fault) return { fault: error, members };
    throw error;
  }
  handOver();
  return { members };
}
