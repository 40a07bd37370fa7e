import { expect, test } from 'vitest';
import { compileCel } from '../../../src/analyze/rules/evaluate/cel.ts';
import { captured, NOW } from '../../support/snapshot-of.ts';

const made = (creationTimestamp: string) =>
  captured({ kind: 'Pod', metadata: { name: 'web', namespace: 'shop', creationTimestamp } });
const old = compileCel('age(object.metadata.creationTimestamp) > 300.0');
const notYoung = compileCel('!(age(object.metadata.creationTimestamp) <= 300.0)');

test('an age counts to the capture', () => {
  const capture = { capturedAt: NOW, capturedAtSource: 'manifest' as const };
  expect(old.evaluate(made('2026-03-01T11:00:00Z'), capture)).toBe(true);
  expect(old.evaluate(made(NOW), capture)).toBe(false);
  expect(notYoung.evaluate(made(NOW), capture)).toBe(false);
});

test('the very time that stands in for that of the capture has no age', () => {
  const capture = { capturedAt: NOW, capturedAtSource: 'newest-time' as const };
  expect(old.evaluate(made(NOW), capture)).toBe(false);
  expect(notYoung.evaluate(made(NOW), capture)).toBe(true);
  expect(old.evaluate(made('2026-03-01T11:00:00Z'), capture)).toBe(true);
});
