import { CasefileError } from '../errors.ts';

const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };
const UNIT_BYTES: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** A duration as kubectl takes it (`90m`, `1h30m`), unchanged. Throws USAGE. */
export function parseDuration(text: string): string {
  parseDurationMs(text);
  return text;
}

/** Milliseconds of `90s`, `15m`, `1h30m`. Throws USAGE. */
export function parseDurationMs(text: string): number {
  const parts = /^(?:\d+[hms])+$/.test(text) ? [...text.matchAll(/(\d+)([hms])/g)] : [];
  const total = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
  // Timers of Node hold 2^31 ms, which are 24 days.
  if (total <= 0 || total >= 2 ** 31) throw new CasefileError('USAGE', `${text} is no duration like 90s, 15m or 1h30m`);
  return total;
}

/** Bytes of `500000`, `500k`, `10M`, `1Gi`; units are powers of 1024. Throws USAGE. */
export function parseSize(text: string): number {
  const [, count, unit = ''] = /^(\d+)([kmg]?)(?:i?b?)$/i.exec(text) ?? [];
  const bytes = Number(count) * (UNIT_BYTES[unit.toLowerCase()] ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes <= 0)
    throw new CasefileError('USAGE', `${text} is no size like 500k or 10M`);
  return bytes;
}

/** A positive whole number. Throws USAGE. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CasefileError('USAGE', `${text} is no positive number`);
  return Number(text);
}

/** A name of a namespace (RFC 1123 label), so that it can be no flag of kubectl. Throws USAGE. */
export function parseName(text: string): string {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)) throw new CasefileError('USAGE', `${text} is no namespace`);
  return text;
}
