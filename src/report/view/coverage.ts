import type { Gap, Outcome, Report } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { commandsToAsk } from './ask.ts';

/** What was missing, and the rules that therefore gave no verdict. */
export type Unchecked = { missing: string; rules: string[] };

export type CoverageView = {
  counts: Record<Outcome['outcome'], number>;
  unchecked: Unchecked[];
  /** Rules that failed: a fault of the rule, with its reason. */
  failed: { rule: string; reason: string }[];
  gaps: { what: string; why: string; file: string | undefined; command: string | undefined }[];
  /** A block to send to whoever has the cluster. */
  commands: string[];
  unread: string[];
};

/** What this bundle could not tell, so that it never reads as healthy. */
export function coverageOf(report: Report): CoverageView {
  const { outcomes, coverage } = report;
  const counts = { found: 0, clear: 0, 'not-collected': 0, 'not-applicable': 0, error: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return {
    counts,
    unchecked: uncheckedOf(outcomes),
    failed: outcomes
      .filter(({ outcome }) => outcome === 'error')
      .map(({ rule, reason }) => ({ rule: oneLine(rule), reason: oneLine(reason ?? 'no reason given') })),
    gaps: coverage.gaps.map(gapOf),
    commands: commandsToAsk(report),
    unread: coverage.unread.map((file) => oneLine(file)),
  };
}

function gapOf({ what, why, file, command }: Gap): CoverageView['gaps'][number] {
  return {
    what: oneLine(what),
    why: oneLine(why),
    file: file && oneLine(file),
    command: command && oneLine(command, 1000),
  };
}

/** Rules without a verdict, by what they missed: what leaves most undecided comes first. */
function uncheckedOf(outcomes: readonly Outcome[]): Unchecked[] {
  const rulesByMissing = new Map<string, string[]>();
  for (const { rule, outcome, missing = [] } of outcomes) {
    if (outcome !== 'not-collected') continue;
    for (const what of missing.length > 0 ? missing : ['what the rule needs']) {
      const key = oneLine(what);
      rulesByMissing.set(key, [...(rulesByMissing.get(key) ?? []), oneLine(rule)]);
    }
  }
  return [...rulesByMissing]
    .map(([missing, rules]) => ({ missing, rules: rules.sort() }))
    .sort((a, b) => b.rules.length - a.rules.length || (a.missing < b.missing ? -1 : 1));
}
