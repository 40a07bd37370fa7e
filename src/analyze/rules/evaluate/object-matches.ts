import type { Evidence } from '../../../report-format/report.ts';
import type { KubeObject } from '../../formats/kube-object.ts';
import type { AbsenceMatcher, ObjectMatcher, RawFinding, Rule } from '../rule.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import type { CelExpression, compileCel } from './cel.ts';
import { fits, placeOf } from './scope.ts';

type Compile = typeof compileCel;

/** Findings of a rule that judges each object of a kind by an expression; the fields that it shows are the proof. */
export function objectCandidates(
  rule: Rule,
  matcher: ObjectMatcher,
  compile: Compile,
  evaluation: Evaluation,
): Candidate[] {
  const { snapshot } = evaluation;
  const objects = matcher.kind.flatMap((kind) => snapshot.objects.ofKind(kind));
  if (objects.length === 0) return [];

  const when = compile(matcher.when);
  const captures = Object.entries(matcher.captures).map(([name, source]) => [name, compile(source)] as const);
  return objects.flatMap((object) => {
    if (when.evaluate(object, snapshot) !== true) return [];
    return finding(rule, object, evaluation, {
      captures: Object.fromEntries(captures.flatMap(([name, source]) => captured(name, source, object, evaluation))),
      evidence: shownOf(matcher, object).map((path) => evaluation.evidence.field(object, path)),
    });
  });
}

/** No finding is without a proof: an object that has none of the fields to show is quoted by its state, or its spec. */
function shownOf({ show }: ObjectMatcher, object: KubeObject): string[] {
  const has = (path: string) => object.at(path) !== undefined;
  const shown = show.filter(has);
  return shown.length > 0 ? shown : ['status', 'spec', 'metadata.name'].filter(has).slice(0, 1);
}

function captured(
  name: string,
  source: CelExpression,
  object: KubeObject,
  { snapshot }: Evaluation,
): [string, string][] {
  const value = source.evaluate(object, snapshot);
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
  return isText || typeof value === 'boolean' ? [[name, String(value)]] : [];
}

/** Findings of a rule about what does not exist, claimed only where a complete list proves it. */
export function absenceCandidates(
  rule: Rule,
  matcher: AbsenceMatcher,
  compile: Compile,
  evaluation: Evaluation,
): Candidate[] {
  const { snapshot, evidence } = evaluation;
  const { kind, neededBy } = matcher;
  if (!neededBy) return absenceOfKind(rule, kind, evaluation);

  const when = neededBy.when === undefined ? undefined : compile(neededBy.when);
  return snapshot.objects.ofKind(neededBy.kind).flatMap((object) => {
    const missing = object.string(neededBy.field);
    if (!missing || (when && when.evaluate(object, snapshot) !== true)) return [];
    const inNamespace = { kind, name: missing, ...(object.namespace ? { namespace: object.namespace } : {}) };
    if (snapshot.objects.find(inNamespace) || snapshot.objects.find({ kind, name: missing })) return [];
    const absence = evidence.absence(inNamespace) ?? evidence.absence({ kind, name: missing });
    if (!absence) return [];
    return finding(rule, object, evaluation, {
      captures: { missing, field: neededBy.field },
      evidence: [evidence.field(object, neededBy.field), absence],
    });
  });
}

/** No object of a kind at all, in a cluster that was collected otherwise. */
function absenceOfKind(rule: Rule, kind: string, { snapshot }: Evaluation): Candidate[] {
  const file = snapshot.coverage.listFile(kind);
  if (!file || snapshot.objects.ofKind(kind).length > 0) return [];
  const proof: Evidence = { type: 'absence', file, text: `no ${kind} in the cluster` };
  const raw: RawFinding = { subject: { kind, name: 'none' }, captures: { missing: kind }, evidence: [proof] };
  return [{ rule, raw: { ...raw, confidence: 'confirmed' }, seen: [] }];
}

function finding(
  rule: Rule,
  object: KubeObject,
  evaluation: Evaluation,
  found: Pick<RawFinding, 'captures' | 'evidence'>,
): Candidate[] {
  const subject = {
    kind: object.kind,
    ...(object.namespace ? { namespace: object.namespace } : {}),
    name: object.name,
    ...(object.apiVersion ? { apiVersion: object.apiVersion } : {}),
  };
  const fit = fits(rule, evaluation.packs.get(rule.pack), placeOf(subject, object));
  if (fit === 'no') return [];
  // A state that was read from the object itself admits no other reading, as long as the object is the right one.
  const confidence = fit === 'yes' ? 'confirmed' : 'possible';
  return [{ rule, raw: { subject, ...found, confidence }, seen: [] }];
}
