/** Hands one item on; done when the next is wanted. */
export type Emit<T> = (item: T) => Promise<void>;

/** The one who pulls went away. */
const ABANDONED = new Error('nobody wants the rest');

/**
 * What `push` hands on, to be pulled one by one. A walk through containers in containers costs a few promises an item
 * this way; as many generators inside each other took three for each of them.
 *
 * Ending the pull early lets `push` run its `finally` blocks: its pending hand-over fails.
 */
export function pulled<T>(push: (emit: Emit<T>) => Promise<void>): AsyncIterableIterator<T, undefined> {
  type Taker = { resolve: (result: IteratorResult<T, undefined>) => void; reject: (error: unknown) => void };
  type Giver = { resolve: () => void; reject: (error: unknown) => void };
  const END = { value: undefined, done: true } as const;
  let taker: Taker | undefined;
  let giver: Giver | undefined;
  let run: Promise<void> | undefined;
  let ended = false;

  const emit: Emit<T> = (value) =>
    new Promise((resolve, reject) => {
      giver = { resolve, reject };
      taker?.resolve({ value, done: false });
    });

  const start = () =>
    push(emit).then(
      () => {
        ended = true;
        taker?.resolve(END);
      },
      (error: unknown) => {
        ended = true;
        taker?.reject(error);
      },
    );

  return {
    next() {
      if (ended) return Promise.resolve(END);
      return new Promise((resolve, reject) => {
        taker = { resolve, reject };
        if (giver) giver.resolve();
        else run ??= start();
      });
    },
    async return() {
      if (run && !ended) {
        let failure: unknown;
        taker = {
          resolve: () => giver?.reject(ABANDONED),
          reject: (error) => {
            failure = error;
          },
        };
        giver?.reject(ABANDONED);
        await run;
        if (failure !== undefined && failure !== ABANDONED) throw failure;
      }
      ended = true;
      return END;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
