import type { Evidence, Finding, Report } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { uriReference } from '../uri.ts';
import { objectName } from '../view/object-name.ts';
import { proofOf } from '../view/proof.ts';
import { levelOf } from './rule.ts';
import { messageOf, snippetOf } from './text.ts';

const MAX_RELATED = 20;

/** Where findings stand in their report: the numbers of the rules, the diagnoses, and whether a baseline was given. */
type Standing = {
  ruleIndexes: ReadonlyMap<string, number>;
  diagnoses: ReadonlyMap<string, readonly string[]>;
  compared: boolean;
};

/** Read once for all findings of a report, of which there may be thousands. */
export function standingIn({ rules, findings, diagnoses }: Report): Standing {
  const byFinding = new Map(findings.map(({ id }) => [id, [] as string[]]));
  for (const { id, chain } of diagnoses) for (const member of new Set(chain)) byFinding.get(member)?.push(id);
  return {
    ruleIndexes: new Map(rules.map(({ id }, index) => [id, index])),
    diagnoses: byFinding,
    compared: findings.some(({ known }) => known),
  };
}

/** A finding as a SARIF result: its first proof is the place, the others are related to it. */
export function resultOf(finding: Finding, { ruleIndexes, diagnoses, compared }: Standing) {
  const { id, rule, severity, confidence, role, current, message, title, evidence, fingerprint, count } = finding;
  const [first, ...others] = evidence;
  const ruleIndex = ruleIndexes.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    kind: 'fail',
    level: levelOf(severity),
    message: messageOf(message || title),
    locations: [{ ...(first ? placeOf(first) : {}), logicalLocations: [subjectOf(finding)] }],
    relatedLocations: distinct(others.map(placeOf)),
    partialFingerprints: { 'casefile/v1': fingerprint },
    occurrenceCount: count,
    // Only a comparison with a baseline knows what is new; it marks what is not.
    ...(compared ? { baselineState: finding.known ? 'unchanged' : 'new' } : {}),
    properties: { id, severity, confidence, role, current, diagnoses: diagnoses.get(id) ?? [] },
  };
}

/** The schema wants the members of a list to differ. */
function distinct<T>(places: readonly T[]): T[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()].slice(0, MAX_RELATED);
}

function subjectOf({ subject }: Finding) {
  const container = subject.container ? `, container ${oneLine(subject.container)}` : '';
  return { name: oneLine(subject.name), fullyQualifiedName: `${objectName(subject)}${container}`, kind: 'resource' };
}

/** Columns are left out: a redacted line is not as long as the one in the file. */
function placeOf(evidence: Evidence) {
  const { file, line } = evidence;
  if (file === '') return {};
  const { before, stretches, after } = proofOf(evidence, undefined);
  const text = stretches.map((stretch) => stretch.text).join('');
  const around = [...before.map((row) => row.text), text, ...after.map((row) => row.text)];
  const lines =
    line === undefined
      ? {}
      : {
          region: { startLine: line, snippet: snippetOf([text]) },
          ...(around.length > 1
            ? {
                contextRegion: {
                  startLine: Math.max(1, line - before.length),
                  endLine: line + after.length,
                  snippet: snippetOf(around),
                },
              }
            : {}),
        };
  return {
    physicalLocation: { artifactLocation: { uri: uriReference(file), uriBaseId: 'BUNDLE' }, ...lines },
    message: messageOf(evidence.path ? `${evidence.type} ${evidence.path}` : evidence.type),
  };
}
