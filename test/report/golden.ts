import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Compares with `test/golden/report/<name>`, or writes it when UPDATE_GOLDEN is set. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`../golden/report/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(text, `${name} differs; if that is meant: UPDATE_GOLDEN=1 npx vitest run test/report`).toBe(known);
}
