import type { Span } from './spans.ts';

const JWT = /eyJ[A-Za-z0-9_-]{6,8192}\.[A-Za-z0-9_-]{2,65536}(?:\.[A-Za-z0-9_-]{0,8192}){0,3}/y;
const RUN = /[A-Za-z0-9+/_-]{20,}={0,2}/y;
const RUN_UNIT = /[A-Za-z0-9+/_-]/;

/** The signed or encrypted JSON token that begins at `at`. */
export function jwtAt(text: string, at: number): Span | undefined {
  JWT.lastIndex = at;
  return JWT.test(text) ? { start: at, end: JWT.lastIndex, kind: 'jwt' } : undefined;
}

/** The Base64 run around `at`, whole. */
export function runAround(text: string, at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && at - start < 8192 && RUN_UNIT.test(text[start - 1] as string)) start--;
  // The letter of `\\n` is none of the run.
  if (text[start - 1] === '\\' && start < at) start++;
  RUN.lastIndex = start;
  return RUN.test(text) ? { start, end: RUN.lastIndex } : { start, end: at };
}

/** What a Base64 run holds, where it is readable text; undefined for digests, names, paths and binary data. */
export function readableBase64(run: string): string | undefined {
  // The first bytes decide for nearly every run, so that digests and paths cost little.
  if (!isReadable(Buffer.from(run.slice(0, 16), 'base64'))) return undefined;
  const bytes = Buffer.from(run, 'base64');
  return isReadable(bytes) ? bytes.toString('utf8') : undefined;
}

function isReadable(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 && bytes.every((byte) => (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9)
  );
}

/** Base64 of gzip: a Helm release, a compressed object. Nobody can judge it as it stands. */
export function isCompressed(run: string): boolean {
  return run.startsWith('H4sI') && run.length >= 40;
}

/** A whole line of a key file that was torn from its context: 60 and more units of Base64, not a hexadecimal digest. */
export function isKeyMaterial(line: string): boolean {
  if (line.length < 60 || line.length > 200) return false;
  const text = line.trim();
  return (
    text.length >= 60 &&
    text.length <= 76 &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    /[0-9+/]/.test(text)
  );
}
