import type { Manifest } from '../../bundle-format/manifest.ts';
import type { BundleWriter } from '../bundle/bundle-writer.ts';
import { addManifest } from '../bundle/head.ts';

/** Writes now and then what is in the bundle so far, so that one that is killed opens and says so. */
export type Checkpoints = {
  /** A checkpoint, where the last one is long enough ago. */
  maybe(): Promise<void>;
  now(): Promise<void>;
};

/** At most a twentieth of the capture is lost; manifests that are written time and again stay a small part of the bundle. */
const INTERVAL = { leastMs: 2_000, ofElapsed: 0.05 };

export function createCheckpoints(bundle: BundleWriter, now: () => Date, manifest: () => Manifest): Checkpoints {
  const start = now().getTime();
  let last = start;

  const checkpoint = async () => {
    last = now().getTime();
    await addManifest(bundle, manifest());
    await bundle.checkpoint();
  };
  return {
    now: checkpoint,
    async maybe() {
      const time = now().getTime();
      if (time - last >= Math.max(INTERVAL.leastMs, (time - start) * INTERVAL.ofElapsed)) await checkpoint();
    },
  };
}
