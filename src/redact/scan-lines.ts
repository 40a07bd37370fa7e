import { ENCODED_RUN, type Hit } from './find-secrets.ts';
import { TRIGGER_LITERALS } from './triggers.ts';

/** How long a run of Base64 must be before it is worth decoding. */
const RUN_LENGTH = 24;
const LINE_FEED = 10;

const { next, classes, width, ends } = TRIGGER_LITERALS;

/** The automaton once more, for speed: each entry is the row of the next state, and in the lowest bit whether a literal ends there. */
const ROWS = Int32Array.from(next, (state) => (state * width * 2) | (ends[state] ? 1 : 0));
const IN_RUN = 128;
/** The class of a letter, and whether it may stand in Base64. */
const LETTERS = Uint8Array.from(
  classes,
  (letterClass, code) => letterClass | (/[A-Za-z0-9+/]/.test(String.fromCharCode(code)) ? IN_RUN : 0),
);

/** Called for every line of interest, `[start, end)` without its line feed. */
type OnLine = (start: number, end: number, hits: Hit[]) => void;

/**
 * One pass over a text: every line that holds a literal of interest, or all of them while `isWanted()`. Most lines of a
 * log hold none, and cost one table look-up per letter.
 */
export function scanLines(text: string, isWanted: () => boolean, onLine: OnLine): void {
  let row = 0;
  let runStart = 0;
  let lineStart = 0;
  let hits: Hit[] = [];
  const endRun = (at: number): void => {
    if (at - runStart >= RUN_LENGTH && holdsText(text, runStart))
      hits.push({ end: at - lineStart, trigger: ENCODED_RUN });
  };

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const letter = code < 128 ? (LETTERS[code] as number) : 0;
    if (letter < IN_RUN) {
      if (at - runStart >= RUN_LENGTH) endRun(at);
      runStart = at + 1;
      if (code === LINE_FEED) {
        if (hits.length > 0 || isWanted()) onLine(lineStart, at, hits);
        if (hits.length > 0) hits = [];
        lineStart = at + 1;
        row = 0;
        continue;
      }
    }
    const entry = ROWS[row + (letter & 127)] as number;
    row = entry >> 1;
    if ((entry & 1) === 1) {
      for (const trigger of ends[row / width] as number[]) hits.push({ end: at + 1 - lineStart, trigger });
    }
  }
  endRun(text.length);
  if (lineStart < text.length && (hits.length > 0 || isWanted())) onLine(lineStart, text.length, hits);
}

/** Whether the Base64 at `at` begins with printable text; digests, paths and names do not. */
function holdsText(text: string, at: number): boolean {
  // The letter of an escaped line feed before it is none of it.
  const from = text[at - 1] === '\\' ? at + 1 : at;
  for (let group = from; group < from + 16; group += 4) {
    const bits =
      (VALUES[text.charCodeAt(group)] as number) * 262144 +
      (VALUES[text.charCodeAt(group + 1)] as number) * 4096 +
      (VALUES[text.charCodeAt(group + 2)] as number) * 64 +
      (VALUES[text.charCodeAt(group + 3)] as number);
    if (!isPrintable(bits >> 16) || !isPrintable((bits >> 8) & 255) || !isPrintable(bits & 255)) return false;
  }
  return true;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, ALPHABET.indexOf(String.fromCharCode(code))));

function isPrintable(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}
