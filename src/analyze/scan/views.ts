import { messageStart } from './prefix.ts';

/**
 * The texts of one log line that a pattern may match: the message fields of a JSON or logfmt envelope (unescaped), the
 * line without its prefix, the whole line.
 */
export type View = {
  text: string;
  /** The text in lower case, once somebody asked: see lowerOf. */
  lower: string | undefined;
  /** What it was cut out of at `from`; undefined for the line as it stands in the file. */
  outer: View | undefined;
  from: number;
  /** Where its characters begin and end in `outer`, if it was not simply cut out. */
  starts: number[] | undefined;
  ends: number[] | undefined;
};

/** A text that stands in the file as it is. */
export function plainView(text: string): View {
  return { text, lower: undefined, outer: undefined, from: 0, starts: undefined, ends: undefined };
}

/** The text with its letters in lower case, of the same length. */
export function lowerOf(view: View): string {
  view.lower ??= lowerAscii(view.text);
  return view.lower;
}

/** toLowerCase makes two characters of some. */
function lowerAscii(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Where something that begins at `offset` of the view begins in the line as it stands in the file. */
export function startInLine(view: View, offset: number): number {
  const at = view.starts ? (view.starts[offset] ?? view.starts.at(-1) ?? 0) : view.from + offset;
  return view.outer ? startInLine(view.outer, at) : at;
}

/** Where something that ends at `offset` of the view ends in the line as it stands in the file. */
export function endInLine(view: View, offset: number): number {
  const at = view.ends ? (view.ends[offset] ?? view.ends.at(-1) ?? 0) : view.from + offset;
  return view.outer ? endInLine(view.outer, at) : at;
}

// CSI sequences, OSC sequences up to BEL or ST, and two-character escapes; a class each, so nothing backtracks.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what it looks for
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z^_])/g;

const MESSAGE_FIELDS = new Set([
  'message',
  'msg',
  'error',
  'err',
  'log',
  'reason',
  'exception',
  'stack',
  'stacktrace',
  'stack_trace',
  'detail',
  'details',
  'cause',
  'event',
  'warning',
  'description',
  'body',
  'text',
  'error_message',
  'errormessage',
  'errorverbose',
]);

/** Length and first letter tell nearly all other keys without cutting them out of the line. */
const shapeOf = (length: number, first: number) => 32 * length + (first & 31);
const MESSAGE_SHAPES = new Set([...MESSAGE_FIELDS].map((field) => shapeOf(field.length, field.charCodeAt(0))));

/** A JSON line may hold another in its `log` or `message` field; no real envelope is deeper. */
const MAX_NESTING = 3;

/**
 * Most specific first; the last is the whole line.
 * @param whole without escape codes
 */
export function viewsOf(whole: View): View[] {
  const views: View[] = [];
  addInnerViews(views, whole, 0);
  views.push(whole);
  return views;
}

export function withoutEscapes(line: string): View {
  if (!line.includes('\u001b')) return plainView(line);
  const starts: number[] = [];
  // An escape code after the last character does not belong to the match.
  const ends = [0];
  let text = '';
  let from = 0;
  const take = (to: number) => {
    for (let at = from; at < to; at++) {
      starts.push(at);
      ends.push(at + 1);
    }
    text += line.slice(from, to);
  };
  for (const match of line.matchAll(ESCAPES)) {
    take(match.index);
    from = match.index + match[0].length;
  }
  take(line.length);
  starts.push(line.length);
  return { ...plainView(text), starts, ends };
}

function addInnerViews(views: View[], view: View, depth: number): void {
  if (depth >= MAX_NESTING) return;
  const core = withoutPrefix(view);
  const brace = core.text.indexOf('{"');
  const fields = brace >= 0 ? jsonFields(core, brace) : core.text.includes('=') ? logfmtFields(core) : [];
  for (const field of fields) {
    addInnerViews(views, field, depth + 1);
    views.push(field);
  }
  if (core !== view) views.push(core);
}

function withoutPrefix(view: View): View {
  const start = messageStart(view.text);
  return start === 0 ? view : part(view, start, view.text.length);
}

function part(view: View, from: number, to: number): View {
  return {
    text: view.text.slice(from, to),
    lower: undefined,
    outer: view,
    from,
    starts: undefined,
    ends: undefined,
  };
}

/** The message fields of the JSON object that begins at `start`, found without parsing: the line may be cut. */
function jsonFields(view: View, start: number): View[] {
  const { text } = view;
  const fields: View[] = [];
  let key: string | undefined;
  let at = start;
  while (at < text.length) {
    if (text[at] !== '"') {
      if (text[at] === ',' || text[at] === '{') key = undefined;
      at++;
      continue;
    }
    const end = stringEnd(text, at + 1);
    if (key !== undefined && MESSAGE_FIELDS.has(key)) fields.push(unescaped(view, at + 1, end));
    const after = /^\s{0,4}:/.test(text.slice(end + 1, end + 6));
    key = after ? text.slice(at + 1, end).toLowerCase() : undefined;
    at = end + 1;
  }
  return fields;
}

/** The index of the closing quote, or of the end of a text that is cut. */
function stringEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

/** The message fields of a line of `key=value` and `key="value"`, whatever else stands between them. */
function logfmtFields(view: View): View[] {
  const { text } = view;
  const fields: View[] = [];
  let at = 0;
  for (let equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', at)) {
    const start = keyStart(text, equals);
    const isKey = start === 0 || (start > at && isSpace(text.charCodeAt(start - 1)));
    const length = equals - start;
    if (!isKey || length < 2 || length > 40) {
      at = Math.max(at, equals + 1);
      continue;
    }
    const isQuoted = text.charCodeAt(equals + 1) === QUOTE;
    const from = equals + (isQuoted ? 2 : 1);
    at = isQuoted ? stringEnd(text, from) : bareEnd(text, from);
    const mayBeMessage = MESSAGE_SHAPES.has(shapeOf(length, text.charCodeAt(start)));
    if (mayBeMessage && MESSAGE_FIELDS.has(text.slice(start, equals).toLowerCase())) {
      fields.push(unescaped(view, from, at));
    }
  }
  return fields;
}

const QUOTE = 34;

/** Where the letters, underscores and dots begin that stand before `end`. */
function keyStart(text: string, end: number): number {
  let start = end;
  while (start > 0) {
    const code = text.charCodeAt(start - 1);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (!isLetter && code !== 95 && code !== 46) break;
    start--;
  }
  return start;
}

function bareEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return end;
}

const isSpace = (code: number) =>
  code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(String.fromCharCode(code)));

const CONTROLS: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The content of a quoted text with its escapes resolved. */
function unescaped(view: View, from: number, to: number): View {
  const raw = view.text.slice(from, to);
  if (!raw.includes('\\')) return part(view, from, to);
  const starts: number[] = [];
  let text = '';
  for (let at = 0; at < raw.length; ) {
    const unit = raw[at] === '\\' && raw[at + 1] === 'u' && /^[0-9a-f]{4}$/i.test(raw.slice(at + 2, at + 6));
    const length = raw[at] !== '\\' ? 1 : unit ? 6 : 2;
    const escaped = raw[at + 1] ?? '';
    text +=
      length === 1
        ? raw[at]
        : unit
          ? String.fromCharCode(Number.parseInt(raw.slice(at + 2, at + 6), 16))
          : (CONTROLS[escaped] ?? escaped);
    if (starts.length < text.length) starts.push(from + at);
    at += length;
  }
  starts.push(to);
  return { ...part(view, from, to), text, starts, ends: starts };
}
