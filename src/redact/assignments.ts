import { cookieSpans, headerSpans } from './headers.ts';
import { type Sensitivity, sensitivityOf } from './names.ts';
import { type Reach, readValue, type Value } from './read-value.ts';
import type { Span } from './spans.ts';
import { bareCredentials } from './urls.ts';
import { isSecretValue } from './values.ts';

/** A name found in a line, at `[start, end)`. */
export type Name = { text: string; start: number; end: number; of: Sensitivity };

/** What an assignment gave: the secrets, where to go on, and that its value must stand on a following line. */
export type Assignment = { spans: Span[]; resume: number; awaits?: 'value' | 'argument' | 'pair' };

const MAX_NAME = 100;
const MAX_PATH = 60;
/** By code: 1 where a name may go on. A look into a table costs a tenth of a pattern's test. */
const NAME_UNITS = Uint8Array.from({ length: 128 }, (_, code) => Number(/[\w.-]/.test(String.fromCharCode(code))));

function isNameUnit(text: string, at: number): boolean {
  return NAME_UNITS[text.charCodeAt(at)] === 1;
}

/** The name around a literal hit at `[start, end)`; undefined where it says nothing of a secret. */
export function nameAround(text: string, start: number, end: number): Name | undefined {
  let from = start;
  let to = end;
  while (from > 0 && start - from < MAX_NAME && isNameUnit(text, from - 1)) from--;
  while (to < text.length && to - end < MAX_NAME && isNameUnit(text, to)) to++;
  // What precedes the name in `\npassword`, `%22password` and `\u0022password` belongs to an escape.
  if (text[from - 1] === '\\')
    from += /^u[0-9a-f]{4}/i.test(text.slice(from, from + 5)) ? 5 : /^[nrt]/.test(text.slice(from)) ? 1 : 0;
  else if (text[from - 1] === '%' && /^[0-9a-f]{2}/i.test(text.slice(from, from + 2))) from += 2;
  // The letter that ends a colour of the terminal.
  const colour = text[from - 1] === '[' || text[from - 1] === ';' ? /^\d{1,3}m/.exec(text.slice(from, from + 4)) : null;
  if (colour) from += colour[0].length;
  if (from > start) from = start;
  while (to > end && /[.-]/.test(text[to - 1] as string)) to--;
  // `*v1.Secret` is a type of Go, and `f:...` a path of managedFields.
  if (text[from - 1] === '*' || (text[from - 1] === ':' && text[from - 2] === 'f')) return undefined;
  const name = text.slice(from, to);
  if (
    /^tokens?$/i.test(name) &&
    /(?:un)?(?:expected|invalid|illegal|next|got) $/i.test(text.slice(Math.max(0, from - 12), from))
  )
    return undefined;
  const of = sensitivityOf(text[from - 1] === '/' && from > 8 ? `${pathBefore(text, from)}${name}` : name);
  return of && { text: name, start: from, end: to, of };
}

/** The folder in front of a name; `from` is behind its slash. */
function pathBefore(text: string, from: number): string {
  let start = from - 1;
  while (start > 0 && from - start <= MAX_PATH && isNameUnit(text, start - 1)) start--;
  return text.slice(start, from);
}

const CLOSING_QUOTE = /\]?(?:\\{0,31}["'`]|&quot;|&#3[49];|%22|\\{1,8}u0022)?\]?/y;
/**
 * What colours a terminal, also between a name and its value; `^[` is how kubectl prints the escape
 * (kubernetes/cli-runtime:pkg/printers/terminal.go).
 */
const COLOURS = `(?:(?:${String.fromCharCode(27)}|\\^\\[)\\[[0-9;]{0,12}m){0,3}`;
const SEPARATOR = new RegExp(
  `${COLOURS}${/[ \t]{0,64}(?:=>|:=|={1,2}|::?|->|%3D|%3A|\\{1,8}u003d|&#61;)[ \t]{0,400}(?:!{1,2}[A-Za-z][\w/-]{0,40}[ \t]{1,8})?(?:&[A-Za-z]\w{0,30}[ \t]{1,8})?/.source}${COLOURS}`,
  'iy',
);
const PAIR_VALUE =
  /(?:\\{0,31}["'`]|&quot;|<\/(?:name|key)>)?\s{0,16}[,;]?\s{0,16}(?:(?:\\{0,31}["'`]|&quot;)?(?:value|val)(?:\\{0,31}["'`]|&quot;)?\s{0,8}[:=]\s{0,8}|<value>)/iy;
const PAIR_BEFORE =
  /(?:<(?:name|key)>|\b(?:name|key|header)(?:\\{0,31}["'`]|&quot;)?\s{0,8}[:=]\s{0,8}(?:\\{0,31}["'`]|&quot;)?)$/i;
const ELEMENT = /["']?\s{0,4}>/y;
const ARGUMENT = /(?:\\{0,31}["'`]\s{0,4},?\s{0,16}|[ \t]{1,16})(?=[^\s-])/y;
const CALL = /\s?\(\s?(?=\\{0,15}["'])/y;
const SQL = /\s{1,8}(?=\\{0,15}["'])/y;
const IS = /\s(?:is|was|are)\s{0,4}:?\s{1,4}/iy;
const REST_BLANK = /(?:["'`\\,]{0,8}|<\/(?:name|key)>)\s*$/y;
const BLOCK = /^(?:[|>][-+0-9]{0,2}\s*(?:#.*)?)?$/;

/** Reads what is assigned to the name, in whatever syntax follows it. */
export function assignmentTo(text: string, name: Name): Assignment {
  const before = text.slice(Math.max(0, name.start - 80), name.start);
  CLOSING_QUOTE.lastIndex = name.end;
  CLOSING_QUOTE.test(text);
  const closed = CLOSING_QUOTE.lastIndex;
  const at = skip(SEPARATOR, text, closed);
  if (at >= 0) return assigned(text, name, before, at, closed > name.end);

  if (PAIR_BEFORE.test(before)) {
    const pair = skip(PAIR_VALUE, text, name.end);
    if (pair >= 0) return judged(text, name, readValue(text, pair, 'token'));
    if (skip(REST_BLANK, text, name.end) >= 0) return { spans: [], resume: name.end, awaits: 'pair' };
    const earlier = valueBefore(text, name);
    if (earlier) return judged(text, name, earlier, name.end);
  }
  const element = skip(ELEMENT, text, name.end);
  if (element >= 0 && /<[\w:.-]{0,40}$|=\s?["']$/.test(before)) {
    const end = text.indexOf('<', element);
    return judged(text, name, { start: element, end: end < 0 ? text.length : end, quote: '' });
  }
  return argument(text, name, before);
}

function argument(text: string, name: Name, before: string): Assignment {
  const none = { spans: [], resume: name.end };
  // The dashes of a flag are part of the name, since names have dashes too.
  if (/^--?[A-Za-z]/.test(name.text) && /(?:^|[\s"'`[(,=:])$/.test(before)) {
    const at = skip(ARGUMENT, text, name.end);
    if (at >= 0) return judged(text, name, readValue(text, at, 'token'));
    if (skip(REST_BLANK, text, name.end) >= 0) return { ...none, awaits: 'argument' };
  }
  if (name.of.strength !== 'certain') return none;
  const call = skip(CALL, text, name.end);
  if (call >= 0) return judged(text, name, readValue(text, call, 'token'));
  if (name.of.kind !== 'password') return none;
  const isAt = skip(IS, text, name.end);
  if (isAt >= 0)
    return judged(text, { ...name, of: { strength: 'suspect', kind: 'password' } }, readValue(text, isAt, 'token'));
  const ofMaster = name.text === 'auth-pass' ? skip(/[ \t]{1,8}[^\s"']{1,100}(?=[ \t])/y, text, name.end) : name.end;
  const directive =
    /^(?:requirepass|masterauth|auth-pass)$/.test(name.text) || /\blogin\s{1,4}\S{1,100}\s{1,4}$/.test(before);
  const sql = skip(directive ? /[ \t]{1,8}/y : SQL, text, ofMaster < 0 ? name.end : ofMaster);
  return sql >= 0 ? judged(text, name, readValue(text, sql, 'token')) : none;
}

function assigned(text: string, name: Name, before: string, at: number, quoted: boolean): Assignment {
  const colon = /:[ \t]*(?:[!&]\S+[ \t]+)*$/.test(text.slice(name.end, at));
  const spaced = colon && /\s/.test(text[at - 1] ?? '');
  if (colon && text.startsWith('//', at)) return { spans: [], resume: name.end };
  const rest = text.slice(at, at + 12);
  if (/^\s*$/.test(rest) || (/^[|>]/.test(rest) && BLOCK.test(text.slice(at).trim())))
    return { spans: [], resume: name.end, awaits: 'value' };
  if (name.of.strength === 'header') return upTo(headerSpans(text, at), at);
  if (name.of.strength === 'cookie') return upTo(cookieSpans(text, at), at);
  if (name.of.strength === 'applied' && text[at] === '{')
    return { spans: [{ start: at, end: text.length, kind: name.of.kind }], resume: text.length };
  if (text[at] === '{' && /^\{(?:\s|["'\\]|$|[A-Za-z_][\w.-]{0,60}:)/.test(text.slice(at, at + 70)))
    return { spans: [], resume: at };
  if (text[at] === '[' && !text.startsWith('[redacted:', at)) return listed(text, name, at);
  const bare = colon && !spaced && !quoted ? readValue(text, at, 'token', limitOf(name, at)) : undefined;
  // `org/token:1.2`, `secret:v3`: an image and its tag.
  if (
    bare?.quote === undefined &&
    bare &&
    name.of.kind !== 'password' &&
    /^v?\d+(?:[.-][\w.-]*)?$/.test(text.slice(bare.start, bare.end))
  )
    return { spans: [], resume: bare.end };
  return judged(text, name, bare ?? readValue(text, at, reachOf(before, colon, quoted), limitOf(name, at)));
}

/** A value that is likely to be kept is read only so far, since the names within it are looked at once more. */
function limitOf(name: Name, at: number): number | undefined {
  return name.of.strength === 'certain' || name.of.strength === 'nameable' ? undefined : at + 256;
}

function upTo(spans: Span[], at: number): Assignment {
  return { spans, resume: spans.at(-1)?.end ?? at };
}

function reachOf(before: string, colon: boolean, quoted: boolean): Reach {
  if (quoted) return 'token';
  return (colon ? /^\s*(?:[-?] +)*$/ : /^\s*(?:export |set |declare -x |ENV |- )?\s*$/).test(before) ? 'line' : 'token';
}

/** A list in one line, `["a", "b"]` or `[a b]`: every item is judged. */
function listed(text: string, name: Name, at: number): Assignment {
  const spans: Span[] = [];
  let from = at + 1;
  for (let count = 0; count < 1000; count++) {
    while (from < text.length && /[\s,]/.test(text[from] as string)) from++;
    if (from >= text.length || /[\]{[]/.test(text[from] as string)) break;
    const value = readValue(text, from, 'token');
    spans.push(...judged(text, name, value).spans);
    from = Math.max(from + 1, value.end + (value.quote?.length ?? 0));
  }
  return { spans, resume: from, ...(from >= text.length ? { awaits: 'value' as const } : {}) };
}

/** The value that stands before its name: `"value":"...","name":"..."`. */
function valueBefore(text: string, name: Name): Value | undefined {
  const from = Math.max(0, name.start - 4096);
  const key = text.slice(from, name.start).lastIndexOf('value');
  if (key < 0) return undefined;
  PAIR_VALUE.lastIndex = from + key;
  if (!PAIR_VALUE.test(text)) return undefined;
  const value = readValue(text, PAIR_VALUE.lastIndex, 'token');
  const between = text.slice(value.end, name.start);
  return /^["'\\]{0,32},\s{0,8}["'\\]{0,32}(?:name|key)["'\\]{0,32}\s{0,8}:\s{0,8}["'\\]{0,32}$/.test(between)
    ? value
    : undefined;
}

function judged(text: string, name: Name, read: Value, resume?: number): Assignment {
  const spans = valueSpans(text, name.of, read, name);
  // Found a secret where the reading was cut short: it goes on to its end.
  const cut = spans.length > 0 && read.end === limitOf(name, read.start);
  const value = cut ? { ...readValue(text, read.start, 'token'), quote: read.quote } : read;
  const whole = cut ? valueSpans(text, { ...name.of, strength: 'certain' }, value, name) : spans;
  return { spans: whole, resume: Math.max(name.end, resume ?? value.end) };
}

/** The secrets in a value that stands under a name of that kind. */
export function valueSpans(text: string, of: Sensitivity, value: Value, name?: Name): Span[] {
  const written = text.slice(value.start, value.end);
  if (written.startsWith('[redacted:')) return [];
  if (of.strength === 'applied') return [{ start: value.start, end: value.end, kind: of.kind }];
  if (of.strength === 'connection') return bareCredentials(text, value.start, value.end);
  if (of.strength === 'header') return headerSpans(text.slice(0, value.end), value.start);
  if (of.strength === 'cookie') return cookieSpans(text.slice(0, value.end), value.start);
  const fallback = DEFAULT.exec(written);
  if (fallback?.[1] !== undefined) {
    const start = value.start + fallback[0].indexOf(fallback[1], fallback[0].indexOf(':'));
    const inner = { start, end: start + fallback[1].length, quote: '' };
    return isSecretValue(fallback[1], of, 'quoted') ? [{ start: inner.start, end: inner.end, kind: of.kind }] : [];
  }
  if (!isSecretValue(written, of, value.quote === undefined ? 'bare' : 'quoted')) return [];
  const quote = value.quote === undefined && name ? quoteOf(text, name) : undefined;
  return [{ start: value.start, end: value.end, kind: of.kind, ...(quote ? { quote } : {}) }];
}

/** `${DB_PASSWORD:-fallback}`, `${db.password:fallback}`: the fallback is a literal. */
const DEFAULT = /^\$\{[A-Za-z_][\w.-]{0,100}:[-=+]?([^}]+)\}$/;

/** The quotes that a mark needs where the value had none: in JSON a number, in YAML a plain scalar. */
function quoteOf(text: string, name: Name): string | undefined {
  const closing = /^\\{0,31}"/.exec(text.slice(name.end, name.end + 32))?.[0];
  if (closing) return closing;
  const yaml = /^\s*(?:[-?] +)*$/.test(text.slice(0, name.start)) && /^:[ \t]/.test(text.slice(name.end, name.end + 2));
  return yaml ? "'" : undefined;
}

function skip(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : -1;
}
