import { stampOf } from './line-stamp.ts';
import type { Span } from './spans.ts';

const BEGIN = /-{4,5}(?: |%20|\+)?BEGIN(?: |%20|\+)([A-Z0-9 %+]{0,60})-{4,5}/g;
const END = /-{4,5}(?: |%20|\+)?END(?: |%20|\+)[A-Z0-9 %+]{0,60}-{4,5}/g;
const SECRET = /(?:PRIVATE|SECRET)(?: |%20|\+)KEY/;
/** A body that was cut, on the line of its BEGIN: runs of Base64 between written line breaks. */
const CUT_BODY =
  /(?:(?:\\{1,8}[nr]|[ \t]|%0[AD]){1,8}(?:[A-Za-z0-9+/=]{20,}|(?:Proc-Type|DEK-Info): [^\\]{1,80})){0,2000}(?:(?:\\{1,8}[nr]|%0[AD]){1,4}[A-Za-z0-9+/=]{0,64})?/y;

/** What a line says about PEM blocks: private keys within it, and the block that is still open at its end. */
export type PemLine = { spans: Span[]; open?: { secret: boolean; start: number } };

/** Looks at every PEM block that begins in the line; `from` skips what an earlier block has covered. */
export function pemBlocks(text: string, from = 0): PemLine {
  const spans: Span[] = [];
  BEGIN.lastIndex = from;
  // Once no END follows, none follows what begins later.
  let hasEnd = true;
  for (let begin = BEGIN.exec(text); begin; begin = BEGIN.exec(text)) {
    const secret = SECRET.test(begin[1] ?? '');
    const start = begin.index;
    const headEnd = start + begin[0].length;
    END.lastIndex = headEnd;
    const end: RegExpExecArray | null = hasEnd ? END.exec(text) : null;
    hasEnd = end !== null;
    if (end) {
      if (secret) spans.push({ start, end: end.index + end[0].length, kind: 'private-key' });
      BEGIN.lastIndex = end.index + end[0].length;
      continue;
    }
    if (/^\s*$/.test(text.slice(headEnd))) return { spans, open: { secret, start } };
    // Cut in the middle: what reads like the body goes with it.
    CUT_BODY.lastIndex = headEnd;
    CUT_BODY.test(text);
    const tail = CUT_BODY.lastIndex;
    if (secret) spans.push({ start, end: tail, kind: 'private-key' });
    BEGIN.lastIndex = Math.max(tail, headEnd);
  }
  return { spans };
}

/** Where the END line of a block ends within the text, or -1. */
export function pemEnd(text: string): number {
  END.lastIndex = 0;
  const end = END.exec(text);
  return end ? end.index + end[0].length : -1;
}

const LEAD = /^[\s|>+#*"',-]*/;
const BODY = /^(?:[A-Za-z0-9+/=]{1,200}(?:\\{1,8}[nr])?["',]{0,3}|[A-Z][A-Za-z-]{1,30}: [^\n]{0,200}|)$/;

/** True for a line that may stand between BEGIN and END, also behind the time stamp of a log. */
export function isPemBody(line: string): boolean {
  return BODY.test(line.slice(stampOf(line).length).replace(LEAD, '').trimEnd());
}
