import type { Finding } from '../../report-format/report.ts';
import { atLeast, CONFIDENCES, SEVERITIES } from '../../report-format/report.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { compareText } from '../snapshot/order.ts';
import type { Explanation } from './explain.ts';
import { placesOf } from './places.ts';

/**
 * A cause with everything that follows from it, before it is told in words. `findings` begins with the cause; `alike` are
 * the findings of the same trouble at other objects, which follow from nothing either.
 */
export type Chain = { findings: Finding[]; alike: Finding[]; links: Explanation[] };

/** Captures that name one thing which many objects may share; equal ones make one cause out of many findings. */
const SHARED = [
  'host',
  'node',
  'secret',
  'configmap',
  'key',
  'webhook',
  'quota',
  'class',
  'registry',
  'driver',
  'image',
  'endpoint',
];

/** The chains of the findings that nothing explains, ordered: the most likely cause of the worst trouble first. */
export function chainsOf(findings: readonly Finding[], links: readonly Explanation[]): Chain[] {
  const explained = new Set(links.map(({ effect }) => effect.id));
  const effectsOf = new Map<string, Explanation[]>();
  for (const link of links) effectsOf.set(link.cause.id, [...(effectsOf.get(link.cause.id) ?? []), link]);

  // What is only context is a cause where something follows from it.
  const counts = ({ id, role }: Finding) => role !== 'context' || effectsOf.has(id);
  const roots = findings.filter(
    (finding) => !explained.has(finding.id) && counts(finding) && atLeast(finding.severity, 'warning'),
  );
  const families = new Map<string, Finding[]>();
  for (const root of roots) {
    const key = familyOf(root);
    families.set(key, [...(families.get(key) ?? []), root]);
  }
  return [...families.values()].map((family) => follow([...family].sort(byWeight), effectsOf)).sort(byRank);
}

/**
 * Findings of one rule that name the same thing are one trouble, wherever they were seen. Symptoms that nothing explains
 * are one open question for each object, however many rules saw them.
 */
function familyOf(root: Finding): string {
  if (root.role === 'symptom') return ['symptom', root.current, ...placesOf(root).map(keyOf)].join('\0');
  const shared = SHARED.flatMap((name) => (root.captures[name] ? [`${name}=${root.captures[name]}`] : []));
  const scope = shared.length > 0 ? shared.join('\0') : root.id;
  return [root.rule, root.current, scope].join('\0');
}

function follow(family: Finding[], effectsOf: Map<string, Explanation[]>): Chain {
  const findings = [...family];
  const links: Explanation[] = [];
  for (let at = 0; at < findings.length; at += 1) {
    for (const link of effectsOf.get(findings[at]?.id ?? '') ?? []) {
      links.push(link);
      if (!findings.includes(link.effect)) findings.push(link.effect);
    }
  }
  return { findings, alike: family.slice(1), links };
}

export function worstSeverity(findings: readonly Finding[]): Finding['severity'] {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info';
}

/** How many different objects are in trouble along a chain. */
export function objectsIn({ findings }: Chain): number {
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
