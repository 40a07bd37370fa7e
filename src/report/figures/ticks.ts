const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  1000,
  5000,
  15_000,
  30_000,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
];
const MAX_STEPS = 8;

/** Round moments in UTC between two times (milliseconds), at most nine, worded as finely as their distance asks. */
export function ticksOf(from: number, to: number): { at: number; text: string }[] {
  const step = STEPS.find((candidate) => (to - from) / candidate <= MAX_STEPS) ?? Math.ceil((to - from) / MAX_STEPS);
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return { at, text: worded(at, step) };
  });
}

function worded(at: number, step: number): string {
  const iso = new Date(at).toISOString();
  if (step >= DAY) return iso.slice(0, 10);
  if (at % DAY === 0) return iso.slice(5, 10);
  return step < MINUTE ? iso.slice(11, 19) : iso.slice(11, 16);
}
