import type { Span } from './spans.ts';
import { isSecretValue, looksRandom } from './values.ts';

/** Schemes whose passwords often hold `/`, `?` or `#` as they are: there the last `@` decides. */
const DATABASE =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|valkey|amqps?|cockroachdb|clickhouse|mssql|sqlserver|oracle|nats|kafka|ldaps?|smtps?|imaps?|ftp|ftps|sftp|db2|cassandra|neo4j|bolt|mqtts?)\b/i;
const SCHEME_BEFORE = /[a-z][a-z0-9+.-]{0,40}$/i;
const ENDS_URL = /[\s"'`<>|]/;
const HOST_FOLLOWS = /^@[A-Za-z0-9_[.{$%(*-]/;
const PASSWORD = { strength: 'certain', kind: 'password' } as const;

/** Longest credentials in a URL that are looked for. */
const MAX_URL = 4096;

/** The password, or the token in place of a user, in the URL whose `://` stands at `at`. */
export function urlSpans(text: string, at: number): Span[] {
  const from = at + 3;
  const scheme = SCHEME_BEFORE.exec(text.slice(Math.max(0, at - 41), at))?.[0] ?? '';
  const run = runFrom(text, from);
  const credentials = credentialsEnd(run, DATABASE.test(scheme.split('+')[0] ?? '') || /^jdbc/i.test(scheme));
  if (credentials < 0) return [];
  return userinfoSpans(text, from, from + credentials);
}

function runFrom(text: string, from: number): string {
  const limit = Math.min(from + MAX_URL, nextScheme(text, from));
  let end = from;
  while (end < limit && !ENDS_URL.test(text[end] as string)) {
    if (text[end] === '\\' && /^\\+["'nrt]/.test(text.slice(end, end + 18))) break;
    end++;
  }
  const run = text.slice(from, end);
  const nextUrl = /[,;|][a-z][a-z0-9+.-]{1,20}:\/\//i.exec(run);
  return nextUrl ? run.slice(0, nextUrl.index) : run;
}

/** URLs in a row share no letter, so that many of them cost no more than one long one. */
function nextScheme(text: string, from: number): number {
  const next = text.indexOf('://', from);
  return next < 0 ? text.length : next;
}

/** Where the `@` behind the credentials stands in what follows `://`, or -1. */
function credentialsEnd(run: string, database: boolean): number {
  const slash = run.search(/[/?#]/);
  const authority = slash < 0 ? run : run.slice(0, slash);
  const inAuthority = lastAt(authority);
  const numericPort = /^(?:[^:]*|\[[^\]]*\])(?::\d{0,5})?(?:,[^:,]+(?::\d{1,5})?)*$/.test(authority);
  if (inAuthority >= 0) {
    // A password that holds both `@` and `/`.
    return database ? Math.max(inAuthority, lastAt(beforeQuery(run))) : inAuthority;
  }
  if (!authority.includes(':') && !database) return -1;
  if (numericPort) return database && slash >= 0 && authority.includes(':') ? lastAt(beforeQuery(run)) : -1;
  return lastAt(run);
}

function beforeQuery(run: string): string {
  const query = run.search(/\?[A-Za-z_.-]+=/);
  return query < 0 ? run : run.slice(0, query);
}

function lastAt(run: string): number {
  for (let at = run.lastIndexOf('@'); at > 0; at = run.lastIndexOf('@', at - 1)) {
    if (HOST_FOLLOWS.test(run.slice(at, at + 2))) return at;
  }
  return -1;
}

function userinfoSpans(text: string, start: number, end: number): Span[] {
  const colon = text.slice(start, end).indexOf(':');
  const user = text.slice(start, colon < 0 ? end : start + colon);
  const spans: Span[] = [];
  // A token in place of the user: `https://<token>@git.example.com`, `https://<token>:x-oauth-basic@...`.
  if (user.length >= 20 && looksRandom(user) && /\d/.test(user) && !user.includes('[redacted:') && !/[$({]/.test(user))
    spans.push({ start, end: start + user.length, kind: 'token' });
  if (colon < 0) return spans;
  const password = text.slice(start + colon + 1, end);
  if (!isSecretInUrl(password)) return spans;
  spans.push({ start: start + colon + 1, end, kind: 'password', secret: percentDecoded(password) });
  return spans;
}

function isSecretInUrl(password: string): boolean {
  if (/^x-oauth-basic$|^x-token-auth$/.test(password)) return false;
  // Prose words are passwords here: nobody writes a sentence into a URL.
  return (
    isSecretValue(password, PASSWORD, 'quoted') ||
    /^(?:password|secret|token|string|changed|default|map|object)$/i.test(password)
  );
}

/** ASCII that was percent-encoded, decoded; anything else stays as written. */
export function percentDecoded(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const BARE = /(?:[A-Za-z][\w-]{0,40}=)?[^\s:@/"'=]{1,128}:([^\s"']{1,1024})@(?=[A-Za-z0-9_[(])/y;

/** Credentials of a connection string without a scheme, `user:password@host`, within `[start, end)`. */
export function bareCredentials(text: string, start: number, end: number): Span[] {
  const value = text.slice(start, end);
  if (value.includes('://') || /^jdbc:/.test(value)) return [];
  BARE.lastIndex = 0;
  const password = BARE.exec(value)?.[1];
  if (password === undefined || !isSecretInUrl(password)) return [];
  const from = start + BARE.lastIndex - 1 - password.length;
  return [{ start: from, end: from + password.length, kind: 'password' }];
}

/** Credentials before the address of a Go MySQL driver, `user:password@tcp(host:3306)/db`; `at` is where the `@` stands. */
export function driverSpans(text: string, at: number): Span[] {
  const from = Math.max(0, at - 512);
  const before = text.slice(from, at);
  const run = before.slice(
    Math.max(before.lastIndexOf(' '), before.lastIndexOf('"'), before.lastIndexOf("'"), before.lastIndexOf('\t')) + 1,
  );
  const colon = run.indexOf(':');
  const password = run.slice(colon + 1);
  if (colon < 0 || run.includes('://') || !isSecretInUrl(password)) return [];
  return [{ start: at - password.length, end: at, kind: 'password' }];
}

/** Oracle's `jdbc:oracle:thin:user/password@host`; `at` is where `thin:` ends. */
export function oracleSpans(text: string, at: number): Span[] {
  const found = /^[\w$#-]{1,128}\/("?)([^\s"']{1,256})\1@/.exec(text.slice(at, at + 400));
  const password = found?.[2];
  if (!found || password === undefined || !isSecretInUrl(password)) return [];
  const start = at + found[0].length - 1 - (found[1]?.length ?? 0) - password.length;
  return [{ start, end: start + password.length, kind: 'password' }];
}

/** `curl -u user:password`; `at` is where the flag ends. */
export function userFlagSpans(text: string, at: number): Span[] {
  const found = /^[ =]{1,4}(["']?)[^\s:"']{1,128}:([^\s"']{1,512})\1/.exec(text.slice(at, at + 700));
  const password = found?.[2];
  if (!found || password === undefined || /^\d{1,6}(?::\d{1,6})?$/.test(password) || !isSecretInUrl(password))
    return [];
  const start = at + found[0].length - (found[1]?.length ?? 0) - password.length;
  return [{ start, end: start + password.length, kind: 'password' }];
}
