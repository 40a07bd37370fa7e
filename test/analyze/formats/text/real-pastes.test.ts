import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { looksLikeKubectlText } from '../../../../src/analyze/formats/text/read-text.ts';
import { reading } from './reading.ts';

/** Outputs that people pasted when something was broken. They are not part of the project. */
const CASES = path.resolve('../shared/cases');

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

const files = existsSync(CASES)
  ? filesBelow(CASES).filter((file) => !/(?:truth\.json|source\.txt|README\.md)$/.test(file))
  : [];

describe.skipIf(files.length === 0)('pasted outputs', () => {
  test.each(files.map((file) => [path.relative(CASES, file), file]))('%s', async (_, file) => {
    const text = readFileSync(file, 'utf8');
    const found = await reading(text, path.basename(file));
    expect(found.result).toBe('read');
    const facts = [...found.objects, ...found.events, ...found.texts, ...found.logs, ...found.structured];
    expect(facts.length).toBeGreaterThan(0);

    const name = path.basename(file);
    if (/^describe|^get-/.test(name)) expect(found.objects.length + found.events.length).toBeGreaterThan(0);
    if (/^events/.test(name)) expect(found.events.length).toBeGreaterThan(0);
    if (/\.log$/.test(name)) {
      expect(looksLikeKubectlText(text)).toBe(false);
      expect(found.logs).toHaveLength(1);
    }
  });
});
