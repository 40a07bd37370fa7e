/**
 * The texts of one log line that a pattern may match: the message fields of a JSON or logfmt envelope (unescaped), the
 * line without its prefix, the whole line. `at` maps where something begins in the text to where it begins in the line as
 * it stands in the file, `end` where it ends.
 */
export type View = { text: string; at(offset: number): number; end(offset: number): number };

/** A text that stands in the file as it is. */
export function plainView(text: string): View {
  return { text, at: (offset) => offset, end: (offset) => offset };
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

/** A JSON line may hold another in its `log` or `message` field; no real envelope is deeper. */
const MAX_NESTING = 3;

/** Most specific first; the last is the whole line without escape codes. */
export function viewsOf(line: string): View[] {
  const whole = withoutEscapes(line);
  return [...innerViews(whole, 0), whole];
}

export function withoutEscapes(line: string): View {
  if (!line.includes('\u001b')) return plainView(line);
  const map: number[] = [];
  let text = '';
  let from = 0;
  const take = (to: number) => {
    for (let at = from; at < to; at++) map.push(at);
    text += line.slice(from, to);
  };
  for (const match of line.matchAll(ESCAPES)) {
    take(match.index);
    from = match.index + match[0].length;
  }
  take(line.length);
  // An escape code after the last character does not belong to the match.
  return { text, at: (offset) => map[offset] ?? line.length, end: (offset) => (map[offset - 1] ?? -1) + 1 };
}

function innerViews(view: View, depth: number): View[] {
  if (depth >= MAX_NESTING) return [];
  const core = withoutPrefix(view);
  const { text } = core;
  const brace = text.indexOf('{"');
  const fields =
    brace >= 0
      ? jsonFields(core, brace)
      : text.includes('msg=') || text.includes('err=') || text.includes('error=') || text.includes('message=')
        ? logfmtFields(core)
        : [];
  const nested = fields.flatMap((field) => [...innerViews(field, depth + 1), field]);
  return core === view ? nested : [...nested, core];
}

/**
 * What stands before the message: the runtime's (CRI `<time> stderr F `), compose's (`name | `), the date or header of
 * klog, syslog and Go's log. Each alternative ends at a fixed mark, so it is linear.
 */
const PREFIXES = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.?\d{0,9}(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /,
  /^\[pod\/[a-z0-9.-]{1,253}\/[a-z0-9.-]{1,63}\] /,
  /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}\s{0,40}\| /,
  /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,8}\d{1,9} [^\s\]]{1,200}\] /,
  /^[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S{1,253} [^\s:[]{1,100}(?:\[\d{1,9}\])?: /,
  /^\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))? /,
];

function withoutPrefix(view: View): View {
  let from = 0;
  // A klog line inside a CRI line inside compose: three prefixes at most.
  for (let round = 0; round < 3; round++) {
    const rest = from === 0 ? view.text : view.text.slice(from);
    const length = PREFIXES.reduce((found, prefix) => found || (prefix.exec(rest)?.[0].length ?? 0), 0);
    if (length === 0) break;
    from += length;
  }
  return from === 0 ? view : part(view, from, view.text.length);
}

function part(view: View, from: number, to: number): View {
  return {
    text: view.text.slice(from, to),
    at: (offset) => view.at(from + offset),
    end: (offset) => view.end(from + offset),
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

const BARE_VALUE = /\S*/y;

function logfmtFields(view: View): View[] {
  const { text } = view;
  const fields: View[] = [];
  const pair = /(?:^|\s)([A-Za-z_.]{2,40})=(")?/g;
  for (let match = pair.exec(text); match; match = pair.exec(text)) {
    const from = match.index + match[0].length;
    BARE_VALUE.lastIndex = from;
    const to = match[2] ? stringEnd(text, from) : from + (BARE_VALUE.exec(text)?.[0].length ?? 0);
    if (MESSAGE_FIELDS.has((match[1] ?? '').toLowerCase())) fields.push(unescaped(view, from, to));
    pair.lastIndex = to;
  }
  return fields;
}

const CONTROLS: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The content of a quoted text with its escapes resolved. */
function unescaped(view: View, from: number, to: number): View {
  const raw = view.text.slice(from, to);
  if (!raw.includes('\\')) return part(view, from, to);
  const map: number[] = [];
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
    if (map.length < text.length) map.push(from + at);
    at += length;
  }
  return { text, at: (offset) => view.at(map[offset] ?? to), end: (offset) => view.end(map[offset] ?? to) };
}
