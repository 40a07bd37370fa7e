import { ENCODED_RUN, type Hit } from './find-secrets.ts';
import { TRIGGER_LITERALS } from './triggers.ts';

/** How long a run of Base64 must be before it is worth decoding. */
const RUN_LENGTH = 24;
const LINE_FEED = 10;

const { next, classes, width, ends } = TRIGGER_LITERALS;
const ENDS = Uint8Array.from(ends, (literals) => (literals ? 1 : 0));
const BASE64 = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z0-9+/]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Called for every line of interest, `[start, end)` without its line feed. */
type OnLine = (start: number, end: number, hits: Hit[]) => void;

/**
 * One pass over a text: every line that holds a literal of interest, or all of them while `isWanted()`. Most lines of a
 * log hold none, and cost one table look-up per letter.
 */
export function scanLines(text: string, isWanted: () => boolean, onLine: OnLine): void {
  let state = 0;
  let run = 0;
  let lineStart = 0;
  let hits: Hit[] = [];

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) {
      if (hits.length > 0 || isWanted()) onLine(lineStart, at, hits);
      if (hits.length > 0) hits = [];
      lineStart = at + 1;
      state = 0;
      run = 0;
      continue;
    }
    const ascii = code < 128;
    state = next[state * width + (ascii ? (classes[code] as number) : 0)] as number;
    if (ENDS[state] === 1)
      for (const trigger of ends[state] as number[]) hits.push({ end: at + 1 - lineStart, trigger });
    run = ascii && BASE64[code] === 1 ? run + 1 : 0;
    if (run === RUN_LENGTH && holdsText(text, at + 1 - RUN_LENGTH))
      hits.push({ end: at + 1 - lineStart, trigger: ENCODED_RUN });
  }
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
