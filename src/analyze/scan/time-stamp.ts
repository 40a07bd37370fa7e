/**
 * The time that a log line tells, in the forms that programs in a cluster write: RFC 3339 (also CRI, JSON, logfmt,
 * Python, Java, PostgreSQL, Envoy), Go and nginx with slashes, klog, syslog, nginx access, Redis, java.util.logging and
 * epoch numbers. A time without zone is UTC. Whole seconds, so that times of all sources compare as texts.
 */

/** Where a prefix would put its time; JSON may have it anywhere, see FIELD. */
const HEAD = 120;

const ISO = /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})? ?(Z|UTC|[+-]\d\d:?\d\d)?/;
const KLOG = /(?:^|[\s:|])[IWEF](\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.\d/;
const ACCESS = /\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\]/;
const SYSLOG = /(?:^|[\s>])([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)/;
const REDIS = /(?:^|\s)(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)/;
const JUL = /(?:^|\s)([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) (\d{1,2}):(\d\d):(\d\d) (AM|PM)/;
const FIELD = /(?:"(?:ts|time|timestamp|@timestamp|t)"\s{0,2}:\s{0,2}|(?:^|\s)(?:ts|time|t)=)"?([0-9][^",}\s]{8,40})/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 3339 in UTC, `--MM-DDThh:mm:ss` where the line has no year, undefined where it tells no time. */
export function readTime(line: string): string | undefined {
  const head = line.length > HEAD ? line.slice(0, HEAD) : line;
  return isoTime(head) ?? otherTime(head) ?? fieldTime(line);
}

function isoTime(text: string): string | undefined {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, zone] = found;
  return utc([year, month, day, hour, minute, second].map(Number), zone);
}

function otherTime(head: string): string | undefined {
  let found = KLOG.exec(head);
  if (found) return yearless(found.slice(1).map(Number));

  found = ACCESS.exec(head);
  if (found) {
    const [, day, month = '', year, hour, minute, second, zone] = found;
    return utc([Number(year), monthOf(month), ...[day, hour, minute, second].map(Number)], zone);
  }
  found = REDIS.exec(head);
  if (found) {
    const [, day, month = '', year, hour, minute, second] = found;
    return utc([Number(year), monthOf(month), ...[day, hour, minute, second].map(Number)]);
  }
  found = JUL.exec(head);
  if (found) {
    const [, month = '', day, year, hour, minute, second, half] = found;
    const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
    return utc([Number(year), monthOf(month), Number(day), hours, Number(minute), Number(second)]);
  }
  found = SYSLOG.exec(head);
  if (found) {
    const [, month = '', day, hour, minute, second] = found;
    return yearless([monthOf(month), ...[day, hour, minute, second].map(Number)]);
  }
  return undefined;
}

/** `"ts":1763774424.1` in seconds, `"time":1763774424123` in milliseconds, or any form above. */
function fieldTime(line: string): string | undefined {
  const value = FIELD.exec(line.length > 4096 ? line.slice(0, 4096) : line)?.[1];
  if (value === undefined) return undefined;
  if (!/^\d{10}(\d{3})?(\.\d+)?(e9)?$/.test(value)) return isoTime(value);
  const number = Number(value);
  return format(number > 1e11 ? number : number * 1000);
}

const monthOf = (name: string) => MONTHS.indexOf(name) + 1;

function utc([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[], zone = 'Z') {
  if (!plausible(month, day, hour, minute, second) || year < 1970) return undefined;
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  const minutes = offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  return format(Date.UTC(year, month - 1, day, hour, minute - minutes, second));
}

function yearless([month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]) {
  if (!plausible(month, day, hour, minute, second)) return undefined;
  const two = (number: number) => String(number).padStart(2, '0');
  return `--${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function plausible(month: number, day: number, hour: number, minute: number, second: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60;
}

function format(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Seconds, for distances between times of one stream; a year that is missing counts as 2000. */
export function timeInSeconds(time: string): number {
  return Date.parse(time.startsWith('--') ? `2000-${time.slice(2)}Z` : time) / 1000;
}
