import { isErrorLine } from './error-line.ts';
import { createHitRecorder, type Sighting } from './hit-recorder.ts';
import { contextOf, type KeptText } from './kept-text.ts';
import { literalsOf, MAX_FOUND, remember } from './literals-of-line.ts';
import type { HitLine, ScanResult } from './needle.ts';
import { createPartialLines, type JoinedLine } from './partial-lines.ts';
import { isLookedAt } from './passing-lines.ts';
import type { ScanPlan } from './plan.ts';
import { createOpenRecords, type LogRecord, recordEndingWith } from './record.ts';
import { CONTEXT_LINES, hitLine, linesAbove, linesBefore, sightedLine, timeOfLine } from './surroundings.ts';
import { createTail } from './tail.ts';
import { readTime } from './time-stamp.ts';
import { createUnknownLines } from './unknown-lines.ts';
import { plainView, viewsOf, withoutEscapes } from './views.ts';
import { createWindow, LINE_CAP } from './window.ts';

const ESCAPE = 27;
const NEWLINE = 10;
/** Lines at the beginning of a stream that are asked for its first time. */
const TIME_LINES = 50;

export type ScanOptions = {
  /** Number of the stream's first line in its file; 1 where nothing else is said. */
  firstLine?: number;
  /** Which needles are tried. */
  input?: 'log' | 'text';
};

/** What is known of a line beside its text; `place`: where it stands in the stream, if it was not put together. */
type JudgedLine = { line: number; before: () => string[]; place?: { start: number; end: number } };

/** What is kept of all streams of a bundle. */
export type Keeping = { hits: KeptText; unknown: KeptText; tails: KeptText };

/** One stream on its way through the scan: chunks of any size in, the result at the end. */
export type StreamScan = { push(chunk: Uint8Array): void; finish(): ScanResult };

export function createStreamScan(plan: ScanPlan, keeping: Keeping, options: ScanOptions = {}): StreamScan {
  const { finder, meanings, matchers, asked } = plan;
  const search = finder.start();
  const firstLine = options.firstLine ?? 1;
  const window = createWindow();
  const recorder = createHitRecorder(keeping.hits);
  const unknown = createUnknownLines(keeping.unknown);
  const tail = createTail();
  const until: Record<string, number> = {};

  let lineNumber = firstLine;
  let lineStart = 0;
  let bytes = 0;
  let firstTime: string | undefined;
  const records = createOpenRecords(recordHit);
  const parts = createPartialLines(judgeJoined);
  /** Hits that still want lines after them. */
  let waiting: HitLine[] = [];
  /** Of the open line: literals found, the offsets where a level word ends, and whether it holds an escape code. */
  let found: number[] = [];
  let levelEnds: number[] = [];
  let escaped = false;
  /** It may be part of a message. */
  let isPart = false;
  /** What is told of a hit, over and over. */
  const sighting: Sighting = { line: 0, start: 0, end: 0, matchStart: 0, matchEnd: 0 };
  /** False while the open line needs no look at its end. */
  let marked = true;

  /** A literal in the open line, ending at `offset` of the stream. */
  function note(id: number, offset: number): void {
    const meaning = meanings[id];
    if (!meaning || offset - lineStart > LINE_CAP) return;
    if (meaning.special === 'part') isPart = true;
    else if (meaning.special && levelEnds.length < 2 * MAX_FOUND) levelEnds.push(id, offset - lineStart);
    remember(found, id, meaning);
    marked = true;
  }

  /** A line that holds a literal, or that a hit or record before it waits for. */
  function endLine(end: number): void {
    const raw = () => window.line(lineStart, end);
    if (escaped) found = literalsOf(raw(), plan);
    const text = found.length > 0 || waiting.length > 0 || records.any() ? window.text(lineStart, end) : undefined;

    if (text !== undefined) giveAfter(text);
    if (text !== undefined && records.any()) records.extend(withoutEscapes(text).text);
    const before = () => linesBefore(window, lineStart);
    const isError = () => isErrorLine(raw(), levelEnds, meanings);
    if (!((isPart || parts.any()) && parts.take(raw(), lineNumber, isError, before))) {
      const known =
        text !== undefined &&
        found.length > 0 &&
        judge(found, text, { line: lineNumber, before, place: { start: lineStart, end } });
      if (!known && isError()) {
        unknown.record(lineNumber, raw(), () => hitLine(lineNumber, window.text(lineStart, end), before()));
      }
    }

    found = [];
    levelEnds = [];
    escaped = false;
    isPart = false;
    marked = isAwaited();
  }

  /** Whether the next line is looked at, whatever it holds. */
  function isAwaited(): boolean {
    return waiting.length > 0 || records.any() || parts.any();
  }

  function judgeJoined({ bytes, line, before, isError }: JoinedLine): void {
    const text = bytes.toString('utf8');
    const known = judge(literalsOf(bytes, plan), text, { line, before: () => before });
    if (!known && isError) unknown.record(line, bytes, () => hitLine(line, text, before));
  }

  /** Tries the needles whose literals the line holds; true where one of them knows it. */
  function judge(found: readonly number[], text: string, { line, before, place }: JudgedLine): boolean {
    const whole = withoutEscapes(text);
    const plain = whole.text;
    const candidates: number[] = [];
    asked.begin();
    for (const id of found) {
      for (const index of meanings[id]?.until ?? []) {
        const matcher = matchers[index];
        if (matcher?.isSuccess(plain)) until[matcher.needle.id] = Math.max(line, until[matcher.needle.id] ?? 0);
      }
      for (const index of meanings[id]?.needles ?? []) {
        if (asked.isFirst(index) && matchers[index]?.mayMatch(whole)) candidates.push(index);
      }
    }
    if (candidates.length === 0) return false;

    const views = viewsOf(whole);

    let known = false;
    let described: HitLine | undefined;
    const describe = (match: [number, number]): HitLine => {
      if (!described) {
        described = hitLine(line, text, before());
        waiting.push(described);
      }
      // One list of lines after it, shared by all hits of the line.
      return { ...described, match, after: described.after };
    };
    const timeOf = () => timeOfLine(text);
    const spanning: number[] = [];
    for (const index of candidates) {
      const matcher = matchers[index];
      if (!matcher) continue;
      if (matcher.multiline) spanning.push(index);
      const result = matcher.matches(views);
      if (!result) continue;
      known = true;
      const { match, captures } = result;
      const seen = place ? sightingOf(line, place, match) : describe(match);
      recorder.record(matcher.needle, captures, seen, () => describe(match), timeOf);
    }
    if (spanning.length > 0 && place) {
      const { lines, distance } = recordEndingWith(plain, linesAbove(window, lineStart));
      records.open({
        line: line - distance,
        lines,
        needles: spanning,
        before: linesBefore(window, lineStart, distance),
      });
    }
    return known || (spanning.length > 0 && place !== undefined);
  }

  function sightingOf(line: number, place: { start: number; end: number }, match: [number, number]): Sighting {
    sighting.line = line;
    sighting.start = place.start;
    sighting.end = place.end;
    [sighting.matchStart, sighting.matchEnd] = match;
    return sighting;
  }

  function recordHit({ line, lines, needles, before }: LogRecord): void {
    const text = lines.join('\n');
    for (const index of needles) {
      const matcher = matchers[index];
      const result = matcher?.matches([plainView(text)]);
      if (!matcher || !result) continue;
      const hit: HitLine = { ...hitLine(line, text, before), match: result.match };
      recorder.record(
        matcher.needle,
        result.captures,
        hit,
        () => hit,
        () => hit.time,
      );
    }
  }

  function describeLast(sighting: Sighting): HitLine {
    const hit = sightedLine(window, sighting, lineStart);
    if (hit.after.length < CONTEXT_LINES) waiting.push(hit);
    return hit;
  }

  function giveAfter(text: string): void {
    const context = contextOf(text);
    for (const hit of waiting) hit.after.push(context);
    waiting = waiting.filter((hit) => hit.after.length < CONTEXT_LINES);
  }

  function scan(chunk: Buffer): void {
    const { base } = window;
    let position = 0;
    /** Ends the lines before `target`, an offset in the chunk. */
    const advance = (target: number) => {
      while (position < target) {
        const isEarly = firstTime === undefined && lineNumber < firstLine + TIME_LINES;
        if (!marked && !isEarly) {
          // Nearly all lines are passed over here.
          const { lines, start } = search.pass(position, target);
          if (lines > 0) begin(start, lines);
          if (!marked) break;
        }
        const at = chunk.indexOf(NEWLINE, position);
        if (at < 0 || at >= target) break;
        if (isEarly) firstTime = readTime(window.line(lineStart, base + at).toString('utf8', 0, 400));
        if (marked) endLine(base + at);
        begin(at + 1, 1);
      }
      position = Math.max(position, target);
    };
    const begin = (start: number, lines: number) => {
      lineNumber += lines;
      position = start;
      lineStart = base + start;
      if (isLookedAt(chunk[start])) marked = true;
    };

    let nextCode = nextEscape(chunk, 0);
    const noteEscapes = (before: number) => {
      while (nextCode < before) {
        advance(nextCode);
        escaped = true;
        marked = true;
        nextCode = nextEscape(chunk, nextCode + 1);
      }
    };
    search.scan(chunk, (id, end) => {
      noteEscapes(end);
      advance(end);
      note(id, base + end);
    });
    noteEscapes(chunk.length);
    advance(chunk.length);
  }

  return {
    push(chunk) {
      window.open(chunk);
      scan(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      tail.add(chunk, lineNumber, lineStart - bytes);
      bytes += chunk.length;
      recorder.settle(describeLast);
      marked ||= isAwaited();
      window.close(lineStart);
    },

    finish() {
      search.finish((id, end) => note(id, bytes + end));
      const open =
        bytes > lineStart ? { line: lineNumber, bytes: Buffer.from(window.line(lineStart, bytes)) } : undefined;
      if (open) {
        firstTime ??= lineNumber < firstLine + TIME_LINES ? readTime(open.bytes.toString('utf8', 0, 400)) : undefined;
        if (marked) endLine(bytes);
      }
      parts.finish();
      records.finish();
      recorder.settle(describeLast);
      const lastLines = tail.finish(open);
      const lastTime = lastLines.findLast(({ time }) => time !== undefined)?.time;
      const { hits, overflow } = recorder.finish();
      return {
        bytes,
        lines: lineNumber - firstLine + (open ? 1 : 0),
        ...(firstTime ? { firstTime } : {}),
        ...(lastTime ? { lastTime } : {}),
        hits,
        unknown: unknown.finish((line, raw) => hitLine(line, raw.toString('utf8'), [])),
        until,
        ...(Object.keys(overflow).length > 0 ? { overflow } : {}),
        tail: keeping.tails.lastLines(lastLines),
      };
    },
  };
}

/** Where the next escape code begins; beyond the end where there is none. */
function nextEscape(chunk: Uint8Array, from: number): number {
  const at = chunk.indexOf(ESCAPE, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}
