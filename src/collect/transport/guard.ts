import type { Pause, TimeLimits } from './transport.ts';

/** Watches a request, and stops it once it takes too long or the capture is interrupted. */
export type Guard = {
  /** To be called whenever something arrives. */
  alive(): void;
  pause: Pause;
  /** Why it was stopped. */
  stopped(): string | undefined;
  release(): void;
};

/** `stop` is called at most once. */
export function guardTime({ totalMs, idleMs }: TimeLimits, signal: AbortSignal, stop: () => void): Guard {
  let reason: string | undefined;
  let leftMs = totalMs;
  let resumedAt = 0;
  let total: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;

  const end = (why: string) => {
    if (reason !== undefined) return;
    reason = why;
    stop();
  };
  const onAbort = () => end(messageOf(signal.reason));
  const resume = () => {
    resumedAt = performance.now();
    total = setTimeout(() => end(`no end after ${totalMs / 1000} s`), leftMs);
    if (idleMs !== undefined) idle = setTimeout(() => end(`silent for ${idleMs / 1000} s`), idleMs);
  };
  const halt = () => {
    leftMs = Math.max(0, leftMs - (performance.now() - resumedAt));
    clearTimeout(total);
    clearTimeout(idle);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  resume();

  return {
    alive: () => void idle?.refresh(),
    async pause(task) {
      halt();
      try {
        return await task;
      } finally {
        if (reason === undefined) resume();
      }
    },
    stopped: () => reason,
    release() {
      halt();
      signal.removeEventListener('abort', onAbort);
    },
  };
}

/** What arrives, told to the guard as it passes. */
export async function* watched(chunks: AsyncIterable<Buffer>, guard: Guard): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    guard.alive();
    yield chunk;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
