/** A value in a line: `[start, end)` without its quotes. `quote` is the opening quote as written, `\"` included. */
export type Value = { start: number; end: number; quote: string | undefined };

/** How far a bare value may reach: to white space, or over the rest of the line as in YAML and in `.env` files. */
export type Reach = 'token' | 'line';

const OPENING = /(\\{0,31})(["'`])|&quot;|&#3[49];|%22|\\u0022|\\{1,8}u0022|“|«/y;
const PREFIX = /(?:[bBuUrRfF]{1,2}|\$|@)(?=["'])/y;
const CLOSING_WORDS: Record<string, RegExp> = {
  '&quot;': /&quot;/g,
  '&#34;': /&#34;/g,
  '&#39;': /&#39;/g,
  '%22': /%22/g,
  '“': /”/g,
  '«': /»/g,
};

/** Reads the value that begins at `at`; white space before it has been skipped. A bare value ends at `limit` at the latest. */
export function readValue(text: string, at: number, reach: Reach, limit = text.length): Value {
  PREFIX.lastIndex = at;
  const from = PREFIX.test(text) ? PREFIX.lastIndex : at;
  OPENING.lastIndex = from;
  const opening = OPENING.exec(text);
  if (!opening) return bareValue(text, at, reach, Math.min(text.length, limit));

  const start = from + opening[0].length;
  if (opening[2] === undefined) return until(text, start, opening[0]);
  const mark = opening[2];
  if (opening[1] === '' && text.startsWith(mark + mark, start)) {
    const end = text.indexOf(mark.repeat(3), start + 2);
    return { start: start + 2, end: end < 0 ? text.length : end, quote: mark.repeat(3) };
  }
  return { start, end: closingQuote(text, start, mark, opening[1]?.length ?? 0), quote: opening[0] };
}

function until(text: string, start: number, opening: string): Value {
  const closing = CLOSING_WORDS[opening] ?? /\\{1,8}u0022/g;
  closing.lastIndex = start;
  const found = closing.exec(text);
  return { start, end: found ? found.index : text.length, quote: opening };
}

/**
 * Where a quoted value ends. A quote that was opened behind `level` backslashes (a string within JSON strings) is closed
 * by one behind the same number, or behind so many more that these are escaped backslashes of the value itself.
 */
function closingQuote(text: string, start: number, mark: string, level: number): number {
  let at = text.indexOf(mark, start);
  while (at >= 0) {
    let backslashes = 0;
    while (at - backslashes > start && text[at - backslashes - 1] === '\\') backslashes++;
    const doubled = mark === "'" && level === 0 && at > start && text[at + 1] === "'";
    if (doubled) {
      at = text.indexOf(mark, at + 2);
      continue;
    }
    if (backslashes < level || (backslashes - level) % (2 * (level + 1)) === 0)
      return at - Math.min(level, backslashes);
    at = text.indexOf(mark, at + 1);
  }
  return text.length;
}

const PAIR_FOLLOWS = /[,;&]\s{0,8}["'\\]{0,8}[A-Za-z_][\w.\- ]{0,63}["'\\]{0,8}\s{0,4}[=:]/y;
const NEXT_PAIR = /\s{1,200}(?:#|\/\/\s|[A-Za-z_][\w.-]{0,63}(?:=|:(?=\s|$)))/y;
const FLOW_PAIR = /[,;]\s{1,4}["']?[A-Za-z_][\w.-]{0,63}["']?(?:=|:(?=\s|$))/y;
const ENDS = /[\s,;:.)}\]"'`>|]|$/y;

function bareValue(text: string, start: number, reach: Reach, limit: number): Value {
  let end = start;
  while (end < limit && !(reach === 'line' ? endsLine(text, end, start) : endsToken(text, end))) end++;
  while (end > start && /[\s,;]/.test(text[end - 1] as string)) end--;
  if (reach === 'token') while (end > start && /[.:!?]/.test(text[end - 1] as string)) end--;
  return { start, end, quote: undefined };
}

function endsLine(text: string, at: number, start: number): boolean {
  const unit = text[at];
  if (unit === ' ' || unit === '\t') {
    // A blank before more blanks is looked at once, from the first.
    const previous = text[at - 1];
    if (at > start && (previous === ' ' || previous === '\t')) return false;
    return matches(NEXT_PAIR, text, at);
  }
  if (unit === '\\') return endsAtEscape(text, at);
  return (unit === ',' || unit === ';') && matches(FLOW_PAIR, text, at);
}

function endsToken(text: string, at: number): boolean {
  switch (text[at]) {
    case ' ':
    case '\t':
    case '\r':
      return true;
    case '"':
    case "'":
    case '`':
      return matches(ENDS, text, at + 1);
    case '\\':
      return endsAtEscape(text, at);
    case ',':
    case ';':
    case '&':
      return matches(ENDS, text, at + 1) || matches(PAIR_FOLLOWS, text, at);
    case ')':
    case ']':
    case '}':
      return matches(ENDS, text, at + 1);
    case '<':
      return text[at + 1] === '/';
    case '|':
      return text[at + 1] === ' ';
    case '%':
      return text.startsWith('%26', at);
    default:
      return false;
  }
}

const ESCAPE_ENDS = /\\{1,16}(?:["'`]|[nrt](?![A-Za-z0-9]{0,2}$)|u0026|u003c|u0022)/y;

function endsAtEscape(text: string, at: number): boolean {
  return matches(ESCAPE_ENDS, text, at);
}

function matches(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}
