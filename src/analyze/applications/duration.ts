import { secondsBetween } from '../snapshot/capture-time.ts';

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** How long something had lasted at capture, in its two largest units: `3 d 4 h`; undefined where that is unknown. */
export function lasted(since: string | undefined, now: string | undefined): string | undefined {
  const seconds = secondsBetween(since, now);
  if (seconds === undefined || seconds < 0) return undefined;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  let rest = seconds;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.slice(0, 2).join(' ');
}
