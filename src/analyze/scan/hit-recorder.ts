import type { KeptText } from './kept-text.ts';
import type { Hit, HitLine, Needle } from './needle.ts';
import { timeInSeconds } from './time-stamp.ts';

/** Distinct captures kept of one needle in one stream; lines beyond are counted. */
const MAX_CAPTURES = 100;
/** Line numbers kept of one hit. */
const MAX_LINES = 64;

/** A hit whose line is not decoded yet: where it stands in the stream, and where the match lies in its text. */
export type Sighting = { line: number; start: number; end: number; matchStart: number; matchEnd: number };

type Group = {
  captures: Record<string, string>;
  count: number;
  first: HitLine;
  last: HitLine;
  /** Where the last one stands that was seen since `last` was made; `line` is 0 where there is none. */
  sighting: Sighting;
  lines: number[];
};

type NeedleHits = {
  needle: Needle;
  groups: Map<string, Group>;
  overflow: number;
  total: number;
  /** Times of the last `repeat.min` lines, in seconds; NaN where a line tells none. */
  recent: number[];
  dense: boolean;
};

/** The hits of one stream: first, last and count per needle and captures. Memory is bounded by the caps. */
export type HitRecorder = {
  /**
   * @param seen is read and not kept
   * @param describe makes the first of its kind readable at once
   * @param timeOf reads the time of the line; few needles ask for it
   */
  record(
    needle: Needle,
    captures: Record<string, string>,
    seen: Sighting | HitLine,
    describe: () => HitLine,
    timeOf: () => string | undefined,
  ): void;
  /** The window moves on: what was seen last of each hit is made readable. Most hits are followed by another before. */
  settle(describe: (sighting: Sighting) => HitLine): void;
  finish(): { hits: Hit[]; overflow: Record<string, number> };
};

/** @param kept of the hits of all streams */
export function createHitRecorder(kept: KeptText): HitRecorder {
  const byNeedle = new Map<string, NeedleHits>();
  let unsettled: Group[] = [];
  /** Written into the group: an object for each hit would outlive many collections of garbage, and make them slow. */
  const setLast = (group: Group, seen: Sighting | HitLine) => {
    const { sighting } = group;
    if (!('start' in seen)) {
      group.last = kept.replace(seen);
      sighting.line = 0;
      return;
    }
    if (sighting.line === 0) unsettled.push(group);
    sighting.line = seen.line;
    sighting.start = seen.start;
    sighting.end = seen.end;
    sighting.matchStart = seen.matchStart;
    sighting.matchEnd = seen.matchEnd;
  };

  return {
    record(needle, captures, seen, describe, timeOf) {
      let of = byNeedle.get(needle.id);
      if (!of) {
        of = { needle, groups: new Map(), overflow: 0, total: 0, recent: [], dense: false };
        byNeedle.set(needle.id, of);
      }
      of.total++;
      watchRate(of, timeOf);

      const key = keyOf(captures);
      const known = of.groups.get(key);
      if (known) {
        known.count++;
        // A message that came in parts is known at its last one, and stands at its first.
        if (seen.line < known.first.line) known.first = kept.replace(describe());
        else if (seen.line >= (known.sighting.line || known.last.line)) setLast(known, seen);
        if (known.lines.length < MAX_LINES) known.lines.push(seen.line);
      } else if (of.groups.size < MAX_CAPTURES && (of.groups.size === 0 || kept.hasRoom())) {
        const first = kept.add(describe());
        const sighting = { line: 0, start: 0, end: 0, matchStart: 0, matchEnd: 0 };
        of.groups.set(key, {
          captures: kept.captures(captures),
          count: 1,
          first,
          last: first,
          sighting,
          lines: [first.line],
        });
      } else {
        of.overflow++;
      }
    },

    settle(describe) {
      for (const group of unsettled) {
        if (group.sighting.line > 0) group.last = kept.replace(describe(group.sighting));
        group.sighting.line = 0;
      }
      unsettled = [];
    },

    finish() {
      const counting = [...byNeedle.values()].filter(
        ({ needle, total, dense }) => total >= (needle.repeat?.min ?? 1) && (dense || !needle.repeat?.within),
      );
      const hits = counting
        .flatMap(({ needle, groups }) => [...groups.values()].map((group) => hitOf(needle, group)))
        .sort((a, b) => a.first.line - b.first.line);
      const overflow = counting.filter((of) => of.overflow > 0).map((of) => [of.needle.id, of.overflow] as const);
      return { hits, overflow: Object.fromEntries(overflow) };
    },
  };
}

function hitOf(needle: Needle, { captures, count, first, last, sighting, lines }: Group): Hit {
  if (sighting.line > 0) throw new Error(`the last hit of ${needle.id} was not settled`);
  return { needle: needle.id, captures, count, first, last, lines: lines.sort((a, b) => a - b) };
}

function keyOf(captures: Record<string, string>): string {
  let key = '';
  for (const name in captures) key += `${name}\0${captures[name]}\0`;
  return key;
}

/** Whether `min` lines ever fell within `within` seconds. Lines without a time cannot be told apart: they count. */
function watchRate(of: NeedleHits, timeOf: () => string | undefined): void {
  const { repeat } = of.needle;
  if (!repeat?.within || of.dense) return;
  const time = timeOf();
  of.recent.push(time === undefined ? Number.NaN : timeInSeconds(time));
  if (of.recent.length > repeat.min) of.recent.shift();
  if (of.recent.length < repeat.min) return;
  const span = (of.recent.at(-1) ?? 0) - (of.recent[0] ?? 0);
  of.dense = Number.isNaN(span) || Math.abs(span) <= repeat.within;
}
