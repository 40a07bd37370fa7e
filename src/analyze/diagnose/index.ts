import type { Diagnosis, Finding, Report, Step } from '../../report-format/report.ts';
import { atLeast } from '../../report-format/report.ts';
import type { EvidenceMaker } from '../evidence.ts';
import type { Rule } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { clockNotesOf } from './clocks.ts';
import { continuationsOf } from './continuations.ts';
import { describeChain } from './describe.ts';
import { escalationOf } from './escalate.ts';
import { explanationsOf } from './explain.ts';
import { indexByPlace } from './places.ts';
import { specQuotes } from './quote-spec.ts';
import { chainsOf } from './roots.ts';
import { scopeOf } from './scope.ts';
import { onsetOf, timelineOf } from './timeline.ts';
import { withoutCycles } from './without-cycles.ts';

type Input = {
  findings: readonly Finding[];
  rules: readonly Rule[];
  snapshot: Snapshot;
  stepsOf(finding: Finding): Step[];
  evidence: EvidenceMaker;
};

type Diagnosed = Pick<Report, 'diagnoses' | 'findings' | 'timeline' | 'clocks' | 'scope' | 'onset'>;

/** Links findings by the relations of their objects, and ranks what is left unexplained: the root causes. */
export function diagnose({ findings: found, rules, snapshot, stepsOf, evidence }: Input): Diagnosed {
  const findings = found.map((finding) => ({
    ...finding,
    evidence: [...finding.evidence, ...continuationsOf(finding), ...specQuotes(finding, snapshot, evidence)],
  }));
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  const judged = { findings, rules: rulesById, snapshot, places: indexByPlace(findings) };
  const links = withoutCycles(findings.flatMap((finding) => explanationsOf(finding, judged)));

  const diagnoses = chainsOf(findings, links).flatMap((chain): Diagnosis[] => {
    const described = describeChain(chain, { snapshot, stepsOf });
    return described ? [described] : [];
  });

  const explained = findings.map((finding) => ({
    ...finding,
    explainedBy: [
      ...new Set(links.filter(({ effect }) => effect.id === finding.id).map(({ cause }) => cause.id)),
    ].sort(),
  }));
  const onset = onsetOf(findings.filter(({ severity }) => atLeast(severity, 'error')));
  const escalate = escalationOf(diagnoses, { findings, rules: rulesById, snapshot });
  const clocks = clockNotesOf(snapshot);
  return {
    diagnoses,
    findings: explained,
    timeline: timelineOf(findings, snapshot, evidence.redact),
    ...(clocks.length > 0 ? { clocks } : {}),
    scope: { ...scopeOf(diagnoses, findings, snapshot), ...(escalate.length > 0 ? { escalate } : {}) },
    ...(onset ? { onset } : {}),
  };
}
