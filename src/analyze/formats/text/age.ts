import type { Age } from '../facts.ts';

const UNITS: Record<string, number> = { y: 365 * 86_400, d: 86_400, h: 3600, m: 60, s: 1 };

/** As a pattern: an age as printed, or the word that stands for one that cannot be told. */
export const AGE = String.raw`(?:<(?:invalid|unknown)>|(?:\d{1,6}[ydhms]){1,3})`;

const WHOLE_AGE = /^(?:\d{1,6}[ydhms]){1,3}$/;
const EVENT_AGE = new RegExp(String.raw`^(${AGE})(?: \(x(\d{1,9}) over (${AGE})\))?$`);

/**
 * The age that `kubectl` prints (`41h`, `3m30s`, `2y45d`), in seconds; undefined for `<invalid>`, `<unknown>` and anything
 * else. Grammar: kubernetes/apimachinery:pkg/util/duration/duration.go HumanDuration (v0.36).
 */
export function ageOf(text: string | undefined): Age | undefined {
  const trimmed = text?.trim().replace(/ ago$/, '') ?? '';
  if (!WHOLE_AGE.test(trimmed)) return undefined;
  let seconds = 0;
  for (const [, number, unit] of trimmed.matchAll(/(\d+)([ydhms])/g))
    seconds += Number(number) * (UNITS[unit ?? ''] ?? 0);
  return { seconds };
}

export type EventAge = { count: number; lastAge?: Age; firstAge?: Age };

/** An event's age: `3m`, or `3m (x25 over 9m11s)` where it was seen more than once. */
export function eventAgeOf(text: string): EventAge | undefined {
  const match = EVENT_AGE.exec(text.trim());
  if (!match) return undefined;
  return ageCounted(match[1], match[3], Number(match[2] ?? 1));
}

export function ageCounted(last: string | undefined, first: string | undefined, count: number): EventAge {
  const [lastAge, firstAge] = [ageOf(last), ageOf(first)];
  return { count, ...(lastAge ? { lastAge } : {}), ...(firstAge ? { firstAge } : {}) };
}
