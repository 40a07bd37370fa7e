import { applicationCards } from '../../../src/analyze/applications/index.ts';
import { CHECKS } from '../../../src/analyze/checks/index.ts';
import { diagnose } from '../../../src/analyze/diagnose/index.ts';
import { createEvidenceMaker } from '../../../src/analyze/evidence.ts';
import { readRules } from '../../../src/analyze/rules/read-rules.ts';
import { runRules } from '../../../src/analyze/rules/run-rules.ts';
import { ruleFilesIn } from '../../../src/commands/rule-files.ts';
import type { ApplicationCard, Diagnosis, Finding } from '../../../src/report-format/report.ts';
import { atLeast } from '../../../src/report-format/report.ts';
import { type Story, snapshotOf } from '../../support/snapshot-of.ts';

const { ruleSet: RULES } = await readRules(await ruleFilesIn('rules'));
const leavesAsIs = { text: (text: string) => text, object: <T>(whole: T) => whole, counts: () => ({}) };

export type Analyzed = {
  card: ApplicationCard;
  cards: ApplicationCard[];
  found: string[];
  diagnoses: Diagnosis[];
  findings: Finding[];
};

/** All rules, the diagnosis and the cards over a story; `found` are the rules that found something present and bad. */
export async function analyzed(story: Story): Promise<Analyzed> {
  const snapshot = snapshotOf(story);
  const evidence = createEvidenceMaker(snapshot, leavesAsIs);
  const judged = await runRules(RULES, snapshot, evidence, CHECKS);
  const { diagnoses, findings } = diagnose({
    findings: judged.findings,
    rules: RULES.rules,
    snapshot,
    stepsOf: () => [],
    evidence,
  });
  const cards = applicationCards(snapshot, findings, diagnoses, evidence);
  const card = cards.find(({ name }) => name === 'shop');
  if (!card) throw new Error('the story has no application "shop"');
  const bad = findings.filter(
    ({ current, severity, role }) => current && role !== 'context' && atLeast(severity, 'warning'),
  );
  return { card, cards, diagnoses, findings, found: [...new Set(bad.map(({ rule }) => rule))].sort() };
}
