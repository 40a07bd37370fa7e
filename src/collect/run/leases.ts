/** The right to keep much in memory, which only so many captures have at a time. */
export type Lease = {
  /** Waits until it is this one's turn; at once where it has been. */
  take(): Promise<void>;
  release(): void;
};

export function createLeases(count: number): () => Lease {
  let free = count;
  const waiting: (() => void)[] = [];

  return () => {
    let taken: Promise<void> | undefined;
    const take = async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    };
    return {
      take: () => {
        taken ??= take();
        return taken;
      },
      release() {
        if (!taken) return;
        taken = undefined;
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      },
    };
  };
}
