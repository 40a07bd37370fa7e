/** What stands in the place of such a line: without its neighbours nothing tells equal keys apart. */
const MARK = '[redacted: line of a key]';

/** A whole line of Base64, or the end of one as wide as PEM or MIME wrap it, behind a time stamp for example. */
const WHOLE = /^\s*(?:[A-Za-z0-9+/]{40,}={0,2}|[A-Za-z0-9+/]{16,}={1,2})\s*$/;
const WRAPPED = /(^|\s)([A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{76})\s*$/;
const HEXADECIMAL = /^\s*[0-9a-f]+\s*$/i;

/**
 * A line that is shown alone, without what could be the inside of a private key: its BEGIN may stand in a line that is
 * not shown. Digests are hexadecimal and stay. A text that is at hand as a whole needs no such guess.
 */
export function withoutKeyLine(line: string): string {
  if (WHOLE.test(line)) return HEXADECIMAL.test(line) ? line : MARK;
  const wrapped = WRAPPED.exec(line);
  const body = wrapped?.[2] ?? '';
  const mixed = /[A-Z]/.test(body) && /[a-z]/.test(body) && /\d/.test(body);
  return wrapped && mixed ? `${line.slice(0, wrapped.index)}${wrapped[1]}${MARK}` : line;
}
