import { openBundle } from '../analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../analyze/bundle/source.ts';
import { CHECKS } from '../analyze/checks/index.ts';
import { createEvidenceMaker } from '../analyze/evidence.ts';
import { readBundle } from '../analyze/read.ts';
import type { Rule, RuleSet } from '../analyze/rules/rule.ts';
import { runRules } from '../analyze/rules/run-rules.ts';
import type { HitLine, Needle } from '../analyze/scan/needle.ts';
import { buildSnapshot } from '../analyze/snapshot/build-snapshot.ts';
import type { Snapshot } from '../analyze/snapshot/snapshot.ts';
import { CasefileError } from '../errors.ts';
import { printable } from './printable.ts';

/** Near misses shown: the nearest is enough to see what a pattern lacks. */
const SHOWN = 3;
const NEAR = '?near';

/** Why a rule found something in a bundle, or found nothing: its outcome, what it looked at, what came nearest. */
export async function explainRule(source: BundleSource, set: RuleSet, id: string): Promise<string> {
  const rule = set.rules.find((candidate) => candidate.id === id);
  if (!rule) throw new CasefileError('USAGE', `there is no rule ${id}`, { hint: 'See `casefile rules list`.' });

  // The rule's literals alone show the lines that came near; the whole set stays, since rules can outdo each other.
  const loose = set.needles.filter(({ id: needle }) => isOf(rule, needle)).map(loosened);
  const { facts } = await readBundle(openBundle(source).entries, [...set.needles, ...loose], { name: source.name });
  const snapshot = buildSnapshot(facts);
  const evidence = createEvidenceMaker(snapshot);
  const { findings, outcomes } = await runRules(set, snapshot, evidence, CHECKS);
  const outcome = outcomes.find((row) => row.rule === id);
  const own = findings.filter((finding) => finding.rule === id);

  const lines = [
    `${id}: ${outcome?.outcome ?? 'not run'}`,
    `  ${rule.title}`,
    ...(outcome?.missing ? [`  not collected: ${outcome.missing.join(', ')}`] : []),
    ...(outcome?.reason ? [`  failed: ${outcome.reason}`] : []),
    `  looked at: ${lookedAt(rule, snapshot)}`,
    ...own.flatMap((finding) => [
      `  found: ${finding.message}`,
      ...finding.evidence.map(({ file, line, text }) => `    ${file}${line ? `:${line}` : ''}  ${text}`),
    ]),
    ...(own.length === 0 ? nearMisses(rule, snapshot, evidence.redact) : []),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function isOf(rule: Rule, needle: string): boolean {
  return needle === rule.id || needle.startsWith(`${rule.id}#`);
}

function loosened({ id, literals, input }: Needle): Needle {
  return { id: `${id}${NEAR}`, literals, input };
}

function lookedAt({ match, needs }: Rule, snapshot: Snapshot): string {
  const kinds = [...new Set([...needs.filter((need) => /^[A-Z]/.test(need)), ...(match.object?.kind ?? [])])];
  const parts = [
    ...(match.log || needs.includes('logs') ? [`${snapshot.logs.length} logs`] : []),
    ...(match.event || needs.includes('events') ? [`${snapshot.events.length} events`] : []),
    ...(match.text || match.log || match.event ? [`${snapshot.texts.length} other texts`] : []),
    ...kinds.map((kind) => `${snapshot.objects.ofKind(kind).length} of kind ${kind}`),
  ];
  return parts.join(', ') || 'nothing in this bundle';
}

/** Lines that hold a literal of the rule, and events that have its reason, though the rule does not match them. */
function nearMisses(rule: Rule, snapshot: Snapshot, redact: (text: string) => string): string[] {
  const near = [...snapshot.logs, ...snapshot.texts].flatMap(({ hits, origin }) =>
    hits
      .filter(({ needle }) => needle.endsWith(NEAR) && isOf(rule, needle.slice(0, -NEAR.length)))
      .map(({ first }) => quoted(origin.file, first, redact)),
  );
  const { event } = rule.match;
  const events = snapshot.events
    .filter(({ reason }) => event?.reason.includes(reason))
    .map(({ source, reason, message }) => `${source.file}:${source.line ?? 1}  ${reason}: ${redact(message)}`);
  const all = [...near, ...events];
  if (all.length === 0) return ['  nothing came near'];
  return [`  came near, but does not match (${all.length}):`, ...all.slice(0, SHOWN).map((line) => `    ${line}`)];
}

function quoted(file: string, { line, text }: HitLine, redact: (text: string) => string): string {
  return `${file}:${line}  ${redact(text)}`;
}
