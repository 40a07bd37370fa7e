import { describe, expect, test } from 'vitest';
import { analyzed } from './analyzed.ts';
import { BLOCKERS } from './scenarios/blockers.ts';
import { DESIRED_STATE } from './scenarios/desired-state.ts';
import { PRESENCE } from './scenarios/presence.ts';
import { REFUSALS } from './scenarios/refusals.ts';
import { RUNTIME } from './scenarios/runtime.ts';
import { answerOf } from './story.ts';

const SCENARIOS = [...PRESENCE, ...DESIRED_STATE, ...REFUSALS, ...BLOCKERS, ...RUNTIME];

test('the matrix holds at least sixty scenarios', () => expect(SCENARIOS.length).toBeGreaterThanOrEqual(60));

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  test('is found, with the right root and the right verdict', async () => {
    const { card, found, diagnoses, findings } = await analyzed(scenario.broken);
    const root = findings.find(({ id }) => id === diagnoses[0]?.cause)?.rule;
    expect({ root, verdict: card.verdict }).toEqual({
      root: scenario.root ?? scenario.rules[0],
      verdict: scenario.verdict,
    });
    expect(found).toEqual(expect.arrayContaining(scenario.rules));
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
