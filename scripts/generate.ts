/**
 * Writes what is generated from the code and the rules: the JSON Schemas, docs/rules.md, docs/coverage.md,
 * docs/licences.md and the scan's kernel. With `--check` nothing is written, and the exit code says whether a file is
 * stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { readSoundRules } from '../src/analyze/rules/read-rules.ts';
import { packFileSchema, ruleFileSchema } from '../src/analyze/rules/schema.ts';
import { manifestSchema } from '../src/bundle-format/schema.ts';
import { ruleFilesIn } from '../src/commands/rule-files.ts';
import { rulesMarkdown } from '../src/commands/rules/markdown.ts';
import { comparisonSchema } from '../src/report-format/comparison.ts';
import { overviewRowSchema } from '../src/report-format/overview.ts';
import { reportSchema } from '../src/report-format/schema.ts';
import { coverageMarkdown } from './coverage.ts';
import { kernelBytes } from './kernel.ts';
import { licencesMarkdown } from './licences.ts';

const { rules, packs = [] } = await readSoundRules(await ruleFilesIn('rules'));
const schema = (type: z.ZodType, title: string, io: 'input' | 'output') =>
  `${JSON.stringify({ title, ...z.toJSONSchema(type, { io }) }, null, 2)}\n`;

const files: Record<string, string> = {
  'schema/rule.schema.json': schema(ruleFileSchema, 'A rule of casefile', 'input'),
  'schema/pack.schema.json': schema(packFileSchema, 'A rule pack of casefile', 'input'),
  'schema/manifest.schema.json': schema(manifestSchema, 'The manifest of a casefile bundle', 'output'),
  'schema/report.schema.json': schema(reportSchema, 'The report of casefile', 'output'),
  'schema/overview.schema.json': schema(
    overviewRowSchema,
    'A line of index.jsonl, the table of casefile over several bundles',
    'output',
  ),
  'schema/comparison.schema.json': schema(comparisonSchema, 'A comparison of two captures by casefile', 'output'),
  'docs/rules.md': rulesMarkdown(rules, packs),
  'docs/coverage.md': coverageMarkdown(),
  'docs/licences.md': licencesMarkdown(),
  'src/analyze/scan/gram-kernel-bytes.ts': await kernelBytes('src/analyze/scan/gram-kernel.wat'),
};

const stale = Object.entries(files).filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale: run \`npm run generate\``);
  if (stale.length > 0) process.exitCode = 1;
  else console.log('generated files: up to date');
} else {
  for (const [file, text] of stale) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}
