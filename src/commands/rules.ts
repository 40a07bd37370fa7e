import path from 'node:path';
import { Command, Option } from 'commander';
import type { Rule } from '../analyze/rules/rule.ts';
import { compareText } from '../analyze/snapshot/order.ts';
import { CasefileError } from '../errors.ts';
import { SEVERITIES } from '../report-format/report.ts';
import { builtinRules, ruleFilesIn } from './rule-files.ts';

type ListFlags = { pack?: string; severity?: string; format: 'text' | 'md' | 'json' };

/** `casefile rules`: look the rules up, and write, check and test one's own. */
export function rulesCommand(): Command {
  const rules = new Command('rules').description('The rules: list and show them; write, lint and test your own.');

  rules
    .command('list')
    .description('Every rule with its severity.')
    .option('--pack <pack>', 'only of this pack')
    .addOption(new Option('--severity <severity>', 'only of this severity').choices(SEVERITIES))
    .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'md', 'json']).default('text'))
    .action(listRules);

  rules.command('show').description('One rule in full.').argument('<id>').action(showRule);

  rules
    .command('test')
    .description('Runs the hits and misses of rules.')
    .argument('[dir]', 'a folder of rules; the built-in ones where left out')
    .option('--bundle <path>', 'show what the rules find in this bundle')
    .action(async (folder: string | undefined, flags: { bundle?: string }) => {
      const { testRules } = await import('./rules/test-rules.ts');
      process.exitCode = await testRules(folder, flags.bundle);
    });

  rules
    .command('lint')
    .description('Checks rules and says what is wrong where.')
    .argument('[dir]', 'a folder of rules; the built-in ones where left out')
    .action(lintRules);

  rules
    .command('new')
    .description('Writes a rule with examples to start from.')
    .argument('<id>', 'the failing state, in lower case with hyphens')
    .option('--dir <dir>', 'the folder of the pack', '.')
    .action(newRule);

  return rules;
}

async function listRules({ pack, severity, format }: ListFlags): Promise<void> {
  const { rules, packs = [] } = await builtinRules();
  const chosen = rules
    .filter((rule) => (!pack || rule.pack === pack) && (!severity || rule.severity === severity))
    .sort((a, b) => compareText(a.id, b.id));
  if (format === 'json') return print(JSON.stringify(chosen, null, 2));
  if (format === 'md') {
    const { rulesMarkdown } = await import('./rules/markdown.ts');
    return print(rulesMarkdown(chosen, packs).trimEnd());
  }
  const width = Math.max(0, ...chosen.map(({ id }) => id.length));
  for (const { id, severity: level, title } of chosen) print(`${id.padEnd(width)}  ${level.padEnd(8)}  ${title}`);
}

async function showRule(id: string): Promise<void> {
  const { rules } = await builtinRules();
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw unknownRule(id, rules);
  const { ruleMarkdown } = await import('./rules/markdown.ts');
  print(ruleMarkdown(rule));
}

function unknownRule(id: string, rules: readonly Rule[]): CasefileError {
  const similar = rules.filter((rule) => rule.id.includes(id) || id.includes(rule.id)).map((rule) => rule.id);
  return new CasefileError('NO_SUCH_OBJECT', `there is no rule ${id}`, {
    hint: similar.length > 0 ? `Did you mean ${similar.slice(0, 5).join(', ')}?` : 'See `casefile rules list`.',
  });
}

async function lintRules(folder: string | undefined): Promise<void> {
  const { readRules } = await import('../analyze/rules/read-rules.ts');
  const { problemLine } = await import('../analyze/rules/problem.ts');
  const { RULES_FOLDER } = await import('./rule-files.ts');
  const from = folder ?? RULES_FOLDER;
  const known = folder ? (await builtinRules()).rules : [];
  const { ruleSet, problems } = await readRules(await ruleFilesIn(from), known);
  for (const problem of problems) print(problemLine({ ...problem, file: path.join(from, problem.file) }));
  print(`${ruleSet.rules.length} rules in order, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

async function newRule(id: string, { dir }: { dir: string }): Promise<void> {
  const { writeNewRule } = await import('./rules/scaffold.ts');
  const [file = '', pack] = await writeNewRule(id, dir);
  print(`wrote ${file}${pack ? ` and ${pack}` : ''}`);
  print('Next: put in a real line under `hits` and a near miss under `misses`, write the pattern, then');
  print(`  casefile rules lint ${dir}`);
  print(`  casefile rules test ${dir}`);
  print(`  casefile analyze <bundle> --rules ${dir}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
