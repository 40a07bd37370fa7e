const NEWLINE = 10;
/** klog tells the level in the first letter of the line. */
const LETTER_E = 69;
const LETTER_F = 70;

/** How many lines were passed, and where the line behind them begins in the chunk; of use where there are any. */
export type Passed = { lines: number; start: number };

/** Passes over the lines that end between two offsets of a chunk, up to the first whose beginning is looked at. */
export function passLines(chunk: Buffer, from: number, to: number): Passed {
  let start = from;
  let lines = 0;
  for (let at = chunk.indexOf(NEWLINE, start); at >= 0 && at < to; at = chunk.indexOf(NEWLINE, start)) {
    start = at + 1;
    lines++;
    if (isLookedAt(chunk[start])) break;
  }
  return { lines, start };
}

/** Whether a line that begins so is looked at: klog may tell its level there; at the end of a chunk it is not known yet. */
export function isLookedAt(first: number | undefined): boolean {
  return first === LETTER_E || first === LETTER_F || first === undefined;
}
