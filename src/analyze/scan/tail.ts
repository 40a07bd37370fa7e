import type { ScanResult } from './needle.ts';
import { readTime } from './time-stamp.ts';
import { withoutEscapes } from './views.ts';

const TAIL_LINES = 10;
/** A last line is read by people; more of it is not kept. */
const TAIL_BYTES = 2048;

type RawLine = { line: number; bytes: Buffer };

/** The last lines of a stream that are not empty, found backwards at the end of each chunk. */
export type Tail = {
  /** @param line number of the open line, which begins at `lineStart` of the chunk (negative: before it) */
  add(chunk: Uint8Array, line: number, lineStart: number): void;
  /** @param open what the stream ends with, when it lacks a line end */
  finish(open: RawLine | undefined): ScanResult['tail'];
};

export function createTail(): Tail {
  let kept: RawLine[] = [];
  let open: Buffer | undefined;

  return {
    add(chunk, line, lineStart) {
      const found: RawLine[] = [];
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let end = lineStart - 1;
      let number = line - 1;
      while (end >= 0 && found.length < TAIL_LINES) {
        const start = end === 0 ? 0 : bytes.lastIndexOf(10, end - 1) + 1;
        const text = bytes.subarray(start, Math.min(end, start + TAIL_BYTES));
        // The first line of a chunk may have begun in the one before: what was kept as open is its beginning.
        const whole = start === 0 && open ? Buffer.concat([open, text]).subarray(0, TAIL_BYTES) : text;
        if (whole.some((byte) => byte > 32)) found.push({ line: number, bytes: Buffer.from(whole) });
        end = start - 1;
        number--;
      }
      kept = [...kept, ...found.reverse()].slice(-TAIL_LINES);
      const rest = bytes.subarray(Math.max(lineStart, 0), Math.max(lineStart, 0) + TAIL_BYTES);
      open = lineStart > 0 ? Buffer.from(rest) : Buffer.concat([open ?? Buffer.alloc(0), rest]).subarray(0, TAIL_BYTES);
    },

    finish: (last) =>
      [...kept, ...(last?.bytes.some((byte) => byte > 32) ? [last] : [])].slice(-TAIL_LINES).map(({ line, bytes }) => {
        const text = bytes.toString('utf8').replace(/\r$/, '');
        const time = readTime(withoutEscapes(text).text);
        return { line, text, ...(time ? { time } : {}) };
      }),
  };
}
