const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 3339 in UTC, seconds, or undefined for what is no full time. */
export function toUtc(time: string): string | undefined {
  if (!/^[12]\d{3}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(time)) return undefined;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}Z`;
  const moment = new Date(zoned.replace(' ', 'T'));
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}Z`;
}

/**
 * The first time in a text, in the forms that collectors use for their own clock: RFC 3339, and Go's `%v`
 * (`2024-05-07 10:20:30.123456789 +0200 CEST m=+0.01`). Without a zone it is taken as UTC.
 */
export function timeIn(text: string): string | undefined {
  const match = /([12]\d{3}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})? ?(Z|[+-]\d{2}:?\d{2})?/.exec(text);
  if (match) return toUtc(`${match[1]}T${match[2]}${colonZone(match[3])}`);
  const unix = /\b([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}:\d{2}:\d{2})(?: [AP]M)?(?: [A-Z]{3,4})? ([12]\d{3})/.exec(text);
  const month = unix ? MONTHS.indexOf(unix[1] ?? '') + 1 : 0;
  return unix && month > 0 ? toUtc(`${unix[4]}-${two(month)}-${two(Number(unix[2]))}T${unix[3]}Z`) : undefined;
}

/** The time in a bundle's name, as `support-bundle-2024-05-07T10_20_30` and its like carry it (local time, taken as UTC). */
export function timeInName(name: string): string | undefined {
  const match = /([12]\d{3})-(\d{2})-(\d{2})T(\d{2})[_:-](\d{2})[_:-](\d{2})/.exec(name);
  return match ? toUtc(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`) : undefined;
}

function colonZone(zone: string | undefined): string {
  if (!zone || zone === 'Z') return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
