/**
 * Prints recall over a file of real log lines, errors on look-alikes, rules that mix causes of one system, and what was
 * missed. `npm run log-lines [-- system...]`.
 */
import { existsSync } from 'node:fs';
import { problemLine } from '../src/analyze/rules/problem.ts';
import { readRules } from '../src/analyze/rules/read-rules.ts';
import { RULES_FOLDER, ruleFilesIn } from '../src/commands/rule-files.ts';
import { judgeLogLines, SAMPLES, samplesOf } from './judge-log-lines.ts';

function print(title: string, rows: readonly string[]) {
  if (rows.length > 0) console.log(`\n${title}\n${rows.map((row) => `  ${row}`).join('\n')}`);
}

if (!existsSync(SAMPLES)) {
  console.log(`${SAMPLES} is not here: nothing to judge`);
  process.exit(0);
}
// A rule with a problem is left out and told, so that the others can be judged while one is being written.
const { ruleSet, problems } = await readRules(await ruleFilesIn(RULES_FOLDER));
print('rules left out', [
  ...new Map(problems.toReversed().map((problem) => [problem.file, problemLine(problem)])).values(),
]);
const wanted = process.argv.slice(2);
const samples = samplesOf(SAMPLES).filter(({ system }) => wanted.length === 0 || wanted.includes(system));
const { found, missed, alarms, mixed } = await judgeLogLines(ruleSet, samples);

const total = found.length + missed.length;
const confused = mixed.filter(([, causes]) => causes.length > 2);
console.log(`recall ${found.length}/${total} = ${((100 * found.length) / Math.max(total, 1)).toFixed(1)} %`);
console.log(`errors on look-alikes ${alarms.length}, rules for three or more causes ${confused.length}`);
print('errors on look-alikes', alarms);
print(
  'one rule, several causes',
  mixed.map(
    ([rule, causes]) => `${causes.length > 2 ? '!' : ' '} ${rule}: ${causes.map((ids) => ids.join(' ')).join(' | ')}`,
  ),
);
print('missed', missed);
