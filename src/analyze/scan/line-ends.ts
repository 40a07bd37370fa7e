const NEWLINE = 10;
const NEWLINES = 0x0a0a0a0a;

/** Finds the ends of the lines of one chunk. */
export type LineEnds = {
  /** The first line end in [from, to); -1 where there is none. */ next(from: number, to: number): number;
};

/**
 * Looks at four bytes at a time: a word that holds a line end has a zero byte once that is taken out by exclusive or, and
 * subtracting one from each byte borrows there alone (Hacker's Delight, 6-1).
 */
export function lineEndsOf(chunk: Uint8Array): LineEnds {
  const lead = (4 - (chunk.byteOffset & 3)) & 3;
  const count = Math.max(0, (chunk.length - lead) >> 2);
  const words = new Int32Array(chunk.buffer, chunk.byteOffset + lead, lead > chunk.length ? 0 : count);

  return {
    next(from, to) {
      let at = from;
      while (at < to) {
        const word = at - lead;
        if (word >= 0 && (word & 3) === 0 && at + 4 <= to) {
          let index = word >> 2;
          const stop = (to - lead) >> 2;
          for (; index < stop; index++) {
            const mixed = (words[index] as number) ^ NEWLINES;
            if (((mixed - 0x01010101) & ~mixed & 0x80808080) !== 0) break;
          }
          at = (index << 2) + lead;
          if (at >= to) return -1;
        }
        if (chunk[at] === NEWLINE) return at;
        at++;
      }
      return -1;
    },
  };
}
