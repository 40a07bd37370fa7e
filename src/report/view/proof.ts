import type { Evidence } from '../../report-format/report.ts';
import { counted, oneLine, readable, shorten } from '../readable.ts';
import type { Clock } from './time.ts';
import { ageAt, timeText } from './time.ts';

/** A proof is read, not scrolled: this much of one line, and of each line around it. */
const MAX_LINE = 1200;
const MAX_CONTEXT = 240;
const MAX_CONTEXT_LINES = 5;
/** Text kept in front of a match that stands far into a long line. */
const LEAD = 160;

/** Where neither the capture nor the reader has a time of its own. */
const UNTIMED: Clock = { capturedAt: undefined, timeZone: undefined };

/** A stretch of the quoted text; `marked` is the part that the rule matched. */
type Stretch = { text: string; marked: boolean };

/** A line around the proof; its number is known where the proof's own is. */
type NumberedLine = { number: number | undefined; text: string };

export type ProofView = {
  /** `path/in/bundle.log:118`, or the file and the field path. */
  where: string;
  label: string;
  stretches: Stretch[];
  before: NumberedLine[];
  line: number | undefined;
  after: NumberedLine[];
  time: string | undefined;
  age: string | undefined;
  /** Said only when the line was seen more than once. */
  seen: string | undefined;
};

const LABELS: Record<Evidence['type'], string> = {
  'log-line': 'log line',
  event: 'event',
  'object-field': 'field',
  condition: 'condition',
  absence: 'not in this complete list',
  'text-line': 'line of text',
};

/**
 * One piece of evidence as a person reads it, cut to a bounded size and free of control characters, with at most `around`
 * lines (one or more) before and after it.
 */
export function proofOf(evidence: Evidence, clock: Clock = UNTIMED, around = MAX_CONTEXT_LINES): ProofView {
  const { line, time, count } = evidence;
  const before = (evidence.before ?? []).slice(-around);
  const after = (evidence.after ?? []).slice(0, around);
  const numbered = (text: string, number: number | undefined) => ({
    text: readable(shorten(text, MAX_CONTEXT)),
    number: number !== undefined && number > 0 ? number : undefined,
  });
  return {
    where: placeOf(evidence),
    label: labelOf(evidence),
    stretches: stretchesOf(evidence),
    before: before.map((text, index) => numbered(text, line && line - before.length + index)),
    line,
    after: after.map((text, index) => numbered(text, line && line + index + 1)),
    time: time && timeText(time, clock),
    age: ageAt(time, clock.capturedAt),
    seen: count && count > 1 ? `seen ${counted(count, 'time')}` : undefined,
  };
}

/** A list proves that an object is absent; the object itself, that a part of it is. */
function labelOf({ type, line, path }: Evidence): string {
  return type === 'absence' && (line || path) ? 'not in this object' : LABELS[type];
}

/** `file:line`, or `file` and the path of the field in it. */
export function placeOf({ file, line, path }: Evidence): string {
  const place = oneLine(line ? `${file}:${line}` : file);
  return path && !line ? `${place} \u203a ${oneLine(path)}` : place;
}

function stretchesOf({ text, match }: Evidence): Stretch[] {
  const [from, to] = match ?? [0, 0];
  if (!(from < to && to <= text.length)) return plain(readable(shorten(text, MAX_LINE)));
  const start = from > MAX_LINE - LEAD ? from - LEAD : 0;
  const lead = `${start > 0 ? '\u2026' : ''}${text.slice(start, from)}`;
  const marked = shorten(text.slice(from, to), MAX_LINE);
  const rest = shorten(text.slice(to), Math.max(LEAD, MAX_LINE - lead.length - marked.length));
  return [...plain(readable(lead)), { text: readable(marked), marked: true }, ...plain(readable(rest))];
}

function plain(text: string): Stretch[] {
  return text === '' ? [] : [{ text, marked: false }];
}
