import type { Random } from '../../redact/corpus/random.ts';
import { createRandom } from '../../redact/corpus/random.ts';
import { fill } from './placeholders.ts';
import type { Shape } from './shapes.ts';

const MIDNIGHT = Date.parse('2026-03-01T00:00:00Z');
const DAY = 86_400_000;
/** The pod is replaced about noon, as by a new version. */
const NOON = DAY / 2;
const STEP = 7;
/** A log that ends with a line that looks bad is judged by the state of its pod, which a log alone does not tell. */
const QUIET_END = DAY / 48;
const RARE = 100;

/** The logs of two pods over a day: one was restarted at noon, the log of the other has been rotated. */
export type Day = { previous: string[]; current: string[]; rotated: string[] };

export function dayOf(shapes: readonly Shape[], seed: number): Day {
  const random = createRandom(seed);
  const rotated = between(shapes, random, 0, DAY);
  return {
    previous: [
      ...atOnce(shapes, 'start', random, 0),
      ...between(shapes, random, 60_000, NOON),
      ...atOnce(shapes, 'stop', random, NOON),
    ],
    current: [...atOnce(shapes, 'start', random, NOON + 60_000), ...between(shapes, random, NOON + 120_000, DAY)],
    // What the rotation left begins within a line.
    rotated: rotated.map((line, index) => (index === 0 ? line.slice(line.length / 3) : line)),
  };
}

/** The lines of a start or an end, one soon after the other. */
function atOnce(shapes: readonly Shape[], when: 'start' | 'stop', random: Random, from: number): string[] {
  return shapes
    .filter((shape) => shape.when === when)
    .flatMap(({ lines }, index) => fill(lines, new Date(MIDNIGHT + from + index * STEP), random));
}

/** What is written over and over, as often as its share of the day says, in order of time. */
function between(shapes: readonly Shape[], random: Random, from: number, to: number): string[] {
  const records = shapes.flatMap(({ when, lines }) => {
    if (typeof when !== 'number') return [];
    const times = Math.max(1, Math.round((when * (to - from)) / DAY));
    const end = when < RARE ? to - QUIET_END : to;
    return Array.from({ length: times }, () => ({ at: from + random.number(end - from), lines }));
  });
  return records.sort((a, b) => a.at - b.at).flatMap(({ at, lines }) => fill(lines, new Date(MIDNIGHT + at), random));
}
