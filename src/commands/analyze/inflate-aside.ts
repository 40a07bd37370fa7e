import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { inflatedFile, type StartThread } from '../../analyze/bundle/aside/inflated-file.ts';
import type { InflateAside } from '../../analyze/bundle/open-bundle.ts';
import { IS_BUILT } from '../../own-files.ts';
import { EMBEDDED } from '../embedded.ts';
import { keepYoungGenerationSmall } from '../young-generation.ts';

/** A thread starts as fast as so much is inflated. */
const WORTH_A_THREAD = 8 * 1024 * 1024;

/** A build in a single file has no second one for a thread to start with, nor have the sources. */
const canStart = IS_BUILT && !EMBEDDED && availableParallelism() > 1;

const start: StartThread = (task) =>
  new Worker(new URL('./inflating-thread.js', import.meta.url), { workerData: task })
    // Each thread that starts sets the flag back, for all of them.
    .once('online', keepYoungGenerationSmall);

/** Inflates a large archive on a second core while this one searches it. */
export const inflateAside: InflateAside = async ({ path, size }, budget) =>
  canStart && size >= WORTH_A_THREAD ? inflatedFile(path, budget, start) : undefined;
