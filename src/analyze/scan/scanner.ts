import { createKeptText } from './kept-text.ts';
import type { Needle, ScanResult } from './needle.ts';
import { planScan, type ScanPlan } from './plan.ts';
import { createStreamScan, type ScanOptions, type StreamScan } from './stream-scan.ts';
import { createTextScan } from './text-scan.ts';

/** Searches streams for all needles in one pass. One for each bundle; its streams may interleave. */
export type Scanner = {
  /** Reads the stream to its end. Memory does not grow with its length. */
  scan(content: AsyncIterable<Uint8Array>, options?: ScanOptions): Promise<ScanResult>;
  /** A stream whose chunks the caller pushes. */
  stream(options?: ScanOptions): StreamScan;
};

export function createScanner(needles: readonly Needle[]): Scanner {
  const plans = plansFor(needles);
  const keeping = { hits: createKeptText(), unknown: createKeptText(), tails: createKeptText() };
  const stream = (options: ScanOptions = {}) =>
    options.input === 'text'
      ? createTextScan(plans.text(), keeping, options)
      : createStreamScan(plans.log(), keeping, options);

  return {
    stream,
    async scan(content, options) {
      const scan = stream(options);
      for await (const chunk of content) scan.push(chunk);
      return scan.finish();
    },
  };
}

type Plans = Record<'log' | 'text', () => ScanPlan>;

/** Many bundles are searched for the same needles: their patterns are compiled once for all. */
const known = new WeakMap<readonly Needle[], Plans>();

function plansFor(needles: readonly Needle[]): Plans {
  const plans = known.get(needles) ?? {
    log: lazily(() => planScan(needles, 'log')),
    text: lazily(() => planScan(needles, 'text')),
  };
  known.set(needles, plans);
  return plans;
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
