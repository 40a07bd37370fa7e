/**
 * Writes `dist/`: the program and its packages in a few files, of which a command loads what it needs (of 480 small ones,
 * loading took longer than analysing a small bundle; the packages from their own files cost 15 % more), and `rules.json`,
 * the built-in rules, validated and compiled, so that `analyze` loads neither YAML nor schemas. Types are checked by
 * `npm run typecheck`.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { readSoundRules } from '../src/analyze/rules/read-rules.ts';
import { ruleFilesIn } from '../src/commands/rule-files.ts';
import { packagesInside } from './bundle.ts';

/** What packages written in CommonJS ask for, which ES modules do not have. */
const COMMON_JS = `import { createRequire as requireOf } from 'node:module';
const require = requireOf(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', 'inflating-thread': 'src/analyze/bundle/aside/inflating-thread.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  banner: { js: COMMON_JS },
  plugins: packagesInside,
  legalComments: 'none',
  logLevel: 'warning',
});

const rules = await readSoundRules(await ruleFilesIn('rules'));
writeFileSync('dist/rules.json', JSON.stringify(rules));
console.log(`dist: ${rules.rules.length} rules, ${rules.needles.length} needles`);
