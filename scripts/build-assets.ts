/** Writes `dist/rules.json`: the built-in rules, validated and compiled, so that `analyze` loads neither YAML nor schemas. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readSoundRules } from '../src/analyze/rules/read-rules.ts';
import { ruleFilesIn } from '../src/commands/rule-files.ts';

const rules = readSoundRules(await ruleFilesIn('rules'));
mkdirSync('dist', { recursive: true });
writeFileSync('dist/rules.json', JSON.stringify(rules));
console.log(`dist/rules.json: ${rules.rules.length} rules, ${rules.needles.length} needles`);
