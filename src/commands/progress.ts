import { printable } from './printable.ts';

/** One line on a terminal that is written over and over; nothing elsewhere. */
export type Progress = { show(text: string): void; done(): void };

const MILLISECONDS_BETWEEN = 100;

export function createProgress(stream: NodeJS.WriteStream, wanted: boolean): Progress {
  if (!wanted || !stream.isTTY) return { show() {}, done() {} };
  let shownAt = 0;
  let shown = false;
  return {
    show(text) {
      const now = performance.now();
      if (now - shownAt < MILLISECONDS_BETWEEN) return;
      shownAt = now;
      shown = true;
      const width = (stream.columns ?? 80) - 1;
      stream.write(`\r\u001b[2K${printable(text).slice(0, width)}`);
    },
    done() {
      if (shown) stream.write('\r\u001b[2K');
    },
  };
}
