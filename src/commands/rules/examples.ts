import { CHECKS } from '../../analyze/checks/index.ts';
import { createEvidenceMaker } from '../../analyze/evidence.ts';
import type { Rule, RuleSet } from '../../analyze/rules/rule.ts';
import { runRules } from '../../analyze/rules/run-rules.ts';
import { createScanner, type Scanner } from '../../analyze/scan/scanner.ts';
import { buildSnapshot } from '../../analyze/snapshot/build-snapshot.ts';
import type { Redactor } from '../../redact/redact.ts';
import type { Outcome } from '../../report-format/report.ts';
import { factsOfExample, isElsewhere } from './example-facts.ts';

/** Examples are made up: there is nothing in them to hide. */
const PLAIN: Redactor = { text: (text) => text, object: (object) => object, counts: () => ({}) };

export type ExampleFailure = { rule: string; example: string; problem: string };

/** Runs the `hits` and `misses` of rules, each by all rules of the set, and tells which did not give what they promise. */
export function createExampleRunner(ruleSet: RuleSet): (rule: Rule) => Promise<ExampleFailure[]> {
  const scanner = createScanner(ruleSet.needles);
  return async (rule) => {
    const failures: ExampleFailure[] = [];
    for (const example of rule.hits) failures.push(...(await failure(ruleSet, scanner, rule, example, 'found')));
    for (const example of rule.misses) failures.push(...(await failure(ruleSet, scanner, rule, example, 'clear')));
    return failures;
  };
}

async function failure(
  ruleSet: RuleSet,
  scanner: Scanner,
  rule: Rule,
  example: unknown,
  wanted: 'found' | 'clear',
): Promise<ExampleFailure[]> {
  if (isElsewhere(example)) return [];
  const outcome = await outcomeOfExample(ruleSet, scanner, rule, example, wanted === 'found');
  const isFound = outcome.outcome === 'found';
  if (outcome.outcome !== 'error' && isFound === (wanted === 'found')) return [];
  const problem =
    outcome.outcome === 'error'
      ? `the rule failed: ${outcome.reason ?? ''}`
      : wanted === 'found'
        ? 'is given as a hit and is not found'
        : 'is given as a miss and is found';
  return [{ rule: rule.id, example: typeof example === 'string' ? example : JSON.stringify(example), problem }];
}

/** @param often a hit of a rule that counts is given as often as it must come */
async function outcomeOfExample(
  ruleSet: RuleSet,
  scanner: Scanner,
  rule: Rule,
  example: unknown,
  often: boolean,
): Promise<Outcome> {
  const snapshot = buildSnapshot(factsOfExample(rule, ruleSet, example, scanner, often));
  const evidence = createEvidenceMaker(snapshot, PLAIN);
  const { outcomes } = await runRules(ruleSet, snapshot, evidence, CHECKS);
  return (
    outcomes.find((outcome) => outcome.rule === rule.id) ?? {
      rule: rule.id,
      pack: rule.pack,
      outcome: 'error',
      reason: 'not run',
    }
  );
}
