import type { Finding } from '../../report-format/report.ts';
import { atLeast, CONFIDENCES, SEVERITIES } from '../../report-format/report.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { compareText } from '../snapshot/order.ts';
import type { Explanation } from './explain.ts';
import { familiesOf } from './families.ts';

/**
 * A cause with everything that follows from it, before it is told in words. `findings` begins with the cause; `alike` are
 * the findings of the same trouble at other objects, which follow from nothing either.
 */
export type Chain = { findings: Finding[]; alike: Finding[]; links: Explanation[] };

/** The chains of the findings that nothing explains, ordered: the most likely cause of the worst trouble first. */
export function chainsOf(findings: readonly Finding[], links: readonly Explanation[]): Chain[] {
  const explained = new Set(links.map(({ effect }) => effect.id));
  const effectsOf = groupBy(links, ({ cause }) => cause.id);

  // What is only context is a cause where something follows from it.
  const counts = ({ id, role }: Finding) => role !== 'context' || effectsOf.has(id);
  const roots = findings.filter(
    (finding) => !explained.has(finding.id) && counts(finding) && atLeast(finding.severity, 'warning'),
  );
  return familiesOf(roots)
    .map((family) => follow([...family].sort(byWeight), effectsOf))
    .sort(byRank);
}

function follow(family: Finding[], effectsOf: ReadonlyMap<string, Explanation[]>): Chain {
  const findings = new Set(family);
  const links: Explanation[] = [];
  // A set goes on over what is added on the way.
  for (const { id } of findings) {
    for (const link of effectsOf.get(id) ?? []) {
      links.push(link);
      findings.add(link.effect);
    }
  }
  return { findings: [...findings], alike: family.slice(1), links };
}

export function worstSeverity(findings: readonly Finding[]): Finding['severity'] {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info';
}

/** How many different objects are in trouble along a chain. */
function objectsIn({ findings }: Chain): number {
  const refs = findings.flatMap((finding) => [finding.subject, ...(finding.affected ?? [])]);
  return new Set(refs.map(keyOf)).size;
}

function byWeight(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    compareText(a.firstSeen ?? '~', b.firstSeen ?? '~') ||
    compareText(a.id, b.id)
  );
}

/** Present before past; then the worst trouble explained, the most objects, the surest, the earliest; the id at last. */
function byRank(a: Chain, b: Chain): number {
  const [first, second] = [a.findings[0], b.findings[0]];
  if (!first || !second) return 0;
  const severity = (chain: Chain) => SEVERITIES.indexOf(worstSeverity(chain.findings));
  return (
    Number(second.current) - Number(first.current) ||
    severity(a) - severity(b) ||
    // An unexplained symptom has no cause to show: it comes after the causes of trouble that is as bad.
    Number(first.role === 'symptom') - Number(second.role === 'symptom') ||
    objectsIn(b) - objectsIn(a) ||
    byWeight(first, second)
  );
}
