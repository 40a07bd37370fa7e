import { expect, test } from 'vitest';
import { quantity, shareOf } from '../../../src/report/view/quantity.ts';

test.each([
  ['4', 4],
  ['1500m', 1.5],
  ['2Ki', 2048],
  ['1.5Gi', 1_610_612_736],
  ['1e3', 1000],
])('%s is %d', (text, number) => {
  expect(quantity(text)).toBe(number);
});

test.each(['', 'lots', '4 cores', '-1', '1__proto__', '1Zi'])('%s is no quantity', (text) => {
  expect(quantity(text)).toBeUndefined();
});

test('a share is told in whole percent, and not at all of nothing', () => {
  expect(shareOf('2350m', '4')).toBe(59);
  expect(shareOf('1', '0')).toBeUndefined();
});
