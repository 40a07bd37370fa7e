import { expect, test } from 'vitest';
import { capturesOf } from '../../../src/analyze/rules/evaluate/continuation.ts';
import type { Hit } from '../../../src/analyze/scan/needle.ts';

const hit = (message: string, after: string[]): Hit => {
  const line = { line: 1, text: message, before: [], after };
  return { needle: 'fatal', captures: { message }, count: 1, lines: [1], first: line, last: line };
};

test('a message that ends with a colon goes on in the indented lines below', () => {
  expect(capturesOf(hit('failed to register:', ['  plugin x failed:', '  name is taken', 'next line'])).message).toBe(
    'failed to register: plugin x failed: name is taken',
  );
});

test('a finished message does not, and neither does one above lines of their own', () => {
  expect(capturesOf(hit('failed to register', ['  at main.go:3'])).message).toBe('failed to register');
  expect(capturesOf(hit('failed to register:', ['2026-03-01 next'])).message).toBe('failed to register:');
});
