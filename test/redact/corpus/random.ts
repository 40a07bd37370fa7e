/** A small seeded generator (mulberry32), so that the corpus is the same on every run. */
export type Random = {
  /** A whole number from 0 up to, and without, `below`. */
  number(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** So many letters of an alphabet. */
  text(length: number, alphabet?: string): string;
};

export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = LOWER.toUpperCase();
export const DIGITS = '0123456789';
export const HEX = '0123456789abcdef';
export const ALNUM = LOWER + UPPER + DIGITS;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const number = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const pick = <T>(from: readonly T[]): T => from[number(from.length)] as T;
  const text = (length: number, alphabet = ALNUM) => Array.from({ length }, () => pick([...alphabet])).join('');
  return { number, pick, text };
}
