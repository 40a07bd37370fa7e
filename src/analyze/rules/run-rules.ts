import type { Finding, Outcome, Report } from '../../report-format/report.ts';
import { CONFIDENCES, SEVERITIES } from '../../report-format/report.ts';
import type { Check } from '../checks/define-check.ts';
import type { EvidenceMaker } from '../evidence.ts';
import { compareText } from '../snapshot/order.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Candidate, type Evaluation, prepareEvaluation } from './evaluate/candidate.ts';
import type { compileCel } from './evaluate/cel.ts';
import { eventCandidates } from './evaluate/event-matches.ts';
import { findingOf } from './evaluate/finding.ts';
import { logCandidates } from './evaluate/log-matches.ts';
import { merged } from './evaluate/merge.ts';
import { absenceCandidates, objectCandidates } from './evaluate/object-matches.ts';
import { missingNeeds, outcomeOf } from './evaluate/outcomes.ts';
import { withoutLastResorts, withoutOverridden } from './evaluate/precedence.ts';
import { createRecognition } from './evaluate/recognition.ts';
import { textCandidates } from './evaluate/text-matches.ts';
import { unknownLinesOf } from './evaluate/unknown.ts';
import type { EventMatcher, Rule, RuleSet } from './rule.ts';
import { fillCommand, fillText } from './templates.ts';

export type Judged = {
  findings: Finding[];
  /** One row per rule, in the order of ids. */
  outcomes: Outcome[];
  unknownLines: Report['unknownLines'];
  /** The prose of every rule that found something. */
  rules: Report['rules'];
};

/** Judges the snapshot by every rule. A rule that throws becomes a row `error`; the others go on. */
export async function runRules(
  { rules, packs = [] }: RuleSet,
  snapshot: Snapshot,
  evidence: EvidenceMaker,
  checks: Readonly<Record<string, Check>>,
): Promise<Judged> {
  const evaluation = prepareEvaluation(snapshot, evidence, packs);
  const errors = new Map<string, string>();
  // CEL takes as long to load as node itself, and most rules do without.
  const needsCel = snapshot.objects.all().length > 0 && rules.some(({ match }) => match.object || match.absence);
  const cel = needsCel ? (await import('./evaluate/cel.ts')).compileCel : undefined;
  const candidates = rules.flatMap((rule): Candidate[] => {
    try {
      const own = candidatesOf(rule, evaluation, checks, cel);
      return [...own, ...textCandidates(rule, own, evaluation)];
    } catch (error) {
      errors.set(rule.id, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  const kept = withoutLastResorts(withoutOverridden(candidates, evaluation.packs));
  const found = new Set(kept.map(({ rule }) => rule.id));
  const findings = merged(
    kept.filter(({ rule }) => rule.role !== 'noise'),
    evaluation,
  )
    .map((candidate) => findingOf(candidate, evaluation))
    .sort(byWeight);

  const missing = missingNeeds(snapshot);
  const tried = createRecognition(evaluation);
  const outcomes = rules
    .map((rule): Outcome => {
      const reason = errors.get(rule.id);
      if (reason !== undefined)
        return { rule: rule.id, pack: rule.pack, outcome: 'error', reason: evidence.redact(reason) };
      return outcomeOf(rule, found.has(rule.id), tried(rule), snapshot, missing);
    })
    .sort((a, b) => compareText(a.rule, b.rule));

  return { findings, outcomes, unknownLines: unknownLinesOf(evaluation), rules: proseOf(rules, findings) };
}

function candidatesOf(
  rule: Rule,
  evaluation: Evaluation,
  checks: Readonly<Record<string, Check>>,
  cel: typeof compileCel | undefined,
): Candidate[] {
  const { snapshot, evidence } = evaluation;
  const { log, event, object, absence, check: name } = rule.match;
  if (log) return logCandidates(rule, log, evaluation);
  if (event) return withLogLines(rule, event, eventCandidates(rule, event, evaluation), evaluation);
  if (object && cel) return objectCandidates(rule, object, cel, evaluation);
  if (absence && cel) return absenceCandidates(rule, absence, cel, evaluation);
  if (name === undefined) return [];
  const check = checks[name];
  if (!check) throw new Error(`there is no check ${name}`);
  return check.run({ objects: snapshot.objects, snapshot, evidence }).map((raw) => ({ rule, raw, seen: [] }));
}

/** A line of the log that repeats what an event of an object already told adds nothing. */
function withLogLines(rule: Rule, event: EventMatcher, own: Candidate[], evaluation: Evaluation): Candidate[] {
  const { inLogs, message, join } = event;
  if (!inLogs || !message) return own;
  const told = new Set(own.map(({ raw }) => JSON.stringify(raw.captures)));
  const lines = logCandidates(rule, { ...message, until: [], passing: true, ...(join ? { join } : {}) }, evaluation);
  return [...own, ...lines.filter(({ raw }) => !told.has(JSON.stringify(raw.captures)))];
}

/** Current before past, then by severity, confidence and id: an order that does not depend on the archive's. */
function byWeight(a: Finding, b: Finding): number {
  return (
    Number(b.current) - Number(a.current) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    compareText(a.id, b.id)
  );
}

/** Names are put in where the rule found one thing only; otherwise they stand as `<name>`. */
function proseOf(rules: readonly Rule[], findings: readonly Finding[]): Report['rules'] {
  return rules
    .flatMap((rule) => {
      const own = findings.filter((finding) => finding.rule === rule.id);
      if (own.length === 0) return [];
      const [only] = own;
      const values = own.length === 1 && only ? { ...only.subject, ...only.captures } : {};
      return [
        {
          id: rule.id,
          pack: rule.pack,
          title: fillText(rule.title, values),
          severity: rule.severity,
          why: fillText(rule.why, values),
          verify: rule.verify.map((command) => fillCommand(command, values)),
          falsePositives: rule.falsePositives,
          references: rule.references,
        },
      ];
    })
    .sort((a, b) => compareText(a.id, b.id));
}
