import { readValue } from './read-value.ts';
import type { Span } from './spans.ts';
import { isSecretValue } from './values.ts';

const SCHEME =
  /(Bearer|Basic|Token|ApiKey|Api-Key|Digest|Negotiate|NTLM|GenieKey|Splunk|Bot|SSWS|JWT|OAuth|Key|AWS4-HMAC-SHA256)(?:[ \t]{1,8}|%20|\+)/iy;
const OPENING = /[[\s]{0,4}(?:\]string\{)?(?:\\{0,31}["'`]|&quot;)?/y;
const WHOLE = /^(?:Digest|AWS4)/i;
const TOKEN = { strength: 'certain', kind: 'authorization' } as const;

/** The credentials of an Authorization header whose value begins at `at`: the scheme stays, what follows it goes. */
export function headerSpans(text: string, at: number): Span[] {
  OPENING.lastIndex = at;
  const from = OPENING.test(text) ? OPENING.lastIndex : at;
  SCHEME.lastIndex = from;
  const scheme = SCHEME.exec(text)?.[1];
  const start = scheme ? SCHEME.lastIndex : from;
  const value = scheme && WHOLE.test(scheme) ? { ...readValue(text, start, 'line') } : readValue(text, start, 'token');
  const written = text.slice(value.start, value.end);
  if (written.startsWith('[redacted:') || !isSecretValue(written, TOKEN, 'bare')) return [];
  return [{ start: value.start, end: value.end, kind: kindOf(scheme), secret: decodedBasic(scheme, written) }];
}

function kindOf(scheme: string | undefined): string {
  if (/^basic$/i.test(scheme ?? '')) return 'basic-auth';
  return /^bearer$/i.test(scheme ?? '') ? 'bearer-token' : 'authorization';
}

/** The password in `dXNlcjpwYXNz`, so that it shares its mark with the same password elsewhere. */
function decodedBasic(scheme: string | undefined, written: string): string {
  if (!/^basic$/i.test(scheme ?? '')) return written;
  const [, password] = /^[^:]*:(.+)$/s.exec(Buffer.from(written, 'base64').toString('utf8')) ?? [];
  return password ?? written;
}

const BEARER = /bearer(?: |%20|\+|\\t|: ?){1,2}(?:\\{0,15}["'])?([A-Za-z0-9._~+/=-]{6,8192})/iy;
const BASIC = /basic(?: |%20|\+)(?:\\{0,15}["'])?([A-Za-z0-9+/_-]{6,4096}={0,2})/iy;
const LETTERS = /^[a-z]+(?:[._/-][a-z]+)*[.,:;]?$/i;

/** `Bearer <token>` and `Basic <base64>` anywhere, also where no header name stands before them. */
export function schemeSpans(text: string, at: number): Span[] {
  BEARER.lastIndex = at;
  const bearer = BEARER.exec(text)?.[1];
  if (bearer !== undefined) {
    const start = BEARER.lastIndex - bearer.length;
    // `Bearer realm="..."`, `bearer token missing`
    if (text[BEARER.lastIndex] === '"' && bearer.endsWith('=')) return [];
    return LETTERS.test(bearer) && bearer.length < 24 ? [] : [{ start, end: BEARER.lastIndex, kind: 'bearer-token' }];
  }
  BASIC.lastIndex = at;
  const basic = BASIC.exec(text)?.[1];
  if (basic === undefined) return [];
  const [, password] = /^[ -~]*?:([ -~]+)$/.exec(Buffer.from(basic, 'base64').toString('latin1')) ?? [];
  if (password === undefined) return [];
  return [{ start: BASIC.lastIndex - basic.length, end: BASIC.lastIndex, kind: 'basic-auth', secret: password }];
}

const ATTRIBUTES = new Set(['path', 'domain', 'expires', 'max-age', 'samesite', 'priority', 'version', 'comment']);
const COOKIE = /\s{0,4}([^=;,\s"'\\]{1,200})=([^;\s"'\\]{0,8192})(;?)/y;
const COOKIE_VALUE = { strength: 'certain', kind: 'cookie' } as const;

/** The values of the cookies of a Cookie or Set-Cookie header; names and attributes stay. */
export function cookieSpans(text: string, at: number): Span[] {
  OPENING.lastIndex = at;
  let from = OPENING.test(text) ? OPENING.lastIndex : at;
  const spans: Span[] = [];
  for (let count = 0; count < 1000; count++) {
    COOKIE.lastIndex = from;
    const found = COOKIE.exec(text);
    if (!found) break;
    const [, name = '', value = '', more] = found;
    const end = COOKIE.lastIndex - (more?.length ?? 0);
    from = COOKIE.lastIndex;
    const secret =
      !ATTRIBUTES.has(name.toLowerCase()) &&
      !value.startsWith('[redacted:') &&
      isSecretValue(value, COOKIE_VALUE, 'quoted');
    if (secret) spans.push({ start: end - value.length, end, kind: 'cookie' });
    if (!more) break;
  }
  return spans.length > 0 ? spans : bareCookie(text, from);
}

/** `cookie: <value>` without a name of its own. */
function bareCookie(text: string, at: number): Span[] {
  const value = readValue(text, at, 'token');
  const written = text.slice(value.start, value.end);
  if (written.includes('=') || written.startsWith('[redacted:')) return [];
  return isSecretValue(written, { strength: 'suspect', kind: 'cookie' }, 'bare')
    ? [{ ...value, quote: undefined, kind: 'cookie' }]
    : [];
}
