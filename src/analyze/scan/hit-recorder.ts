import type { Hit, HitLine, Needle } from './needle.ts';
import { timeInSeconds } from './time-stamp.ts';

/** Distinct captures kept of one needle in one stream; lines beyond are counted. */
const MAX_CAPTURES = 100;
/** Line numbers kept of one hit. */
const MAX_LINES = 64;

type NeedleHits = {
  needle: Needle;
  hits: Map<string, Hit>;
  overflow: number;
  total: number;
  /** Times of the last `repeat.min` lines, in seconds; NaN where a line tells none. */
  recent: number[];
  dense: boolean;
};

/** The hits of one stream: first, last and count per needle and captures. Memory is bounded by the caps. */
export type HitRecorder = {
  record(needle: Needle, captures: Record<string, string>, line: HitLine): void;
  finish(): { hits: Hit[]; overflow: Record<string, number> };
};

export function createHitRecorder(): HitRecorder {
  const byNeedle = new Map<string, NeedleHits>();

  return {
    record(needle, captures, line) {
      const of = byNeedle.get(needle.id) ?? {
        needle,
        hits: new Map(),
        overflow: 0,
        total: 0,
        recent: [],
        dense: false,
      };
      byNeedle.set(needle.id, of);
      of.total++;
      watchRate(of, line.time);

      const key = JSON.stringify(captures);
      const known = of.hits.get(key);
      if (known) {
        known.count++;
        known.last = line;
        if (known.lines.length < MAX_LINES) known.lines.push(line.line);
      } else if (of.hits.size < MAX_CAPTURES) {
        of.hits.set(key, { needle: needle.id, captures, count: 1, first: line, last: line, lines: [line.line] });
      } else {
        of.overflow++;
      }
    },

    finish() {
      const counting = [...byNeedle.values()].filter(
        ({ needle, total, dense }) => total >= (needle.repeat?.min ?? 1) && (dense || !needle.repeat?.within),
      );
      const hits = counting.flatMap((of) => [...of.hits.values()]).sort((a, b) => a.first.line - b.first.line);
      const overflow = counting.filter((of) => of.overflow > 0).map((of) => [of.needle.id, of.overflow] as const);
      return { hits, overflow: Object.fromEntries(overflow) };
    },
  };
}

/** Whether `min` lines ever fell within `within` seconds. Lines without a time cannot be told apart: they count. */
function watchRate(of: NeedleHits, time: string | undefined): void {
  const { repeat } = of.needle;
  if (!repeat?.within || of.dense) return;
  of.recent.push(time === undefined ? Number.NaN : timeInSeconds(time));
  if (of.recent.length > repeat.min) of.recent.shift();
  if (of.recent.length < repeat.min) return;
  const span = (of.recent.at(-1) ?? 0) - (of.recent[0] ?? 0);
  of.dense = Number.isNaN(span) || Math.abs(span) <= repeat.within;
}
