const NEWLINE = 0x0a;

export type Newest = {
  /** At most the limit, beginning with a whole line. */
  bytes: Buffer;
  /** Lines that stood just before, for a reader that must know what it is in the middle of. */
  before: Buffer;
  /** Everything older than `bytes`. */
  droppedBytes: number;
};

/** Chunks of a few bytes cost more than what they hold, so they are copied together. */
const BLOCK_BYTES = 64 * 1024;
/** So much is kept without asking. */
const SMALL_BYTES = 256 * 1024;

/**
 * The newest bytes of a stream, and up to `margin` bytes of what stood before them. Memory does not grow with the
 * length of the stream; `grow` is awaited once, before more than a little is kept.
 */
export async function newestBytes(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
  margin: number,
  grow: () => Promise<void> = async () => undefined,
): Promise<Newest> {
  const blocks = createBlocks(limit + margin);
  let seenBytes = 0;
  for await (const chunk of chunks) {
    if (seenBytes <= SMALL_BYTES && seenBytes + chunk.length > SMALL_BYTES) await grow();
    seenBytes += chunk.length;
    blocks.add(chunk);
  }

  const all = blocks.joined();
  if (seenBytes <= limit) return { bytes: all, before: all.subarray(0, 0), droppedBytes: 0 };
  const start = lineStart(all, all.length - limit);
  const bytes = all.subarray(start);
  const before = all.subarray(lineStart(all, Math.max(0, start - margin)), start);
  return { bytes, before, droppedBytes: seenBytes - bytes.length };
}

/** Keeps at least the newest `wanted` bytes, and a block more at most. */
function createBlocks(wanted: number) {
  let blocks: Buffer[] = [];
  let first = 0;
  /** Dropped ones are used again: a long log would leave thousands for the garbage collector. */
  const free: Buffer[] = [];
  /** Bytes of the last block that are in use. */
  let used = BLOCK_BYTES;
  let kept = 0;

  const drop = () => {
    for (let oldest = blocks[first]; oldest && kept - oldest.length >= wanted; oldest = blocks[first]) {
      kept -= oldest.length;
      first += 1;
      free.push(oldest);
    }
    // Dropped in bulk: taking each one out would move all others.
    if (first > blocks.length / 2) {
      blocks = blocks.slice(first);
      first = 0;
    }
  };

  return {
    add(chunk: Uint8Array) {
      for (let at = 0; at < chunk.length; ) {
        if (used === BLOCK_BYTES) {
          blocks.push(free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES));
          used = 0;
        }
        const part = chunk.subarray(at, at + BLOCK_BYTES - used);
        blocks.at(-1)?.set(part, used);
        used += part.length;
        kept += part.length;
        at += part.length;
      }
      drop();
    },
    joined() {
      const whole = blocks.slice(first);
      const last = whole.pop();
      return Buffer.concat([...whole, ...(last ? [last.subarray(0, used)] : [])]);
    },
  };
}

/** The first start of a line at or after a place; the place itself where no line starts any more. */
function lineStart(bytes: Buffer, place: number): number {
  if (place === 0) return 0;
  const newline = bytes.indexOf(NEWLINE, place - 1);
  return newline < 0 || newline === bytes.length - 1 ? place : newline + 1;
}
