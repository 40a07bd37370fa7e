import type { Evidence } from '../../../report-format/report.ts';
import type { KubeEvent } from '../../formats/facts.ts';
import type { KubeObject } from '../../formats/kube-object.ts';
import { secondsBetween } from '../../snapshot/capture-time.ts';
import type { StatusMessage } from '../../snapshot/status-messages.ts';
import type { EventMatcher, RawFinding, Rule } from '../rule.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import { healthOf } from './container-state.ts';
import { joined } from './join.ts';
import { fits, placeOf } from './scope.ts';
import { compileCondition, type TextTest } from './text-condition.ts';

/** Events live for an hour (kubernetes/kubernetes:pkg/controlplane/apiserver/options/options.go@v1.36.2). */
const EVENT_TTL_SECONDS = 3600;

type EventRule = { rule: Rule; matcher: EventMatcher; test: TextTest | undefined };

/** Findings of a rule that reads events, from events and from what the status of objects says in the same words. */
export function eventCandidates(rule: Rule, matcher: EventMatcher, evaluation: Evaluation): Candidate[] {
  const eventRule = { rule, matcher, test: matcher.message && compileCondition(matcher.message) };
  return [
    ...evaluation.statuses.flatMap((message) => ofStatus(eventRule, message, evaluation)),
    ...evaluation.snapshot.events.flatMap((event) => ofEvent(eventRule, event, evaluation)),
  ];
}

function ofEvent({ rule, matcher, test }: EventRule, event: KubeEvent, evaluation: Evaluation): Candidate[] {
  const { involved } = event;
  if (!among(matcher.reason, event.reason) || !among(matcher.kind, involved.kind) || !among(matcher.type, event.type)) {
    return [];
  }
  const found = test ? test(event.message) : wholeMessage(rule, event.message);
  if (!found) return [];

  const { kind, namespace, name, container } = involved;
  const object = evaluation.snapshot.objects.find({ kind, name, ...(namespace ? { namespace } : {}) });
  const subject = {
    kind,
    ...(namespace ? { namespace } : {}),
    name: name || 'unknown',
    ...(container ? { container } : {}),
  };
  const fit = fits(rule, evaluation.packs.get(rule.pack), placeOf(subject, object));
  if (fit === 'no') return [];

  const current = isCurrent(event, object, evaluation);
  const failing = object ? healthOf(object, container) === 'failing' : false;
  const raw: RawFinding = {
    subject: { ...subject, ...(object?.apiVersion ? { apiVersion: object.apiVersion } : {}) },
    captures: found.captures,
    evidence: [evaluation.evidence.event(event), ...shown(matcher, object, evaluation)],
    current,
    confidence: fit === 'unknown' ? 'possible' : current && failing ? 'confirmed' : 'likely',
    count: event.count,
    ...(event.first ? { firstSeen: event.first } : {}),
    ...(event.last ? { lastSeen: event.last } : {}),
  };
  const result = joined(matcher.join, raw, evaluation);
  const seen = [kind, namespace, name, event.reason, event.message].join('\0');
  return result ? [{ rule, raw: result, seen: [seen], sure: fit === 'yes' }] : [];
}

/** Over when the object is gone or another of its name, when it has recovered, or when nothing tells and it is old. */
function isCurrent(event: KubeEvent, object: KubeObject | undefined, { snapshot }: Evaluation): boolean {
  const { kind, namespace, uid, container } = event.involved;
  if (!object) {
    if (snapshot.coverage.complete(kind, namespace)) return false;
    return !isOld(event, snapshot.capturedAt);
  }
  const own = object.string('metadata.uid');
  if (uid && own && uid !== own) return false;
  const health = healthOf(object, container);
  return health === 'failing' || (health === 'unknown' && !isOld(event, snapshot.capturedAt));
}

function isOld(event: KubeEvent, now: string | undefined): boolean {
  const age = secondsBetween(event.last, now);
  return age !== undefined && age > EVENT_TTL_SECONDS;
}

function ofStatus({ rule, matcher, test }: EventRule, status: StatusMessage, evaluation: Evaluation): Candidate[] {
  const { object, container } = status;
  if (!among(matcher.reason, status.reason) || !among(matcher.kind, object.kind)) return [];
  // A status has no type; it stands for a Warning.
  if (!among(matcher.type, 'Warning')) return [];
  const found = test ? test(status.message) : wholeMessage(rule, status.message);
  if (!found) return [];

  const subject = {
    kind: object.kind,
    ...(object.namespace ? { namespace: object.namespace } : {}),
    name: object.name,
    ...(container ? { container } : {}),
    ...(object.apiVersion ? { apiVersion: object.apiVersion } : {}),
  };
  const fit = fits(rule, evaluation.packs.get(rule.pack), placeOf(subject, object));
  if (fit === 'no') return [];
  const raw: RawFinding = {
    subject,
    captures: found.captures,
    evidence: [proofOf(status, evaluation), ...shown(matcher, object, evaluation)],
    current: true,
    confidence: fit === 'yes' ? 'confirmed' : 'possible',
    ...(status.since ? { firstSeen: status.since, lastSeen: status.since } : {}),
  };
  const result = joined(matcher.join, raw, evaluation);
  const seen = [object.kind, object.namespace, object.name, status.reason, status.message].join('\0');
  return result ? [{ rule, raw: result, seen: [seen], sure: fit === 'yes' }] : [];
}

/** A condition is quoted whole, with its type and reason; where it stands in an annotation, as the annotation. */
function proofOf({ object, path, condition }: StatusMessage, { evidence }: Evaluation): Evidence {
  const whole = condition && path.startsWith('status.conditions') ? evidence.condition(object, condition) : undefined;
  return whole ?? evidence.field(object, path);
}

function shown({ show }: EventMatcher, object: KubeObject | undefined, { evidence }: Evaluation): Evidence[] {
  return object ? show.filter((path) => object.at(path) !== undefined).map((path) => evidence.field(object, path)) : [];
}

/** A rule that asks for no words takes all of them, where its texts want them: what a controller says of a reason is free. */
function wholeMessage({ captures }: Rule, message: string): { captures: Record<string, string> } {
  return { captures: captures?.includes('message') ? { message: message.trim() } : {} };
}

function among(wanted: readonly string[], given: string): boolean {
  return wanted.length === 0 || wanted.includes(given);
}
