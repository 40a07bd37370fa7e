import type { CaptureRecord } from '../../bundle-format/manifest.ts';
import type { Capture } from '../plan/capture.ts';
import type { TimeLimits } from '../transport/transport.ts';

/** Large lists take their time on the server before the first byte. */
const COMMAND: TimeLimits = { totalMs: 120_000 };
/** A kubelet that is gone sends nothing at all, and must not hold the rest. */
const LOG: TimeLimits = { totalMs: 120_000, idleMs: 20_000 };
/** Of a kubelet that was silent before. */
const SHORT: TimeLimits = { totalMs: 120_000, idleMs: 3_000 };
const SILENT_BEFORE = 2;

/** How long each capture may take: a node that has gone with all its pods costs its time once, not once for each log. */
export type Patience = {
  limitsFor(capture: Capture): TimeLimits;
  ended(capture: Capture, record: CaptureRecord): void;
};

export function createPatience(): Patience {
  const silent = new Map<string, number>();
  return {
    limitsFor({ keep }) {
      if (keep.as !== 'log') return COMMAND;
      return (silent.get(keep.node) ?? 0) < SILENT_BEFORE ? LOG : SHORT;
    },
    ended({ keep }, { bytes, exitCode, error }) {
      if (keep.as !== 'log' || keep.node === '') return;
      if (error === undefined || bytes > 0) silent.delete(keep.node);
      else if (exitCode === null) silent.set(keep.node, (silent.get(keep.node) ?? 0) + 1);
    },
  };
}
