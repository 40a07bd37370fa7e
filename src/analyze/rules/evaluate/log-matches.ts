import type { Hit } from '../../scan/needle.ts';
import { secondsBetween } from '../../snapshot/capture-time.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import type { LogStream, Snapshot } from '../../snapshot/snapshot.ts';
import { rankOfNeedle, ruleOfNeedle } from '../compile.ts';
import type { LogMatcher, RawFinding, Rule } from '../rule.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import { type Health, healthOf, isCrashing } from './container-state.ts';
import { capturesOf } from './continuation.ts';
import { joined } from './join.ts';
import { fits } from './scope.ts';

/** Lines that may follow the last hit of a stream which "ends with it". */
const A_FEW_LINES = 5;
/** Findings of one rule in one log. */
const MAX_PER_LOG = 10;
/** How often a line must have come to count as recurring. */
const RECURS = 3;
/** In a log of so many lines, what came in no more of them than one in so many came seldom. */
const LONG_LOG = 200;
const SELDOM = 100;

/** Findings of a rule that reads logs, in every stream where it is to be tried. */
export function logCandidates(rule: Rule, matcher: LogMatcher, evaluation: Evaluation): Candidate[] {
  const byLog = new Map<LogStream, Hit[]>();
  for (const { log, hit } of evaluation.logHits.get(rule.id) ?? []) byLog.set(log, [...(byLog.get(log) ?? []), hit]);
  return [...byLog].flatMap(([log, hits]) => candidatesIn(log, hits, rule, matcher, evaluation));
}

function candidatesIn(
  log: LogStream,
  hits: Hit[],
  rule: Rule,
  matcher: LogMatcher,
  evaluation: Evaluation,
): Candidate[] {
  const fit = fits(rule, evaluation.packs.get(rule.pack), evaluation.placeOfLog(log));
  if (fit === 'no') return [];
  const severity = matcher.passing && hasPassed(hits, log) ? { severity: 'info' as const } : {};
  return mostFrequent(hits).flatMap((hit): Candidate[] => {
    const found = { ...rawOf(hit, log, fit === 'yes', matcher, evaluation), ...severity };
    const raw = joined(matcher.join, found, evaluation);
    const seen = hit.lines.map((line) => `${log.origin.file}:${line}`);
    return raw ? [{ rule, raw, seen, sure: fit === 'yes', rank: rankOfNeedle(hit.needle) }] : [];
  });
}

/** A line with ever new captures is one trouble, not a thousand: those that came most often tell it. */
function mostFrequent(hits: Hit[]): Hit[] {
  if (hits.length <= MAX_PER_LOG) return hits;
  const byCount = [...hits].sort((a, b) => b.count - a.count || a.first.line - b.first.line);
  return byCount.slice(0, MAX_PER_LOG);
}

function rawOf(
  hit: Hit,
  log: LogStream,
  sure: boolean,
  { lasts = false }: LogMatcher,
  { evidence, snapshot }: Evaluation,
): RawFinding {
  const { file } = log.origin;
  const health = log.object ? healthOf(log.object, log.subject.container) : 'unknown';
  const firstSeen = hit.first.time;
  const lastSeen = hit.last.time ?? hit.first.time;
  return {
    subject: { ...log.subject, ...(log.object?.apiVersion ? { apiVersion: log.object.apiVersion } : {}) },
    captures: capturesOf(hit),
    evidence: [
      evidence.logLine(file, hit.first, hit.count),
      ...(hit.count > 1 ? [evidence.logLine(file, hit.last)] : []),
    ],
    current: isCurrent(hit, log, health, snapshot) || (lasts && isOfThisRun(hit, log)),
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
function isCurrent(hit: Hit, log: LogStream, health: Health, snapshot: Snapshot): boolean {
  if ((log.until[hit.needle] ?? 0) > hit.last.line) return false;
  if (health === 'failing') return true;
  if (isFollowedByQuietRun(hit, log, snapshot) || isRetryThatHeld(hit, log, snapshot.capturedAt)) return false;
  const distance = endOf(log) - hit.last.line;
  const recurs = hit.count >= RECURS && distance <= Math.max(A_FEW_LINES, typicalGap(hit));
  if (health === 'healthy') return recurs && !log.origin.previous;
  return recurs || distance <= A_FEW_LINES;
}

/** It came in a few of many lines, and the container is well; where that is not known, the log goes on after them. */
function hasPassed(hits: readonly Hit[], log: LogStream): boolean {
  const health = log.object ? healthOf(log.object, log.subject.container) : 'unknown';
  // Two patterns of a rule may match the same lines.
  const perPattern = [...groupBy(hits, ({ needle }) => needle).values()];
  const count = Math.max(...perPattern.map((own) => own.reduce((sum, hit) => sum + hit.count, 0)));
  if (health === 'failing' || log.lines < LONG_LOG || count * SELDOM > log.lines) return false;
  const last = Math.max(...hits.map((hit) => hit.last.line));
  return health === 'healthy' || endOf(log) - last > A_FEW_LINES;
}

function endOf(log: LogStream): number {
  return log.tail.at(-1)?.line ?? log.origin.firstLine + log.lines - 1;
}

/** The run that said so goes on, and said nothing to the contrary since. */
function isOfThisRun(hit: Hit, log: LogStream): boolean {
  return !log.origin.previous && (log.until[hit.needle] ?? 0) <= hit.last.line;
}

/** The log of a run that ended, where the log of the next run was captured and no longer says so. */
function isFollowedByQuietRun(hit: Hit, log: LogStream, snapshot: Snapshot): boolean {
  if (!log.origin.previous) return false;
  const next = snapshot
    .logsOf(log.subject, log.subject.container)
    .find(({ origin, lines }) => !origin.previous && origin.container === log.origin.container && lines > 0);
  const rule = ruleOfNeedle(hit.needle);
  return next !== undefined && !next.hits.some(({ needle }) => ruleOfNeedle(needle) === rule);
}

const RETRY = /\b(?:retry|retrying|try again|reconnecting)\b(?:[^0-9]{0,20}(\d+(?:\.\d+)?)(ms|s|m)\b)?/i;
const UNIT_SECONDS: Record<string, number> = { ms: 0.001, s: 1, m: 60 };
/** What an attempt may take before it is reported as failed: the usual time-out of a connection. */
const ATTEMPT_SECONDS = 30;
/** When a retry is due that does not say when. */
const USUAL_PAUSE_SECONDS = 60;

/** The stream ends with a retry that was announced, was due before the capture, and was not reported as failed. */
function isRetryThatHeld(hit: Hit, log: LogStream, capturedAt: string | undefined): boolean {
  const last = log.tail.at(-1);
  if (last === undefined || last.line !== hit.last.line) return false;
  const retry = RETRY.exec(last.text);
  const silence = secondsBetween(last.time, capturedAt);
  if (!retry || silence === undefined) return false;
  const pause = retry[1] ? Number(retry[1]) * (UNIT_SECONDS[retry[2] ?? 's'] ?? 1) : USUAL_PAUSE_SECONDS;
  return silence > pause + ATTEMPT_SECONDS;
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
