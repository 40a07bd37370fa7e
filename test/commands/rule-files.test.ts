import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ruleFilesIn, rulesFrom } from '../../src/commands/rule-files.ts';

test('a pack is the YAML files below its folder, sorted; hidden, huge and other files are no rules', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [file, text] of Object.entries({
    'shop/b.yml': 'id: b',
    'shop/a.yaml': 'id: a',
    '.git/c.yaml': 'id: c',
    'shop/.d.yaml': 'id: d',
    'shop/readme.md': '# Shop',
    'shop/huge.yaml': '#'.repeat(1024 * 1024 + 1),
  })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }

  expect(await ruleFilesIn(folder)).toEqual([
    { path: 'shop/a.yaml', text: 'id: a' },
    { path: 'shop/b.yml', text: 'id: b' },
  ]);
});

test('a folder of rules that is not there is not taken for a bundle', async () => {
  await expect(rulesFrom(['/nowhere/rules'])).rejects.toMatchObject({
    code: 'NOT_FOUND',
    hint: 'Check the path; a rule pack is a folder of YAML files, or an archive of one.',
  });
});
