import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rulesFrom } from '../../src/commands/rule-files.ts';

const CATALOGUE = path.resolve('..', 'shared', 'reference', 'kubernetes-patterns.json');
const NOT_TAKEN = readFileSync('docs/rules-not-taken.md', 'utf8');
/** More than these would be a catalogue of our own. */
const MAX_NOT_TAKEN = 25;

type Pattern = { id: string };

describe.skipIf(!existsSync(CATALOGUE))('the catalogue of Kubernetes failure patterns', () => {
  test('every pattern is named by a rule, or stands with its reason among those that are not taken', async () => {
    const parsed = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as Pattern[] | { patterns: Pattern[] };
    const ids = (Array.isArray(parsed) ? parsed : parsed.patterns).map(({ id }) => id);
    const { rules } = await rulesFrom([]);
    const named = new Set(
      rules.flatMap(({ references }) => references.flatMap((text) => text.match(/[A-Z]+-\d+/g) ?? [])),
    );
    const left = ids.filter((id) => !named.has(id));

    expect(ids.length).toBeGreaterThan(250);
    expect(left.filter((id) => !NOT_TAKEN.includes(id))).toEqual([]);
    expect(left.length).toBeLessThanOrEqual(MAX_NOT_TAKEN);
  });
});
