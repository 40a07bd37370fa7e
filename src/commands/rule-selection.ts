import type { RuleSet } from '../analyze/rules/rule.ts';
import { CasefileError } from '../errors.ts';
import { rulesFrom } from './rule-files.ts';

type Selection = { rules?: string[]; builtinRules?: boolean; only?: string[]; skip?: string[] };

/** The built-in rules, a customer's own packs, and of these what `--only` and `--skip` leave. */
export async function selectRules(selection: Selection): Promise<RuleSet> {
  const { rules: folders = [], builtinRules = true, only = [], skip = [] } = selection;
  const set = await rulesFrom(folders, { builtin: builtinRules });
  const known = new Set(set.rules.map(({ id }) => id));
  const wrong = [...only, ...skip].filter((id) => !known.has(id));
  if (wrong.length > 0) {
    throw new CasefileError('USAGE', `there is no rule ${wrong.join(', ')}`, { hint: 'See `casefile rules list`.' });
  }
  if (only.length === 0 && skip.length === 0) return set;
  const runs = (id: string) => (only.length === 0 || only.includes(id)) && !skip.includes(id);
  return {
    ...set,
    rules: set.rules.filter(({ id }) => runs(id)),
    needles: set.needles.filter(({ id }) => runs(id.split('#', 1)[0] ?? id)),
  };
}
