const NEWLINE = 0x0a;
const NONE = new Uint8Array(0);

export type Newest = {
  /** At most the limit, beginning with a whole line. */
  bytes: Buffer;
  /** Lines that stood just before, for a reader that must know what it is in the middle of. */
  before: Buffer;
  /** Everything older than `bytes`. */
  droppedBytes: number;
};

/** Dropped chunks stay in the array until there are so many: taking each one out would move all others. */
const MAX_DROPPED_CHUNKS = 1_000;

/**
 * The newest bytes of a stream, and up to `margin` bytes of what stood before them. Memory does not grow with the
 * length of the stream.
 */
export async function newestBytes(chunks: AsyncIterable<Uint8Array>, limit: number, margin: number): Promise<Newest> {
  const kept: Uint8Array[] = [];
  let first = 0;
  let keptBytes = 0;
  let seenBytes = 0;

  for await (const chunk of chunks) {
    kept.push(chunk);
    keptBytes += chunk.length;
    seenBytes += chunk.length;
    for (let oldest = kept[first]; oldest && keptBytes - oldest.length >= limit + margin; oldest = kept[first]) {
      keptBytes -= oldest.length;
      kept[first] = NONE;
      first += 1;
    }
    if (first > MAX_DROPPED_CHUNKS) first -= kept.splice(0, first).length;
  }

  const all = Buffer.concat(kept);
  if (seenBytes <= limit) return { bytes: all, before: all.subarray(0, 0), droppedBytes: 0 };
  const start = lineStart(all, all.length - limit);
  const bytes = all.subarray(start);
  const before = all.subarray(lineStart(all, Math.max(0, start - margin)), start);
  return { bytes, before, droppedBytes: seenBytes - bytes.length };
}

/** The first start of a line at or after a place; the place itself where no line starts any more. */
function lineStart(bytes: Buffer, place: number): number {
  if (place === 0) return 0;
  const newline = bytes.indexOf(NEWLINE, place - 1);
  return newline < 0 || newline === bytes.length - 1 ? place : newline + 1;
}
