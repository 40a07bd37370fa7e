const NEWLINE = 10;
const NEWLINES = 0x0a0a0a0a;

/** Finds the ends of the lines of one chunk. */
export type LineEnds = {
  /** The first line end in [from, to); -1 where there is none. */
  next(from: number, to: number): number;
  /**
   * Passes the line ends in [from, to) up to the first behind which a letter of `stops` or the end of the chunk stands;
   * that one is passed too. Returns how many; `passed` is the offset of the last of them.
   */
  pass(from: number, to: number): number;
  passed: number;
};

/**
 * Looks at four bytes at a time: a word that holds a line end has a zero byte once that is taken out by exclusive or, and
 * subtracting one from each byte borrows there first (Hacker's Delight, 6-1).
 * @param stops two bytes
 */
export function lineEndsOf(chunk: Uint8Array, [stop, otherStop]: readonly [number, number]): LineEnds {
  const lead = (4 - (chunk.byteOffset & 3)) & 3;
  const count = Math.max(0, (chunk.length - lead) >> 2);
  const words = new Int32Array(chunk.buffer, chunk.byteOffset + lead, lead > chunk.length ? 0 : count);

  const next = (from: number, to: number): number => {
    let at = from;
    const aligned = Math.min(to, from + ((lead - from) & 3));
    for (; at < aligned; at++) if (chunk[at] === NEWLINE) return at;
    const stopWord = (to - lead) >> 2;
    for (let index = (at - lead) >> 2; index < stopWord; index++) {
      const mixed = (words[index] as number) ^ NEWLINES;
      const zeros = (mixed - 0x01010101) & ~mixed & 0x80808080;
      // Bytes stand lowest first, and the lowest bit that is set is always a true one.
      if (zeros !== 0) return lead + 4 * index + ((31 - Math.clz32(zeros & -zeros)) >> 3);
    }
    for (at = Math.max(at, lead + 4 * stopWord); at < to; at++) if (chunk[at] === NEWLINE) return at;
    return -1;
  };

  const ends: LineEnds = {
    next,
    passed: -1,
    pass(from, to) {
      let lines = 0;
      for (let at = next(from, to); at >= 0; at = next(at + 1, to)) {
        lines++;
        ends.passed = at;
        const first = chunk[at + 1];
        if (first === stop || first === otherStop || first === undefined) break;
      }
      return lines;
    },
  };
  return ends;
}
