/** Items of which the first is under way; to be closed by whoever does not read them to their end. */
export type Begun<T> = AsyncIterableIterator<T> & { close(): Promise<void> };

/**
 * Asks for the first item at once, so that what gives them (a file that is opened, a thread that inflates) begins while
 * the caller still prepares what reads them. What is wrong with the first is told to whoever asks for it.
 */
export function begun<T>(items: AsyncIterable<T>): Begun<T> {
  const iterator = items[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => undefined);
  let isFirst = true;

  const close = async () => {
    await first.catch(() => undefined);
    await iterator.return?.();
  };
  return {
    next() {
      if (!isFirst) return iterator.next();
      isFirst = false;
      return first;
    },
    async return() {
      await close();
      return { value: undefined, done: true };
    },
    close,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
