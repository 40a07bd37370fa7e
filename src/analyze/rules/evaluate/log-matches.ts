import type { Hit } from '../../scan/needle.ts';
import type { LogStream } from '../../snapshot/snapshot.ts';
import type { LogMatcher, RawFinding, Rule } from '../rule.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import { type Health, healthOf, isCrashing } from './container-state.ts';
import { joined } from './join.ts';
import { fits, placeOfLog } from './scope.ts';

/** Lines that may follow the last hit of a stream which "ends with it". */
const A_FEW_LINES = 5;
/** How often a line must have come to count as recurring. */
const RECURS = 3;

/** Findings of a rule that reads logs, in every stream where it is to be tried. */
export function logCandidates(rule: Rule, matcher: LogMatcher, evaluation: Evaluation): Candidate[] {
  return (evaluation.logHits.get(rule.id) ?? []).flatMap(({ log, hit }) => {
    const fit = fits(rule, evaluation.packs.get(rule.pack), placeOfLog(log));
    if (fit === 'no') return [];
    const raw = joined(matcher.join, rawOf(hit, log, fit === 'yes', evaluation), evaluation);
    return raw ? [{ rule, raw, seen: hit.lines.map((line) => `${log.origin.file}:${line}`) }] : [];
  });
}

function rawOf(hit: Hit, log: LogStream, sure: boolean, { evidence }: Evaluation): RawFinding {
  const { file } = log.origin;
  const health = log.object ? healthOf(log.object, log.subject.container) : 'unknown';
  const firstSeen = hit.first.time;
  const lastSeen = hit.last.time ?? hit.first.time;
  return {
    subject: { ...log.subject, ...(log.object?.apiVersion ? { apiVersion: log.object.apiVersion } : {}) },
    captures: hit.captures,
    evidence: [
      evidence.logLine(file, hit.first, hit.count),
      ...(hit.count > 1 ? [evidence.logLine(file, hit.last)] : []),
    ],
    current: isCurrent(hit, log, health),
    confidence: sure ? confidenceOf(hit, log, health) : 'possible',
    count: hit.count,
    ...(firstSeen ? { firstSeen } : {}),
    ...(lastSeen ? { lastSeen } : {}),
  };
}

/**
 * Current while its container is failing. Where that is not known, or the container is up and yet says so again and
 * again, the stream decides: it ends with the line or the line comes until the end, and no success came after it.
 */
function isCurrent(hit: Hit, log: LogStream, health: Health): boolean {
  if ((log.until[hit.needle] ?? 0) > hit.last.line) return false;
  if (health === 'failing') return true;
  const end = log.tail.at(-1)?.line ?? log.origin.firstLine + log.lines - 1;
  const distance = end - hit.last.line;
  const recurs = hit.count >= RECURS && distance <= Math.max(A_FEW_LINES, typicalGap(hit));
  if (health === 'healthy') return recurs && !log.origin.previous;
  return recurs || distance <= A_FEW_LINES;
}

/** Twice the mean distance between hits: the next one was not yet due when the stream ended. */
function typicalGap(hit: Hit): number {
  return (2 * (hit.last.line - hit.first.line)) / Math.max(hit.count - 1, 1);
}

function confidenceOf(hit: Hit, log: LogStream, health: Health): RawFinding['confidence'] {
  const lastWords = (log.tail[0]?.line ?? 0) <= hit.last.line;
  if (lastWords && log.object?.kind === 'Pod' && isCrashing(log.object, log.subject.container)) return 'confirmed';
  return health === 'failing' || hit.count > 1 ? 'likely' : 'possible';
}
