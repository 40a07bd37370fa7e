import { expect, test } from 'vitest';
import { ageAt, durationOf, inUtc } from '../../../src/report/view/time.ts';

const captured = '2026-03-02T14:05:09Z';

test('a time is told in UTC, whatever its zone', () => {
  expect(inUtc('2026-03-02T15:05:09.123+01:00')).toBe('2026-03-02 14:05:09 UTC');
});

test('a time that is none stays as it was written', () => {
  expect(inUtc('yesterday')).toBe('yesterday');
});

test.each([
  ['2026-03-02T14:04:24Z', '45 s before capture'],
  ['2026-03-02T11:05:09Z', '3 h before capture'],
  ['2026-02-21T10:05:09Z', '9 d 4 h before capture'],
  ['2026-03-02T14:06:09Z', '1 min after capture'],
  [captured, 'at capture'],
])('%s was %s', (time, age) => {
  expect(ageAt(time, captured)).toBe(age);
});

test('without a capture time there is no age', () => {
  expect(ageAt(captured, undefined)).toBeUndefined();
  expect(ageAt('yesterday', captured)).toBeUndefined();
});

test.each([
  [59_000, '59 s'],
  [3_599_000, '59 min'],
  [86_399_000, '23 h 59 min'],
  [172_799_000, '1 d 23 h'],
])('%d ms are %s', (milliseconds, text) => {
  expect(durationOf(milliseconds)).toBe(text);
});
