/**
 * Precision and recall of the rules over a file of real log lines (JSON Lines: `system`, `line`, `negative`, and where
 * the line counts only when it repeats, `repeat_min`). Usage: tsx scripts/log-lines.ts <file> [--missed]
 */
import { readFileSync } from 'node:fs';
import { ruleOfNeedle } from '../src/analyze/rules/compile.ts';
import { createScanner } from '../src/analyze/scan/scanner.ts';
import { builtinRules } from '../src/commands/rule-files.ts';

type Sample = { id: string; system: string; line: string; negative: boolean; severity: string; repeat_min?: number };

const [file = '../shared/reference/log-lines.jsonl', flag] = process.argv.slice(2);
const samples = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Sample);

const { rules, needles, packs = [] } = await builtinRules();
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const generic = new Set(packs.filter((pack) => pack.generic).map(({ id }) => id));
const scanner = createScanner(needles);

/** Ids of the rules that find something in a line, when they are tried on logs of its system. */
function foundIn({ line, system, repeat_min: times = 1 }: Sample): string[] {
  const stream = scanner.stream();
  for (let time = 0; time < times; time++) stream.push(Buffer.from(`${line}\n`));
  const found = stream.finish().hits.flatMap(({ needle }) => byId.get(ruleOfNeedle(needle)) ?? []);
  if (found.some(({ role }) => role === 'noise')) return [];
  return found.filter((rule) => rule.generic || generic.has(rule.pack) || rule.pack === system).map(({ id }) => id);
}

const counts = { found: 0, missed: 0, wrong: 0, quiet: 0 };
for (const sample of samples) {
  const ids = foundIn(sample);
  const outcome = sample.negative ? (ids.length > 0 ? 'wrong' : 'quiet') : ids.length > 0 ? 'found' : 'missed';
  counts[outcome]++;
  if (outcome === 'wrong') console.log(`wrong   ${sample.id}: ${ids.join(', ')}: ${sample.line.slice(0, 140)}`);
  if (outcome === 'missed' && flag === '--missed')
    console.log(`missed  ${sample.id} (${sample.severity}): ${sample.line.slice(0, 140)}`);
}
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
console.log(
  `precision ${percent(counts.found, counts.found + counts.wrong)}, recall ${percent(counts.found, counts.found + counts.missed)}`,
  `(${counts.found} found, ${counts.missed} missed, ${counts.wrong} wrong, ${counts.quiet} rightly quiet)`,
);
