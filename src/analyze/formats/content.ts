/** The beginning of a file, and all of it to be read once. */
export type PeekedContent = {
  head: Uint8Array;
  /** True where `head` is the whole file. */
  whole: boolean;
  content: AsyncIterable<Uint8Array>;
};

/** Reads `bytes` of a stream (or all of it) without consuming it: the same, whatever chunks it comes in. */
export async function peek(content: AsyncIterable<Uint8Array>, bytes: number): Promise<PeekedContent> {
  const iterator = content[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  while (size < bytes) {
    const { value, done } = await iterator.next();
    if (done) {
      whole = true;
      break;
    }
    chunks.push(value);
    size += value.length;
  }

  async function* replay() {
    try {
      yield* chunks;
      while (!whole) {
        const { value, done } = await iterator.next();
        if (done) break;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  return { head: all.subarray(0, bytes), whole, content: replay() };
}

/** All bytes of a stream, or undefined once there are more than `limit`. */
export async function readWhole(content: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) return undefined;
    // A copy, because the producer may use its buffer again.
    chunks.push(Buffer.from(chunk));
  }
  // Most files are one chunk, which need not be copied again.
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/** Bytes as text, without a byte order mark; what is not UTF-8 becomes replacement characters. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Some writers pad their files with NULs (see the crust-gather family). */
export function withoutTrailingNuls(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}

/** True for bytes that are no text: compiled programs, images, databases. A log of a host that crashed may hold a few NULs. */
export function isBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, 8000);
  let end = sample.length;
  while (end > 0 && sample[end - 1] === 0) end--;
  let control = 0;
  for (let at = 0; at < end; at++) {
    const byte = sample[at] ?? 0;
    if (byte < 0x20 && (byte < 7 || byte > 13) && byte !== 0x1b) control++;
  }
  return control > end / 10;
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
