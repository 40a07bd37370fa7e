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

/** Error lines that no rule knows, where they are what the log is about: its last words, or much of an excerpt. */
export const logErrorUnexplained = defineCheck({
  run: ({ snapshot, evidence }) => [
    ...snapshot.logs.flatMap((log): RawFinding[] => {
      if (log.object?.kind === 'Pod' && isPodReady(log.object)) return [];
      const error = tellingError(log);
      if (!error) return [];
      return [
        {
          subject: log.subject,
          captures: { message: withoutStamp(error.text) },
          evidence: [evidence.logLine(log.origin.file, error.last, error.count)],
          confidence: 'possible',
          count: error.count,
        },
      ];
    }),
    ...snapshot.texts.flatMap((text): RawFinding[] => {
      const error = tellingError(text);
      if (!error) return [];
      return [
        {
          subject: { kind: 'File', name: text.origin.file },
          captures: { message: withoutStamp(error.text) },
          evidence: [evidence.textLine(text.origin.file, error.last, error.count)],
          confidence: 'possible',
          count: error.count,
        },
      ];
    }),
  ],
});

/** The last words count most, else what is repeated most often. */
function tellingError({ unknown: all, lines, tail }: ScanResult): UnknownLine | undefined {
  const unknown = all.filter(({ text }) => !ORDINARY.test(text));
  const end = tail.at(-LAST_LINES)?.line ?? tail[0]?.line ?? 0;
  const last = unknown.filter((line) => line.last.line >= end);
  if (last.length > 0) return last.at(-1);
  const errors = unknown.reduce((sum, { count }) => sum + count, 0);
  if (lines > EXCERPT_LINES || errors < lines * TELLING_SHARE) return undefined;
  return [...unknown].sort((a, b) => b.count - a.count || a.first.line - b.first.line)[0];
}

function withoutStamp(text: string): string {
  return text.replace(/^[\dTZ:.,+\-/ []{8,40}(?:[\]Z ]|\+\d\d:?\d\d)*\s*/, '').slice(0, 400);
}
