/**
 * Bytes on their way from one thread to another, in slots that are filled and freed in turn. Shared memory: chunks that
 * are handed over in messages are garbage of the receiver, which V8 collects before it would collect anything else.
 */
export type Ring = { slots: SharedArrayBuffer[]; counters: Int32Array };

/** What the counters hold: slots freed so far, and 1 once nothing more is wanted. */
const FREED = 0;
const ENDED = 1;

export function createRing(count: number, bytes: number): Ring {
  return {
    slots: Array.from({ length: count }, () => new SharedArrayBuffer(bytes)),
    counters: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/** The slot that is filled as the `index`th; waits until it is free. Undefined when nothing more is wanted. */
export function slotToFill({ slots, counters }: Ring, index: number): Uint8Array | undefined {
  for (;;) {
    const freed = Atomics.load(counters, FREED);
    if (Atomics.load(counters, ENDED) === 1) return undefined;
    if (index < freed + slots.length) return new Uint8Array(slotAt(slots, index));
    Atomics.wait(counters, FREED, freed);
  }
}

export function filledSlot({ slots }: Ring, index: number, length: number): Uint8Array {
  return new Uint8Array(slotAt(slots, index), 0, length);
}

/** The slots that were filled before the `index`th may be filled again. */
export function freeSlots({ counters }: Ring, index: number): void {
  Atomics.store(counters, FREED, index);
  Atomics.notify(counters, FREED);
}

export function endRing({ counters }: Ring): void {
  Atomics.store(counters, ENDED, 1);
  // Changed, so that nobody begins to wait who has just looked.
  Atomics.add(counters, FREED, 1);
  Atomics.notify(counters, FREED);
}

function slotAt(slots: readonly SharedArrayBuffer[], index: number): SharedArrayBuffer {
  const slot = slots[index % slots.length];
  if (!slot) throw new Error('a ring has slots');
  return slot;
}
