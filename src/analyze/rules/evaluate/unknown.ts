import type { Report } from '../../../report-format/report.ts';
import { compareText } from '../../snapshot/order.ts';
import type { LogStream } from '../../snapshot/snapshot.ts';
import type { Evaluation } from './candidate.ts';
import { isCrashing } from './container-state.ts';

type UnknownLine = Report['unknownLines'][number];

const MAX_UNKNOWN = 50;
const MAX_TEXT = 400;

/**
 * Error lines that no rule knows, one per kind and container, those first that stand right before a crash: a hint for
 * people and for the next rule, never a finding.
 */
export function unknownLinesOf({ snapshot, evidence }: Evaluation): UnknownLine[] {
  const byKind = new Map<string, UnknownLine>();
  for (const log of snapshot.logs) {
    const crashed = log.object?.kind === 'Pod' && isCrashing(log.object, log.subject.container);
    for (const unknown of log.unknown) {
      const line: UnknownLine = {
        text: evidence.redact(unknown.text).slice(0, MAX_TEXT),
        file: log.origin.file,
        line: unknown.first.line,
        count: unknown.count,
        ...(unknown.first.time ? { firstSeen: unknown.first.time } : {}),
        ...(unknown.last.time ? { lastSeen: unknown.last.time } : {}),
        subject: log.subject,
        beforeCrash: crashed && (log.tail[0]?.line ?? 0) <= unknown.last.line,
      };
      const key = `${unknown.fingerprint}\0${workloadKey(log)}`;
      const known = byKind.get(key);
      byKind.set(key, known ? together(known, line) : line);
    }
  }
  return [...byKind.values()]
    .sort(
      (a, b) =>
        Number(b.beforeCrash) - Number(a.beforeCrash) ||
        b.count - a.count ||
        compareText(a.file, b.file) ||
        a.line - b.line,
    )
    .slice(0, MAX_UNKNOWN);
}

const workloadKey = ({ subject }: LogStream) => `${subject.namespace ?? ''}/${subject.container ?? subject.name}`;

function together(known: UnknownLine, line: UnknownLine): UnknownLine {
  const firstSeen = [known.firstSeen, line.firstSeen].filter((time) => time !== undefined).sort()[0];
  const lastSeen = [known.lastSeen, line.lastSeen]
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
  return {
    ...(line.beforeCrash && !known.beforeCrash ? line : known),
    count: known.count + line.count,
    ...(firstSeen ? { firstSeen } : {}),
    ...(lastSeen ? { lastSeen } : {}),
  };
}
