import type { Outcome, Report } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { capped } from './capped.ts';

const MAX_REFERENCES = 6;

/** The order in which outcomes interest a reader. */
const ORDER: readonly Outcome['outcome'][] = ['found', 'error', 'not-collected', 'clear', 'not-applicable'];

const WORDS: Record<Outcome['outcome'], string> = {
  found: 'found something',
  error: 'failed',
  'not-collected': 'could not be checked',
  clear: 'clear',
  'not-applicable': 'not applicable',
};

/** Every rule by its outcome, and the background of those that found something. */
export function rulesRun({ outcomes, rules }: Report, max = Number.POSITIVE_INFINITY) {
  return {
    groups: ORDER.map((outcome) => {
      const all = outcomes.filter((row) => row.outcome === outcome);
      const { items, more } = capped(all, max);
      return {
        outcome,
        words: WORDS[outcome],
        count: all.length,
        rules: items.map(({ rule }) => oneLine(rule, 120)),
        more,
      };
    }).filter(({ count }) => count > 0),
    background: rules.slice(0, max).map((rule) => ({
      id: oneLine(rule.id, 120),
      pack: oneLine(rule.pack, 120),
      title: oneLine(rule.title, 300),
      why: oneLine(rule.why, 1000),
      verify: rule.verify.map((text) => oneLine(text, 600)),
      falsePositives: rule.falsePositives.map((text) => oneLine(text, 600)),
      references: rule.references.slice(0, MAX_REFERENCES).map((text) => oneLine(text, 300)),
    })),
  };
}
