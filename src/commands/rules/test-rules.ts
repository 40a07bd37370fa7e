import { sourceFromPath } from '../../analyze/bundle/disk.ts';
import { openBundle } from '../../analyze/bundle/open-bundle.ts';
import { analyze } from '../../analyze/index.ts';
import { joinRuleSets, readSoundRules } from '../../analyze/rules/read-rules.ts';
import type { RuleSet } from '../../analyze/rules/rule.ts';
import { VERSION } from '../../report-format/version.ts';
import { builtinRules, ruleFilesIn } from '../rule-files.ts';
import { createExampleRunner } from './examples.ts';

/** Runs the examples of a folder's rules (or of the built-in ones); the result is the exit code. */
export async function testRules(folder: string | undefined, bundle: string | undefined): Promise<number> {
  const builtin = await builtinRules();
  const own: RuleSet = folder ? await readSoundRules(await ruleFilesIn(folder), builtin.rules) : builtin;
  const all = folder ? joinRuleSets(builtin, own) : builtin;

  const run = createExampleRunner(all);
  const failures = (await Promise.all(own.rules.map(run))).flat();
  for (const { rule, example, problem } of failures) print(`${rule}: ${problem}\n  ${example}`);
  print(`${own.rules.length} rules tested, ${failures.length} examples failed`);
  if (bundle) await showFindings(bundle, own, all);
  return failures.length > 0 ? 1 : 0;
}

/** What the rules find in a bundle; all rules run, so that precedence is as in an analysis. */
async function showFindings(bundle: string, own: RuleSet, all: RuleSet): Promise<void> {
  const source = await sourceFromPath(bundle);
  const report = await analyze(openBundle(source, {}).entries, all, { name: source.name, version: VERSION });
  const ids = new Set(own.rules.map(({ id }) => id));
  const found = report.findings.filter(({ rule }) => ids.has(rule));
  for (const { rule, severity, message, evidence } of found) {
    print(`${rule} (${severity}): ${message}`);
    for (const { file, line, text } of evidence.slice(0, 3)) print(`  ${file}${line ? `:${line}` : ''}: ${text}`);
  }
  const silent = report.outcomes.filter(({ rule, outcome }) => ids.has(rule) && outcome !== 'found');
  print(`${found.length} findings in ${source.name}; ${silent.length} rules found nothing there`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
