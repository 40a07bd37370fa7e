/**
 * Writes `dist/`: the program in a few files, of which a command loads what it needs (of 480 small ones, loading took
 * longer than analysing a small bundle), and `rules.json`, the built-in rules, validated and compiled, so that `analyze`
 * loads neither YAML nor schemas. Types are checked by `npm run typecheck`.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { readSoundRules } from '../src/analyze/rules/read-rules.ts';
import { ruleFilesIn } from '../src/commands/rule-files.ts';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', 'inflating-thread': 'src/analyze/bundle/aside/inflating-thread.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'warning',
});

const rules = readSoundRules(await ruleFilesIn('rules'));
writeFileSync('dist/rules.json', JSON.stringify(rules));
console.log(`dist: ${rules.rules.length} rules, ${rules.needles.length} needles`);
