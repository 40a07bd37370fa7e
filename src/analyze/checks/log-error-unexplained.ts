import type { Evidence } from '../../report-format/report.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { ScanResult, UnknownLine } from '../scan/needle.ts';
import { isPodReady } from '../snapshot/pod.ts';
import { defineCheck } from './define-check.ts';

/** In what somebody picked out of a log and pasted, an error is the point; a whole log always holds some. */
const EXCERPT_LINES = 100;
/** The share of error lines from which an excerpt is about them. */
const TELLING_SHARE = 0.25;
/** So close to the end a line is among the last words. */
const LAST_LINES = 3;

/** A client that went away, or a write that lost to another one and is tried again. */
const ORDINARY =
  /context canceled|broken pipe|connection reset by peer|client (?:has )?disconnected|object has been modified/i;

/** So many kinds of errors are quoted: the first says what began, the last how it ended. */
const MAX_QUOTED = 4;

/** Error lines that no rule knows, where they are what the log is about: its last words, or much of an excerpt. */
export const logErrorUnexplained = defineCheck({
  run: ({ snapshot, evidence }) => [
    ...snapshot.logs.flatMap((log): RawFinding[] => {
      if (log.object?.kind === 'Pod' && isPodReady(log.object)) return [];
      return findingOf(log, log.subject, (error) => evidence.logLine(log.origin.file, error.first, error.count));
    }),
    ...snapshot.texts.flatMap((text): RawFinding[] => {
      const subject = { kind: 'File', name: text.origin.file };
      return findingOf(text, subject, (error) => evidence.textLine(text.origin.file, error.first, error.count));
    }),
  ],
});

function findingOf(
  scan: ScanResult,
  subject: RawFinding['subject'],
  proofOf: (error: UnknownLine) => Evidence,
): RawFinding[] {
  const errors = tellingErrors(scan);
  const [first] = errors;
  if (!first) return [];
  return [
    {
      subject,
      captures: { message: withoutStamp(first.text) },
      evidence: errors.map(proofOf),
      confidence: 'possible',
      count: errors.reduce((sum, { count }) => sum + count, 0),
    },
  ];
}

/** The last words count most, with the errors right before them; else what is repeated most often. */
function tellingErrors({ unknown: all, lines, tail }: ScanResult): UnknownLine[] {
  const unknown = all.filter(({ text }) => !ORDINARY.test(text));
  const end = tail.at(-LAST_LINES)?.line ?? tail[0]?.line ?? 0;
  if (unknown.some(({ last }) => last.line >= end)) {
    const near = tail[0]?.line ?? 0;
    return unknown.filter(({ last }) => last.line >= near).slice(-MAX_QUOTED);
  }
  const errors = unknown.reduce((sum, { count }) => sum + count, 0);
  if (lines > EXCERPT_LINES || errors < lines * TELLING_SHARE) return [];
  return [...unknown].sort((a, b) => b.count - a.count || a.first.line - b.first.line).slice(0, 1);
}

function withoutStamp(text: string): string {
  return text.replace(/^[\dTZ:.,+\-/ []{8,40}(?:[\]Z ]|\+\d\d:?\d\d)*\s*/, '').slice(0, 400);
}
