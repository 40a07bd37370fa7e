import type { Line } from './lines.ts';

/** A line that ends like this was broken by whoever pasted it: no message ends in a comma, a colon or a small word. */
const BROKEN_OFF = /(?:[,:;=(/-]|\b(?:for|of|to|in|on|at|by|with|from|and|or|the|a|is|not|be|no|that|code|desc))$/;

/**
 * The lines of a message as one where they were wrapped at words: rules match within a line. A break after a finished
 * sentence stays, since errors of several lines are common too.
 */
export function unwrapped(lines: readonly Line[]): string {
  let whole = '';
  for (const { text, full } of lines) {
    const part = full ?? text;
    if (whole === '') whole = part;
    else if (BROKEN_OFF.test(whole.slice(-20).trimEnd())) whole = `${whole.trimEnd()} ${part.trimStart()}`;
    else whole += `\n${part}`;
  }
  return whole;
}
