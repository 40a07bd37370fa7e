const NEWLINE = 0x0a;

export type Newest = { bytes: Buffer; droppedBytes: number };

/**
 * The newest bytes of a stream, at most `limit`, beginning with a whole line. Memory stays within twice the limit
 * whatever the length of the stream.
 */
export async function newestBytes(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Newest> {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let seenBytes = 0;

  for await (const chunk of chunks) {
    kept.push(chunk);
    keptBytes += chunk.length;
    seenBytes += chunk.length;
    if (keptBytes > 2 * limit) {
      const newest = Buffer.from(Buffer.concat(kept).subarray(-limit - 1));
      kept = [newest];
      keptBytes = newest.length;
    }
  }

  const all = Buffer.concat(kept);
  if (seenBytes <= limit) return { bytes: all, droppedBytes: 0 };
  // One byte more than the limit tells whether the cut falls on the border of a line.
  const window = all.subarray(Math.max(0, all.length - limit - 1));
  const line = window.indexOf(NEWLINE);
  const bytes = window.subarray(line < 0 ? window.length - limit : line + 1);
  return { bytes, droppedBytes: seenBytes - bytes.length };
}
