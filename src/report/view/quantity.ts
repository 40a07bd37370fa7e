const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A Kubernetes quantity as a number: `1500m` is 1.5, `2Ki` is 2048. Undefined when it is none. */
export function quantity(text: string): number | undefined {
  const [, digits, suffix = ''] = /^(\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?)([A-Za-z]{0,2})$/.exec(text) ?? [];
  const factor = Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** `part` of `whole` in whole percent. Undefined when either is no quantity. */
export function shareOf(part: string, whole: string): number | undefined {
  const [a, b] = [quantity(part), quantity(whole)];
  return a === undefined || b === undefined || b === 0 ? undefined : Math.round((a / b) * 100);
}
