import { expect, test } from 'vitest';
import { timeIn, timeInName, toUtc } from '../../../src/analyze/formats/time.ts';

test.each([
  ['2024-05-01 12:20:00.123456789 +0200 CEST m=+0.052', '2024-05-01T10:20:00Z'],
  ['2024-05-01T10:20:30.5+00:00', '2024-05-01T10:20:30Z'],
  ['collected at 2024-05-01T10:20:30Z', '2024-05-01T10:20:30Z'],
  ['Wed May  1 10:20:30 UTC 2024', '2024-05-01T10:20:30Z'],
  ['yesterday', undefined],
])('the time in %s', (text, time) => {
  expect(timeIn(text)).toBe(time);
});

test('the time in a bundle’s name', () => {
  expect(timeInName('support-bundle-2024-05-01T10_20_30 (1)')).toBe('2024-05-01T10:20:30Z');
  expect(timeInName('supportbundle_1234_2024-05-01T10-20-30Z')).toBe('2024-05-01T10:20:30Z');
  expect(timeInName('ticket-4711')).toBeUndefined();
});

test('a time of an object in UTC', () => {
  expect(toUtc('2024-05-01T12:00:00.999+02:00')).toBe('2024-05-01T10:00:00Z');
  expect(toUtc('2024-13-01T12:00:00Z')).toBeUndefined();
});
