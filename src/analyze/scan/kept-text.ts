import type { HitLine } from './needle.ts';

/** Characters that the hits, the unknown and the last lines of all streams may keep each; what comes later is brief. */
const ROOM = 32 * 1024 * 1024;
/** Of a line that is kept briefly, around its match; and of what was captured in it. */
const BRIEF = 1000;
const LEAD = 200;
/** So many are kept at all; further ones are counted. */
const MOST = 200_000;
/** Of the last lines of a log so many, where they are kept briefly. */
const LAST_LINES = 2;
/** A line above or below a hit: people read less of it, and no secret in what they read is longer. */
const CONTEXT = 4096;

/**
 * What is kept of all streams of a bundle together. Without a bound, an archive of half a megabyte could make an
 * analysis keep gigabytes: lines of any length, a hundred kinds of them in each of thousands of logs.
 */
export type KeptText = {
  /** False when so much is kept that only the first of a kind may be added. */
  hasRoom(): boolean;
  /** What is kept of the first and, once again, of the last line of something new. */
  add(line: HitLine): HitLine;
  /** What is kept of another line of something known. */
  replace(line: HitLine): HitLine;
  captures(captures: Record<string, string>): Record<string, string>;
  /** Of the last lines of a stream those that are kept. */
  lastLines<Line extends { text: string }>(lines: Line[]): Line[];
};

export function createKeptText(room = ROOM, most = MOST): KeptText {
  let left = room;
  let count = 0;
  const replace = (line: HitLine) => (left > 0 ? line : brief(line));

  return {
    hasRoom: () => count < most,
    add(line) {
      count++;
      // Those above it, and as many below it; all of it again for the last of its kind.
      const above = line.before.reduce((sum, text) => sum + text.length, 0);
      left -= 2 * (line.text.length + 2 * above);
      return replace(line);
    },
    replace,
    captures(captures) {
      const kept: Record<string, string> = {};
      for (const [name, text] of Object.entries(captures)) {
        left -= text.length;
        kept[name] = copied(left > 0 ? text : text.slice(0, BRIEF));
      }
      return kept;
    },
    lastLines(lines) {
      const last = left > 0 ? lines : lines.slice(-LAST_LINES);
      left -= last.reduce((sum, { text }) => sum + text.length, 0);
      return left > 0 ? last : last.map((line) => ({ ...line, text: cutTo(line.text, BRIEF) }));
    },
  };
}

/** As much of a line above or below a hit as is kept. */
export function contextOf(text: string): string {
  return cutTo(text, CONTEXT);
}

function cutTo(text: string, length: number): string {
  return text.length <= length ? text : copied(text.slice(0, length));
}

function brief({ before: _, after: __, ...line }: HitLine): HitLine {
  const { text, match } = line;
  if (text.length <= BRIEF) return { ...line, before: [], after: [] };
  const from = beginning(text, match?.[0] ?? 0);
  return {
    ...line,
    text: copied(text.slice(from, from + BRIEF)),
    ...(match ? { match: [match[0] - from, Math.min(match[1] - from, BRIEF)] } : {}),
    before: [],
    after: [],
  };
}

/** Not within a word: half a secret is not recognised as one. */
function beginning(text: string, matchStart: number): number {
  if (matchStart <= LEAD) return 0;
  const space = text.indexOf(' ', matchStart - LEAD);
  return space >= 0 && space < matchStart ? space + 1 : matchStart;
}

/** A part of a text keeps the whole alive, in V8, unless it is copied. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
