import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { EVIDENCE } from './corpus/evidence.ts';

const redactor = createRedactor({ marks: 'ordinal' });

test('evidence and look-alikes come out as they went in', () => {
  expect(EVIDENCE.length).toBeGreaterThanOrEqual(200);
  expect(EVIDENCE.filter((line) => redactor.text(line) !== line).map((line) => [line, redactor.text(line)])).toEqual(
    [],
  );
});

test('as a whole text, too, where one line might change what the next means', () => {
  const text = EVIDENCE.flatMap((line) => [line, 'an ordinary line']).join('\n');
  expect(redactor.text(text)).toBe(text);
});
