/** Slabs are filled one after the other, so that thousands of small texts cost no more than their bytes. */
const SLAB_BYTES = 1 << 20;

/** Keeps texts outside the heap, where they cost their bytes in UTF-8; each comes back through its function. */
export type TextKeeper = { keep(text: string): () => string };

export function createTextKeeper(): TextKeeper {
  let slab = Buffer.alloc(0);
  let used = 0;

  return {
    keep(text) {
      const size = Buffer.byteLength(text);
      if (size > SLAB_BYTES / 4) {
        const own = Buffer.from(text);
        return () => own.toString();
      }
      if (used + size > slab.length) {
        slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
        used = 0;
      }
      const here = slab;
      const start = used;
      const end = start + size;
      here.write(text, start);
      used = end;
      return () => here.toString('utf8', start, end);
    },
  };
}

/** Remembers the last `size` results, so that several questions about one object parse it once. */
export function createRecent(size: number): <T>(make: () => T) => () => T {
  const forget: (() => void)[] = [];
  return (make) => {
    let kept: { value: ReturnType<typeof make> } | undefined;
    return () => {
      if (kept) return kept.value;
      kept = { value: make() };
      if (forget.length >= size) forget.shift()?.();
      forget.push(() => {
        kept = undefined;
      });
      return kept.value;
    };
  };
}
