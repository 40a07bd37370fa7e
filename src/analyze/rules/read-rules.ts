import path from 'node:path';
import { CasefileError } from '../../errors.ts';
import { needlesOf } from './compile.ts';
import { type LintProblem, lintRule, lintTogether } from './lint.ts';
import { problemLine, type RuleProblem } from './problem.ts';
import type { Pack, Rule, RuleSet } from './rule.ts';
import { packFileSchema, ruleFileSchema } from './schema.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** A file of a rule folder: its path under that folder, with `/`, and its text. */
export type RuleFile = { path: string; text: string };

const PACK_FILE = '_pack.yaml';

type ReadRule = { rule: Rule; sound: boolean; problemAt: YamlFile<unknown>['problemAt'] };

/**
 * Reads, validates and compiles the rules of a folder. Rules with a problem are left out of the set.
 * @param known rules that stand beside these: their ids may be named, and must not be taken again
 */
export async function readRules(
  files: readonly RuleFile[],
  known: readonly Rule[] = [],
): Promise<{ ruleSet: RuleSet & { packs: Pack[] }; problems: RuleProblem[] }> {
  const problems: RuleProblem[] = [];
  const yaml = files.filter(({ path }) => /\.ya?ml$/.test(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const packs = await readPacks(yaml, problems);

  const read: ReadRule[] = [];
  for (const file of yaml) {
    if (path.posix.basename(file.path) === PACK_FILE) continue;
    const parsed = await readYamlFile(file.path, file.text, ruleFileSchema);
    problems.push(...parsed.problems);
    if (!parsed.value) continue;
    const pack = packOf(file.path, packs);
    const rule = { ...parsed.value, pack: pack.id } as Rule;
    const fileName = path.posix.basename(file.path).replace(/\.ya?ml$/, '');
    const wrong = [...lintRule(rule, pack, fileName), ...(await celProblemsOf(rule))];
    for (const { path, message } of wrong) problems.push(await parsed.problemAt(path, `${path.join('.')}: ${message}`));
    read.push({ rule, sound: wrong.length === 0, problemAt: parsed.problemAt });
  }

  const taken = new Set(known.map(({ id }) => id));
  for (const entry of read) {
    if (taken.has(entry.rule.id)) {
      entry.sound = false;
      problems.push(await entry.problemAt(['id'], `id: there is another rule ${entry.rule.id}`));
    }
    taken.add(entry.rule.id);
  }
  for (const { rule, problem } of lintTogether([...read.map(({ rule }) => rule), ...known])) {
    const entry = read.find((candidate) => candidate.rule.id === rule);
    if (entry) problems.push(await entry.problemAt(problem.path, `${problem.path.join('.')}: ${problem.message}`));
  }

  const rules = read.filter(({ sound }) => sound).map(({ rule }) => rule);
  return { ruleSet: { rules, needles: rules.flatMap(needlesOf), packs: [...packs.values()] }, problems };
}

/** As readRules, for a folder that must be in order: throws BROKEN_RULE with the first problems. */
export async function readSoundRules(files: readonly RuleFile[], known: readonly Rule[] = []): Promise<RuleSet> {
  const { ruleSet, problems } = await readRules(files, known);
  const [first, ...rest] = problems.map(problemLine);
  if (first === undefined) return ruleSet;
  throw new CasefileError('BROKEN_RULE', first, {
    detail: [...rest.slice(0, 4), ...(rest.length > 4 ? [`and ${rest.length - 4} more`] : [])].join('\n'),
  });
}

/** One set of several; their ids must differ (readRules with `known` sees to that). */
export function joinRuleSets(...sets: RuleSet[]): RuleSet {
  return {
    rules: sets.flatMap(({ rules }) => rules),
    needles: sets.flatMap(({ needles }) => needles),
    packs: sets.flatMap(({ packs }) => packs ?? []),
  };
}

async function celProblemsOf(rule: Rule): Promise<LintProblem[]> {
  if (!rule.match.object && !rule.match.absence) return [];
  const { celProblems } = await import('./lint-cel.ts');
  return celProblems(rule.match);
}

/** By folder. */
async function readPacks(files: readonly RuleFile[], problems: RuleProblem[]): Promise<Map<string, Pack>> {
  const packs = new Map<string, Pack>();
  for (const file of files) {
    if (path.posix.basename(file.path) !== PACK_FILE) continue;
    const folder = path.posix.dirname(file.path);
    const parsed = await readYamlFile(file.path, file.text, packFileSchema);
    problems.push(...parsed.problems);
    if (!parsed.value) continue;
    const id = folder === '.' ? parsed.value.name : path.posix.basename(folder);
    packs.set(folder, { ...parsed.value, id } as Pack);
  }
  return packs;
}

/** The pack of the nearest folder above that has one; a folder without is a generic pack of its own. */
function packOf(file: string, packs: Map<string, Pack>): Pack {
  for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
    const pack = packs.get(folder);
    if (pack) return pack;
    if (folder === '.') break;
  }
  const folder = path.posix.dirname(file);
  const recognise = { images: [], labels: [], containers: [], logs: [] };
  const id = folder === '.' ? 'custom' : path.posix.basename(folder);
  const pack: Pack = { id, name: id, version: '0', generic: true, recognise };
  packs.set(folder, pack);
  return pack;
}
