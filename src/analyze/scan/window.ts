/** Bytes of a line that are kept; a longer line is cut. */
export const LINE_CAP = 64 * 1024;
const RETURN = 13;
/** Bytes kept before the line that is still open, for the lines of context and the head of a record. */
const CONTEXT_BYTES = 8 * 1024;

/**
 * The bytes of a stream around the present chunk, by their offset in the stream: the chunk itself, and before it as much
 * as the open line and its context need. A line longer than the cap is kept by its beginning.
 */
export type Window = {
  /** Offset of the chunk's first byte in the stream. */
  base: number;
  open(chunk: Uint8Array): void;
  /** To be called when the chunk is used up, with the offset at which the open line begins. */
  close(lineStart: number): void;
  /** The bytes of a line without its line end, cut at the cap. */
  line(start: number, end: number): Buffer;
  /** The same as text. */
  text(start: number, end: number): string;
  /** Where the line ends that begins in the present chunk at `start`; its end where it is still open. */
  endOfLine(start: number): number;
  /** Where the line before the one at `start` begins; undefined when that is not kept any more. */
  before(start: number): number | undefined;
};

export function createWindow(): Window {
  let base = 0;
  let chunk: Buffer = Buffer.alloc(0);
  /** The bytes right before the chunk. */
  let history: Buffer = Buffer.alloc(0);
  /** The beginning of an open line that is longer than the cap. */
  let head: { start: number; bytes: Buffer } | undefined;

  const bytes = (start: number, end: number): Buffer => {
    if (start >= base) return chunk.subarray(start - base, end - base);
    const from = start - (base - history.length);
    if (end <= base) return history.subarray(Math.max(from, 0), end - (base - history.length));
    return Buffer.concat([history.subarray(Math.max(from, 0)), chunk.subarray(0, end - base)]);
  };
  const cut = (start: number, end: number) =>
    head?.start === start ? head.bytes : bytes(start, Math.min(end, start + LINE_CAP));

  const line = (start: number, end: number): Buffer => {
    const found = cut(start, end);
    return found.at(-1) === RETURN && found.length === end - start ? found.subarray(0, -1) : found;
  };

  return {
    get base() {
      return base;
    },
    open(next) {
      chunk = Buffer.from(next.buffer, next.byteOffset, next.byteLength);
    },
    close(lineStart) {
      const end = base + chunk.length;
      if (end - lineStart <= LINE_CAP) head = undefined;
      else if (head?.start !== lineStart) head = { start: lineStart, bytes: Buffer.from(cut(lineStart, end)) };

      const oldest = base - history.length;
      const from = Math.max(
        oldest,
        end - LINE_CAP - CONTEXT_BYTES,
        head ? end - CONTEXT_BYTES : lineStart - CONTEXT_BYTES,
      );
      // A copy, because the producer may use its buffer again.
      history = Buffer.from(bytes(Math.min(from, end), end));
      base = end;
      chunk = Buffer.alloc(0);
    },
    line,
    text(start, end) {
      if (start < base || end - start > LINE_CAP) return line(start, end).toString('utf8');
      // Right out of the chunk: a buffer for each line costs more than its text.
      const last = end - base;
      return chunk.toString('utf8', start - base, chunk[last - 1] === RETURN ? Math.max(last - 1, start - base) : last);
    },
    endOfLine(start) {
      const at = chunk.indexOf(10, start - base);
      return at < 0 ? base + chunk.length : base + at;
    },
    before(start) {
      const oldest = base - history.length;
      if (start <= oldest) return undefined;
      if (start - 1 > base) {
        const at = chunk.lastIndexOf(10, start - 2 - base);
        if (at >= 0) return base + at + 1;
      }
      const last = Math.min(start - 2, base - 1) - oldest;
      const at = last < 0 ? -1 : history.lastIndexOf(10, last);
      return at >= 0 ? oldest + at + 1 : oldest === 0 ? 0 : undefined;
    },
  };
}
