import { expect, test } from 'vitest';
import { parseCount, parseDuration, parseDurationMs, parseName, parseSize } from '../../src/collect/quantities.ts';

test('durations', () => {
  expect(parseDurationMs('90s')).toBe(90_000);
  expect(parseDurationMs('1h30m')).toBe(5_400_000);
  expect(parseDuration('24h')).toBe('24h');
  for (const wrong of ['', '5', '0s', '1d', '-1h', '1h ', '9999999h']) expect(() => parseDurationMs(wrong)).toThrow();
});

test('sizes', () => {
  expect(parseSize('500')).toBe(500);
  expect(parseSize('500k')).toBe(512_000);
  expect(parseSize('10MiB')).toBe(10_485_760);
  for (const wrong of ['', '0', '10T', '1.5M', 'M']) expect(() => parseSize(wrong)).toThrow();
});

test('counts', () => {
  expect(parseCount('500')).toBe(500);
  for (const wrong of ['0', '-1', '1.5', '1e3']) expect(() => parseCount(wrong)).toThrow();
});

test('a name of a namespace can be no flag', () => {
  expect(parseName('team-a')).toBe('team-a');
  for (const wrong of ['-A', '--token=x', 'Team', '', 'a/b']) expect(() => parseName(wrong)).toThrow('is no namespace');
});
