/**
 * What the scan looks for, as plain data compiled from a rule. A line is a candidate where one of the literals occurs in
 * it (ASCII letters in either case); it is a hit where the pattern then matches and no `unless` does.
 */
export type Needle = {
  /** The rule's id; a rule that needs several needles numbers them `id#2`. */
  id: string;
  /** At least one, each at least 3 bytes. Without a pattern the literal alone is the match. */
  literals: string[];
  /** RE2 syntax, matched without regard to case; named groups become captures. */
  pattern?: string;
  /** Of each of these lists the text must hold a literal too; implied by the pattern, and cheaper. */
  also?: string[][];
  /** RE2 patterns or plain texts that refuse a line. */
  unless?: string[];
  /** A hit counts only when at least `min` lines match, within that many seconds where `within` is given. */
  repeat?: { min: number; within?: number };
  /** Literals of the success that ends the trouble; the scan remembers the last line of each stream that holds one. */
  until?: string[];
  /** Where given, a line with such a literal counts only when one of these RE2 patterns matches it too. */
  untilPatterns?: string[];
  /** A hit counts only when these captures are numbers within their bounds. */
  bounds?: Record<string, { min?: number; max?: number }>;
  /** Which input: logs, other captured texts, or both. */
  input: 'log' | 'text' | 'both';
};

export type HitLine = {
  /** 1-based, in the file. */
  line: number;
  /** The line as it stands in the file without its line end, cut at the scan's line cap. */
  text: string;
  /** UTF-16 offsets of the match in `text`. */
  match?: [number, number];
  /** RFC 3339, UTC, where the line tells it; `--MM-DDThh:mm:ss` when the year is missing. */
  time?: string;
  before: string[];
  after: string[];
};

/** The lines of one stream that one needle matched with the same captures. */
export type Hit = {
  needle: string;
  captures: Record<string, string>;
  count: number;
  first: HitLine;
  last: HitLine;
  /** The lines of the file that hit, in order: the first of them, where there are many. */
  lines: number[];
};

/** A line at error, fatal or panic level (or a stack trace's head) that no needle knows, folded by its fingerprint. */
export type UnknownLine = { text: string; fingerprint: string; count: number; first: HitLine; last: HitLine };

/** What the scan knows of a stream once its last byte is read. */
export type ScanResult = {
  bytes: number;
  lines: number;
  firstTime?: string;
  lastTime?: string;
  hits: Hit[];
  unknown: UnknownLine[];
  /** Per needle with `until`: the last line that holds the success. */
  until: Record<string, number>;
  /** Per needle: how many lines hit with captures beyond the cap on distinct ones. */
  overflow?: Record<string, number>;
  /** The last lines that are not empty, oldest first: at most 10. */
  tail: { line: number; text: string; time?: string }[];
};
