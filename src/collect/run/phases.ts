import type { CaptureRecord } from '../../bundle-format/manifest.ts';
import type { Capture } from '../plan/capture.ts';
import type { Progress } from '../progress.ts';
import type { Transport } from '../transport/transport.ts';
import type { Means } from './captures.ts';
import { runCapture } from './captures.ts';
import type { Checkpoints } from './checkpoints.ts';
import { mapLimited } from './concurrency.ts';
import type { Failures } from './failures.ts';
import { createLeases } from './leases.ts';
import { createPatience } from './patience.ts';

/** Long logs that are held in memory at a time: each is as long as `--max-log-bytes` allows, before and after redaction. */
const LONG_LOGS = 2;

/** Runs captures phase by phase, and keeps the books on them. */
export type Phases = {
  /** Returns the captures that the cluster refused. Without a name it says nothing. */
  run(name: string | undefined, captures: readonly Capture[], cost: keyof Transport['concurrency']): Promise<Capture[]>;
  /** Of everything that has ended, in the order of the plan. */
  records(): CaptureRecord[];
  /** True once a list was answered. */
  sawObjects(): boolean;
};

type Books = { failures: Failures; progress: Progress; checkpoints: Checkpoints; before: CaptureRecord[] };

export function createPhases(given: Omit<Means, 'lease'>, { failures, progress, checkpoints, before }: Books): Phases {
  const means = { ...given, lease: createLeases(LONG_LOGS) };
  const patience = createPatience();
  const done = [...before];
  let running: (CaptureRecord | undefined)[] = [];
  let sawObjects = false;

  const runOne = async (capture: Capture): Promise<CaptureRecord> => {
    const what = capture.args.join(' ');
    progress.started(what);
    const record = await runCapture(capture, means, patience.limitsFor(capture));
    patience.ended(capture, record);
    progress.finished(what, record.bytes);
    return record;
  };

  return {
    async run(name, captures, cost) {
      if (captures.length === 0) return [];
      if (name !== undefined) progress.phase(name, captures.length);
      await mapLimited([...captures.entries()], given.transport.concurrency[cost], async ([index, capture]) => {
        const record = await runOne(capture);
        running[index] = record;
        // Group names and the account's own rights are had by everybody, and tell nothing of the cluster's state.
        if (capture.keep.as === 'list' && record.output !== undefined) sawObjects = true;
        await checkpoints.maybe();
      });
      const records = running;
      // In the order of the plan, not of the answers: what failed reads the same each time.
      for (const [index, { keep }] of captures.entries()) {
        const error = records[index]?.error;
        if (error !== undefined) failures.add(keep, error);
      }
      done.push(...records.filter((record) => record !== undefined));
      running = [];
      await checkpoints.now();
      return captures.filter((_, index) => records[index]?.refused);
    },
    records: () => [...done, ...running.filter((record) => record !== undefined)],
    sawObjects: () => sawObjects,
  };
}
