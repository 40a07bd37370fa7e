/** A signal that ends a capture after so long. `clear` lets the process end before. */
export function deadlineAfter(timeoutMs: number): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const why = new Error(`the time limit of ${Math.round(timeoutMs / 1000)} s was reached`);
  const timer = setTimeout(() => controller.abort(why), timeoutMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
