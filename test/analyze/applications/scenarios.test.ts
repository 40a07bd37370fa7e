import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/analyze/index.ts';
import type { ApplicationCard } from '../../../src/report-format/report.ts';
import { entriesOf } from '../../support/read-bundle.ts';
import { analyzed } from './analyzed.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { story } from './scenarios/scenario.ts';
import { answerOf, application } from './story.ts';

const NO_RULES = { rules: [], needles: [], packs: [] };

const UNSYNCED =
  'failed to get cluster info for "https://10.0.0.9": error synchronizing cache state : failed to sync cluster https://10.0.0.9: failed to load initial state of resource Secret: secrets is forbidden: User "system:serviceaccount:kube-system:argocd-manager" cannot list resource "secrets"';

test('the matrix holds at least sixty scenarios, each of a name of its own', () => {
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
});

test('each of the five questions is answered in each way', async () => {
  const cards: ApplicationCard[] = [];
  for (const { broken, good } of SCENARIOS) {
    for (const story of [broken, good]) cards.push(...(await analyzed(story)).cards);
  }
  // A row of a table whose columns are empty tells that it exists, and no more.
  const table = 'NAMESPACE   NAME   SYNC STATUS   HEALTH STATUS\nargocd      shop                 \n';
  const { applications } = await analyze(entriesOf({ 'applications.txt': table }), NO_RULES, {
    name: 't',
    version: '0',
  });
  const answers = [...cards, ...applications].flatMap((card) =>
    card.answers.map(({ question, answer }) => `${question} ${answer}`),
  );
  const expected = ['present', 'synced', 'healthy', 'failing', 'blocked'].flatMap((question) =>
    ['no', 'unknown', 'yes'].map((answer) => `${question} ${answer}`),
  );
  expect([...new Set(answers)].sort()).toEqual(expected.sort());
});

describe('what blocks it', () => {
  test.each([
    ['Argo CD itself', 'ComparisonError', 'Failed to load target state: failed to connect to repo server: refused'],
    ['the destination cluster', 'ComparisonError', `Failed to load live state: ${UNSYNCED}`],
    ['a namespace', 'SyncError', 'Failed sync attempt to aaa: one or more objects failed: namespaces "shop" not found'],
  ])('is %s', async (blocker, type, message) => {
    const { card } = await analyzed(story(application({ sync: 'Unknown', conditions: [{ type, message }] })));
    expect(answerOf(card, 'blocked')).toMatch(new RegExp(`^yes: By ${blocker}\\. `));
  });
});

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  test('is found, with the right root and the right verdict', async () => {
    const { card, diagnoses, findings } = await analyzed(scenario.broken);
    const root = findings.find(({ id }) => id === diagnoses[0]?.cause)?.rule;
    expect({ root: root ?? 'none', verdict: card.verdict }).toEqual({
      root: scenario.root ?? scenario.rules[0],
      verdict: scenario.verdict,
    });
    for (const rule of scenario.rules) {
      const subjects = findings
        .filter((finding) => finding.rule === rule && finding.current)
        .map(({ subject: { kind, namespace, name } }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`);
      expect(subjects, rule).toContain(scenario.about?.[rule] ?? 'Application argocd/shop');
    }
    // A text whose blank nothing has filled reads as `(unknown name)`.
    const messages = findings.filter(({ rule }) => rule.startsWith('argocd-')).map(({ message }) => message);
    expect(messages.filter((message) => /\(unknown \w+\)|\{\{/.test(message))).toEqual([]);
    if (scenario.sentence) expect(card.sentence).toMatch(scenario.sentence);
    for (const [question, text] of Object.entries(scenario.answers ?? {})) {
      expect(answerOf(card, question as 'present')).toMatch(text);
    }
    expect(card.answers.every(({ answer, evidence }) => answer !== 'yes' || evidence.length > 0)).toBe(true);
  });

  test('and mended, nothing is found', async () => {
    const { card, found } = await analyzed(scenario.good);
    expect({ found, verdict: card.verdict }).toEqual({ found: [], verdict: scenario.left ?? 'ok' });
  });
});
