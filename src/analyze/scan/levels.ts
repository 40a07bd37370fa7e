/**
 * Lines that a program itself calls an error: level words as loggers write them. They are searched as words, also where a
 * rule names one as its literal; whether one stands there as a level, and not in a sentence, is judged from what is around
 * it.
 */
export const LEVEL_WORDS = ['error', 'fatal', 'panic', 'emerg', 'critical', 'severe'];
export const LEVEL_LITERALS = ['[crit]', '[emerg]', '[alert]', 'traceback (most recent'];

/** What stands before klog's header (`E1122 01:20:24`) where it is not at the start of the line: CRI, journals. */
const KLOG_PREFIXES = ['stdout f ', 'stderr f ', ']: '];
/** The header's level, month and tens of the day: shorter literals would cost the whole search half its speed. */
const KLOG_STARTS = ['e', 'f'].flatMap((level) =>
  Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0')).flatMap((month) =>
    [0, 1, 2, 3].map((tens) => `${level}${month}${tens}`),
  ),
);
export const KLOG_LITERALS = KLOG_PREFIXES.flatMap((prefix) => KLOG_STARTS.map((start) => prefix + start));
export const KLOG_START_LENGTH = 4;

const KEYS = ['level', 'lvl', 'severity', 'loglevel', 'levelname'];

/** @param line bytes of the line @param end index after the literal */
export function isLevelWord(line: Uint8Array, end: number, literal: string): boolean {
  const start = end - literal.length;
  if (literal.startsWith('traceback') || literal.startsWith('[')) return true;
  const word = (byte: number | undefined) => byte !== undefined && (isLetter(byte) || isDigit(byte) || byte === 95);
  const before = line[start - 1];
  const after = line[end];
  if (word(before) || word(after)) return false;

  const upper = (line[start] ?? 0) <= 90 && (line[end - 1] ?? 0) <= 90;
  // `ERROR: x`, `[ERROR]`, `ERROR  org.x`; `--log-level ERROR` and `ERROR=1` are settings.
  if (upper) return after !== 61 && before !== 45 && after !== 45 && (before !== 61 || keyBefore(line, start));
  if (before === 91 && after === 93) return true;
  if (literal === 'panic') return after === 58 && (start === 0 || before === 32);
  return keyBefore(line, start);
}

/** `level=error`, `"level":"error"`, `severity: error`. */
function keyBefore(line: Uint8Array, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && (line[at] === 34 || line[at] === 32)) at--;
  if (line[at] !== 61 && line[at] !== 58) return false;
  at--;
  while (at >= 0 && (line[at] === 34 || line[at] === 32)) at--;
  let from = at;
  while (from >= 0 && isLetter(line[from] ?? 0)) from--;
  // `--log-level=error` is a setting.
  if (line[from] === 45) return false;
  const key = String.fromCharCode(...line.subarray(Math.max(from + 1, at - 16), at + 1)).toLowerCase();
  return KEYS.includes(key);
}

/** True where `E1122 01:20:24.` or its sisters stand at `start`. */
export function isKlogHeader(line: Uint8Array, start: number): boolean {
  const letter = line[start];
  if (letter !== 69 && letter !== 70) return false;
  for (let at = start + 1; at < start + 5; at++) if (!isDigit(line[at])) return false;
  return line[start + 5] === 32 && isDigit(line[start + 6]) && line[start + 8] === 58 && line[start + 11] === 58;
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
const isLetter = (byte: number) => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
