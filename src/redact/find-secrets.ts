import { type Assignment, assignmentTo, type Name, nameAround } from './assignments.ts';
import { isCompressed, jwtAt, readableBase64, runAround } from './encoded.ts';
import { schemeSpans } from './headers.ts';
import { MARK } from './marks.ts';
import { readValue } from './read-value.ts';
import { inlineData } from './secret-data.ts';
import type { Span } from './spans.ts';
import { MAX_LEAD, TOKEN_LEAD, type TokenShape } from './token-shapes.ts';
import { type Structure, TRIGGERS } from './triggers.ts';
import { driverSpans, oracleSpans, percentDecoded, urlSpans, userFlagSpans } from './urls.ts';
import { isSecretValue } from './values.ts';

/** A literal found in a line; it ends before `end`. */
export type Hit = { end: number; trigger: number };

export const ENCODED_RUN = -1;

/** What the lines after this one must know: the last name of the line still waits for its value. */
export type Awaited = { name: Name; awaits: NonNullable<Assignment['awaits']> };

export type Found = { spans: Span[]; awaited?: Awaited };

/** Judges whether a decoded text holds a secret. */
type HoldsSecret = (text: string) => boolean;

/** Finds the secrets of one line from the literals that stand in it. */
export function findSecrets(text: string, hits: readonly Hit[], holdsSecret: HoldsSecret): Found {
  const spans: Span[] = [];
  let awaited: Awaited | undefined;
  let nameFrom = 0;
  // Many hits in one long run are one question.
  let encodedTo = 0;
  let percentTo = 0;

  const marks = text.includes('[redacted:')
    ? [...text.matchAll(MARK)].map((match) => match.index + match[0].length)
    : [];

  for (const { end, trigger: index } of hits) {
    if (isInMark(text, end, marks)) continue;
    const trigger = TRIGGERS[index];
    if (trigger?.type === 'structure' && trigger.structure === 'percent') {
      if (end <= percentTo) continue;
      const found = percentSpans(text, end, holdsSecret);
      percentTo = found.end;
      spans.push(...found.spans);
      continue;
    }
    const encoded =
      trigger === undefined ||
      (trigger.type === 'structure' && (trigger.structure === 'jwt' || trigger.structure === 'base64'));
    if (encoded) {
      if (end <= encodedTo) continue;
      const found = encodedSpans(text, trigger ? end - trigger.length : end - 1, holdsSecret);
      encodedTo = found.end;
      spans.push(...found.spans);
    } else if (trigger.type === 'shape')
      spans.push(...shapeSpans(text, end - trigger.shape.literal.length, trigger.shape));
    else if (trigger.type === 'structure') spans.push(...structureSpans(text, end, trigger.length, trigger.structure));
    else if (end - trigger.length >= nameFrom) {
      const name = nameAround(text, end - trigger.length, end - trigger.tail);
      if (!name || name.start < nameFrom) continue;
      const assignment = assignmentTo(text, name);
      spans.push(...assignment.spans);
      awaited = assignment.awaits ? { name, awaits: assignment.awaits } : awaited;
      // A value that was kept may hold names of its own.
      nameFrom = assignment.spans.length > 0 ? assignment.resume : name.end;
    }
  }
  return awaited ? { spans, awaited } : { spans };
}

/** What stands within a mark, its kind, names nothing. `marks` are the ends of all marks, ascending. */
function isInMark(text: string, at: number, marks: readonly number[]): boolean {
  if (marks.length === 0) return false;
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  const end = marks[low];
  return end !== undefined && text.lastIndexOf('[redacted:', end - 1) < at;
}

function shapeSpans(text: string, start: number, shape: TokenShape): Span[] {
  shape.pattern.lastIndex = start;
  if (!(shape.anywhere || isBoundary(text, start)) || !shape.pattern.test(text)) return [];
  const { lastIndex: end } = shape.pattern;
  const leading = TOKEN_LEAD[shape.literal];
  if (!leading) return [{ start, end, kind: shape.kind }];
  const lead = leading.exec(text.slice(Math.max(0, start - MAX_LEAD), start))?.[0];
  return lead === undefined ? [] : [{ start: start - lead.length, end, kind: shape.kind }];
}

/** True where a word may begin: also behind `%22`, `\n` and `\u0022`. */
function isBoundary(text: string, at: number): boolean {
  if (at === 0 || !/[A-Za-z0-9]/.test(text[at - 1] as string)) return true;
  return /(?:%[0-9A-Fa-f]{2}|\\[nrt]|\\u[0-9A-Fa-f]{4})$/.test(text.slice(Math.max(0, at - 6), at));
}

function structureSpans(text: string, end: number, length: number, structure: Structure): Span[] {
  const start = end - length;
  switch (structure) {
    case 'url':
      return urlSpans(text, start);
    case 'scheme':
      return schemeSpans(text, start);
    case 'driver':
      return driverSpans(text, start);
    case 'oracle':
      return oracleSpans(text, end);
    case 'user-flag':
      return userFlagSpans(text, end - 1);
    case 'sql':
      return quotedPassword(text, end);
    case 'data':
      return inlineData(text, start + 'data'.length);
    case 'mysql-flag':
      return flagOf(MYSQL, text, end);
    case 'redis-flag':
      return flagOf(REDIS, text, end);
    case 'ldap-flag':
      return flagOf(LDAP, text, end);
    default:
      return [];
  }
}

const PASSWORD = { strength: 'certain', kind: 'password' } as const;

function quotedPassword(text: string, at: number): Span[] {
  const from = text.startsWith('PASSWORD ', at) ? at + 9 : at;
  const value = readValue(text, from, 'token');
  if (value.quote === undefined || !isSecretValue(text.slice(value.start, value.end), PASSWORD, 'quoted')) return [];
  return [{ start: value.start, end: value.end, kind: 'password' }];
}

const MYSQL = /\b(?:mysql|mariadb|mysqldump|mysqladmin|sshpass)\b/;
const REDIS = /\b(?:redis|valkey|keydb)-cli\b/;
const LDAP = /\bldap(?:search|whoami|add|modify|passwd|delete)\b/;

/** `mysql -u root -phunter2`, `redis-cli -a hunter2`: the password stands behind a flag that is another program's anything. */
function flagOf(program: RegExp, text: string, at: number): Span[] {
  if (!program.test(text.slice(Math.max(0, at - 300), at))) return [];
  const value = readValue(text, at, 'token');
  const written = text.slice(value.start, value.end);
  return value.end > value.start && isSecretValue(written, PASSWORD, 'quoted')
    ? [{ start: value.start, end: value.end, kind: 'password' }]
    : [];
}

/** A JSON token or a Base64 run around `at` that holds a secret once it is decoded, or that cannot be judged. */
function encodedSpans(text: string, at: number, holdsSecret: HoldsSecret): { spans: Span[]; end: number } {
  const run = runAround(text, at);
  const token = text.startsWith('eyJ', at) ? jwtAt(text, at) : undefined;
  if (token) return { spans: [token], end: token.end };
  const written = text.slice(run.start, run.end);
  if (isCompressed(written)) return { spans: [{ ...run, kind: 'compressed' }], end: run.end };
  const decoded = readableBase64(written);
  return { spans: decoded !== undefined && holdsSecret(decoded) ? [{ ...run, kind: 'encoded' }] : [], end: run.end };
}

const PERCENT_STOP = /[\s"'`&=?,;<>(){}[\]\\|]/;

/** A percent-encoded run around `at` that holds a secret once it is decoded. */
function percentSpans(text: string, at: number, holdsSecret: HoldsSecret): { spans: Span[]; end: number } {
  let start = at;
  let end = at;
  while (start > 0 && at - start < 4096 && !PERCENT_STOP.test(text[start - 1] as string)) start--;
  while (end < text.length && end - at < 65536 && !PERCENT_STOP.test(text[end] as string)) end++;
  return { spans: holdsSecret(percentDecoded(text.slice(start, end))) ? [{ start, end, kind: 'encoded' }] : [], end };
}
