import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../../report-format/report.ts';
import { SEVERITIES } from '../../../report-format/report.ts';
import { compareText } from '../../snapshot/order.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { RawFinding } from '../rule.ts';
import { fillText } from '../templates.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import { stableName, workloadOf } from './workload.ts';

/** A capture is a name or a reason; what is longer is cut. */
const MAX_CAPTURE = 300;

/** Addresses, ports of clients, uids, hashes, times and durations differ between bundles of the same trouble. */
const VOLATILE =
  /\b(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{12,64}|\d{4}-\d\d-\d\dT[0-9:.]+Z?|\d+(?:\.\d+)?(?:ms|s|m|h|d)\b)/gi;

/** Every mark of a redaction reads the same in an id, whatever its number. */
const REDACTION_MARK = /\[redacted[^\]]*\]/g;

/** A finding with its identity and its sentence. `explainedBy` is left for the diagnosis. */
export function findingOf({ rule, raw }: Candidate, { snapshot, evidence }: Evaluation): Finding {
  const captures = Object.fromEntries(
    Object.entries(raw.captures)
      .map(([name, value]) => [name, evidence.redact(value.trim()).slice(0, MAX_CAPTURE)] as const)
      .sort(([a], [b]) => compareText(a, b)),
  );
  const { kind, namespace, name, container, apiVersion } = raw.subject;
  const subject = {
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    ...(container ? { container } : {}),
    ...(apiVersion ? { apiVersion } : {}),
  };
  const current = raw.current ?? true;
  const confidence = raw.confidence ?? confidenceOf(raw);
  const role = rule.role === 'noise' ? 'context' : rule.role;
  const values = { ...subject, node: nodeOf(raw, snapshot), ...captures };

  return {
    id: `${rule.id}-${hashOf([rule.id, kind, namespace, name, container, captures])}`,
    fingerprint: `${rule.id}-${hashOf([rule.id, ...stableSubject(raw, snapshot), stableCaptures(captures, raw)])}`,
    rule: rule.id,
    title: fillText(rule.title, values),
    severity: severityOf(raw.severity ?? rule.severity, current, confidence),
    confidence,
    role,
    subject,
    captures,
    message: fillText(rule.what, values),
    evidence: raw.evidence,
    current,
    ...(raw.firstSeen ? { firstSeen: raw.firstSeen } : {}),
    ...(raw.lastSeen ? { lastSeen: raw.lastSeen } : {}),
    count: Math.max(raw.count ?? 1, 1),
    ...(raw.affected && raw.affected.length > 0 ? { affected: raw.affected } : {}),
    explainedBy: [],
  };
}

/** What is over is at most a warning; what is only possible is never critical. */
function severityOf(severity: Severity, current: boolean, confidence: Finding['confidence']): Severity {
  const most: Severity = !current ? 'warning' : confidence === 'possible' ? 'error' : 'critical';
  return SEVERITIES[Math.max(SEVERITIES.indexOf(severity), SEVERITIES.indexOf(most))] ?? severity;
}

/** A state of an object, or two proofs from different places, leaves no doubt. */
function confidenceOf({ evidence }: RawFinding): Finding['confidence'] {
  const isState = evidence.some(({ type }) => type === 'object-field' || type === 'condition' || type === 'absence');
  const places = new Set(evidence.map(({ file, line, path }) => `${file}:${line ?? ''}:${path ?? ''}`));
  return isState || places.size > 1 ? 'confirmed' : evidence.length > 0 ? 'likely' : 'possible';
}

function nodeOf({ subject }: RawFinding, { objects }: Snapshot): string | undefined {
  if (subject.kind === 'Node') return subject.name;
  return subject.kind === 'Pod' ? objects.find(subject)?.string('spec.nodeName') : undefined;
}

function stableSubject({ subject }: RawFinding, snapshot: Snapshot): (string | undefined)[] {
  const { kind, namespace, name, container } = subject;
  const workload =
    kind === 'Pod' || kind === 'ReplicaSet' || kind === 'Job' ? workloadOf(subject, snapshot) : undefined;
  // The kind is left out: a pod without its owner and its workload are told by the same name.
  return [namespace, workload?.name ?? stableName(kind, name), container];
}

function stableCaptures(captures: Record<string, string>, { subject }: RawFinding): Record<string, string> {
  return Object.fromEntries(
    Object.entries(captures).map(([name, value]) => [
      name,
      value.replaceAll(subject.name, stableName(subject.kind, subject.name)).replace(VOLATILE, ''),
    ]),
  );
}

function hashOf(parts: readonly unknown[]): string {
  const text = JSON.stringify(parts).replace(REDACTION_MARK, 'redacted');
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
