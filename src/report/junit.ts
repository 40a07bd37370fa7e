import type { Finding, Outcome, Report } from '../report-format/report.ts';
import { attributes, escaped } from './junit/xml.ts';
import { counted, oneLine, readable } from './readable.ts';
import { objectName } from './view/object-name.ts';
import { placeOf } from './view/proof.ts';

const MAX_FINDINGS = 20;

type Case = Outcome & { findings: readonly Finding[] };

/** JUnit XML: a suite per rule pack, a case per rule. Only a rule that had all it needs and matched nothing passes. */
export function renderJunit({ bundle, outcomes, findings }: Report): string {
  const byRule = new Map(outcomes.map(({ rule }) => [rule, [] as Finding[]]));
  for (const finding of findings) byRule.get(finding.rule)?.push(finding);
  const cases = outcomes.map((outcome) => ({ ...outcome, findings: byRule.get(outcome.rule) ?? [] }));
  const packs = [...new Set(outcomes.map(({ pack }) => pack))].sort();
  const suites = packs.flatMap((pack) =>
    suiteLines(
      pack,
      cases.filter((row) => row.pack === pack),
      bundle,
    ),
  );
  const head = `<testsuites${attributes({ name: `casefile ${bundle.name}`, ...countsOf(cases) })}>`;
  return `${['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>'].join('\n')}\n`;
}

function suiteLines(pack: string, cases: readonly Case[], { name, sha256, capturedAt }: Report['bundle']): string[] {
  const facts = { bundle: name, sha256, ...(capturedAt ? { capturedAt } : {}) };
  return [
    `  <testsuite${attributes({ name: pack, ...countsOf(cases), ...(capturedAt ? { timestamp: capturedAt } : {}) })}>`,
    '    <properties>',
    ...Object.entries(facts).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
    '    </properties>',
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines(row: Case): string[] {
  const head = `    <testcase${attributes({ name: row.rule, classname: row.pack })}`;
  const verdict = verdictOf(row);
  return verdict === undefined ? [`${head}/>`] : [`${head}>`, `      ${verdict}`, '    </testcase>'];
}

/** Undefined is a pass. */
function verdictOf({ outcome, findings, missing = [], reason = '' }: Case): string | undefined {
  switch (outcome) {
    case 'clear':
      return undefined;
    case 'found':
      return failure(findings);
    case 'error':
      return `<error${attributes({ message: reason || 'the rule failed', type: 'rule-error' })}/>`;
    case 'not-collected':
      return `<skipped${attributes({ message: `not collected: ${missing.join(', ') || 'what the rule needs'}` })}/>`;
    case 'not-applicable':
      return `<skipped${attributes({ message: 'does not apply to this bundle' })}/>`;
  }
}

function failure(findings: readonly Finding[]): string {
  const [worst] = findings;
  const more = findings.length > 1 ? ` (and ${counted(findings.length - 1, 'more finding')})` : '';
  const message = `${worst ? worst.message || worst.title : 'found'}${more}`;
  const body = findings.slice(0, MAX_FINDINGS).flatMap(findingLines).join('\n');
  return `<failure${attributes({ message, type: worst?.severity ?? 'found' })}>${escaped(body)}</failure>`;
}

function findingLines({ severity, confidence, current, known, subject, message, evidence }: Finding): string[] {
  const marks = [severity, confidence, ...(current ? [] : ['past']), ...(known ? ['known'] : [])].join(', ');
  return [
    `${objectName(subject)} (${marks}): ${oneLine(message)}`,
    ...evidence.slice(0, 3).map((proof) => `  ${placeOf(proof)}  ${oneLine(readable(proof.text))}`),
  ];
}

function countsOf(cases: readonly Case[]) {
  const count = (...outcomes: Outcome['outcome'][]) => cases.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    tests: cases.length,
    failures: count('found'),
    errors: count('error'),
    skipped: count('not-collected', 'not-applicable'),
  };
}
