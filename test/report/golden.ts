import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Where the golden files of a group lie, e.g. `report`. */
export function goldenFolder(group: string): string {
  return fileURLToPath(new URL(`../golden/${group}/`, import.meta.url));
}

/** Compares with `test/golden/<group>/<name>`, or writes it when UPDATE_GOLDEN is set. */
export function expectGolden(name: string, text: string, group = 'report'): void {
  const file = `${goldenFolder(group)}${name}`;
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(goldenFolder(group), { recursive: true });
    writeFileSync(file, text);
  }
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(
    text,
    `${name} differs; if that is meant: UPDATE_GOLDEN=1 npx vitest run <this test>, and read the difference`,
  ).toBe(known);
}
