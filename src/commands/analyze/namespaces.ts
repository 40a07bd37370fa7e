import { CasefileError } from '../../errors.ts';
import type { Finding, ObjectRef, Report } from '../../report-format/report.ts';

/**
 * The part of a report that lies or takes effect in these namespaces, with its causes wherever they are. What was
 * collected and which rules ran is told of the whole bundle.
 * @throws CasefileError USAGE where the bundle has none of a namespace.
 */
export function withinNamespaces(report: Report, namespaces: readonly string[]): Report {
  const known = namespacesIn(report);
  const unknown = namespaces.find((name) => !known.includes(name));
  if (unknown !== undefined) throw noSuchNamespace(unknown, known);

  const isInside = ({ kind, namespace, name }: ObjectRef) =>
    namespaces.includes(kind === 'Namespace' ? name : (namespace ?? ''));
  const concerns = ({ subject, affected = [] }: Finding) => isInside(subject) || affected.some(isInside);
  const inside = new Set(report.findings.filter(concerns).map(({ id }) => id));
  const diagnoses = report.diagnoses.filter(
    ({ chain, affected }) => chain.some((id) => inside.has(id)) || affected.some(isInside),
  );
  const kept = withCauses(new Set([...inside, ...diagnoses.flatMap(({ chain }) => chain)]), report.findings);
  const findings = report.findings.filter(({ id }) => kept.has(id));
  const { onset, ...rest } = report;

  return {
    ...rest,
    ...(onset && diagnoses.length > 0 ? { onset } : {}),
    scope: diagnoses.length > 0 ? report.scope : { level: 'none', names: [] },
    diagnoses,
    findings,
    rules: report.rules.filter(({ id }) => findings.some(({ rule }) => rule === id)),
    unknownLines: report.unknownLines.filter(({ subject }) => subject && isInside(subject)),
    applications: report.applications.filter(
      (card) =>
        namespaces.includes(card.namespace ?? '') ||
        namespaces.includes(card.destination.namespace ?? '') ||
        card.diagnoses.some((id) => diagnoses.some((diagnosis) => diagnosis.id === id)),
    ),
    timeline: report.timeline.filter(({ subject, finding }) => isInside(subject) || (finding && kept.has(finding))),
  };
}

/** With the findings that explain these, and what explains those. */
function withCauses(ids: ReadonlySet<string>, findings: readonly Finding[]): Set<string> {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const kept = new Set(ids);
  // A set goes on over what is added on the way.
  for (const id of kept) for (const cause of byId.get(id)?.explainedBy ?? []) kept.add(cause);
  return kept;
}

function namespacesIn({ inventory, findings, timeline }: Report): string[] {
  const refs = [...findings, ...timeline].map(({ subject }) => subject);
  const all = [...inventory.namespaces.map(({ name }) => name), ...refs.flatMap(({ namespace }) => namespace ?? [])];
  return [...new Set(all)].sort();
}

function noSuchNamespace(name: string, known: readonly string[]): CasefileError {
  const shown = known.slice(0, 20).join(', ');
  return new CasefileError('USAGE', `nothing in the bundle lies in the namespace ${name}`, {
    hint: known.length > 0 ? `It has ${shown}${known.length > 20 ? ' and others' : ''}.` : 'It tells no namespaces.',
  });
}
