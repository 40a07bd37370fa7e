import type { Sighting } from './hit-recorder.ts';
import { contextOf } from './kept-text.ts';
import type { HitLine } from './needle.ts';
import { readTime } from './time-stamp.ts';
import { withoutEscapes } from './views.ts';
import type { Window } from './window.ts';

/** Lines kept before and after a hit. */
export const CONTEXT_LINES = 3;

export function hitLine(line: number, text: string, before: string[]): HitLine {
  const time = timeOfLine(text);
  return { line, text, ...(time ? { time } : {}), before, after: [] };
}

export const timeOfLine = (text: string) => readTime(withoutEscapes(text.slice(0, 4096)).text);

/** A line that was passed already, with those after it as far as they are there: up to the open line. */
export function sightedLine(window: Window, sighting: Sighting, openLine: number): HitLine {
  const { line, start, end, matchStart, matchEnd } = sighting;
  const hit = hitLine(line, window.text(start, end), linesBefore(window, start));
  for (let from = end + 1; from < openLine && hit.after.length < CONTEXT_LINES; ) {
    const to = window.endOfLine(from);
    hit.after.push(contextOf(window.text(from, to)));
    from = to + 1;
  }
  return { ...hit, match: [matchStart, matchEnd] };
}

/** The lines above the one at `start`, or above that which stands `skip` lines before it. */
export function linesBefore(window: Window, start: number, skip = 0): string[] {
  const lines: string[] = [];
  let first = start;
  for (let count = 0; count < skip; count++) first = window.before(first) ?? first;
  let end = first - 1;
  let previous = window.before(first);
  while (previous !== undefined && lines.length < CONTEXT_LINES) {
    lines.unshift(contextOf(window.text(previous, end)));
    end = previous - 1;
    previous = window.before(previous);
  }
  return lines;
}

/** The lines above the one at `start`, the nearest first, without escape codes. */
export function* linesAbove(window: Window, start: number): Generator<string> {
  let end = start;
  for (let above = window.before(start); above !== undefined; above = window.before(above)) {
    yield withoutEscapes(window.text(above, end - 1)).text;
    end = above;
  }
}
