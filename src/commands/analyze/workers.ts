import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PROGRAM } from '../../own-files.ts';
import { EMBEDDED } from '../embedded.ts';
import type { Job, JobResult } from './job.ts';
import { createJobRunner } from './job.ts';
import { WORKER_WORD } from './worker-word.ts';

/**
 * Does the jobs with at most `parallel` processes, or one after the other in this one. The results are in the order of
 * the jobs, whichever was done first. A process of its own is used up by memory without taking the others along.
 */
export async function runJobs(
  jobs: readonly Job[],
  parallel: number,
  onDone: (job: Job) => void = () => {},
): Promise<JobResult[]> {
  const results: JobResult[] = [];
  const waiting = jobs.entries();
  const work = async () => {
    const worker = parallel > 1 ? createWorker() : { run: createJobRunner(), stop() {} };
    for (const [index, job] of waiting) {
      results[index] = await worker.run(job);
      onDone(job);
    }
    worker.stop();
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(parallel, jobs.length)) }, work));
  return results;
}

/** A process for one job after the other, started when the first comes and anew when it died. */
function createWorker(): { run(job: Job): Promise<JobResult>; stop(): void } {
  let child: ChildProcess | undefined;
  return {
    async run(job) {
      child ??= start();
      const result = await answerOf(child, job);
      if (!child.connected) child = undefined;
      return result;
    },
    stop() {
      child?.disconnect();
    },
  };
}

function start(): ChildProcess {
  // A single-file build is its own program.
  const program = EMBEDDED ? fileURLToPath(import.meta.url) : PROGRAM;
  return fork(program, [WORKER_WORD], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
}

function answerOf(child: ChildProcess, job: Job): Promise<JobResult> {
  return new Promise((resolve) => {
    const settle = (result: JobResult) => {
      child.removeAllListeners('message').removeAllListeners('exit');
      resolve(result);
    };
    child.once('message', (result) => settle(result as JobResult));
    child.once('exit', (code, signal) => settle(died(signal ? `signal ${signal}` : `exit code ${code}`)));
    // Stays: a message that was not delivered is told after the exit, and once more for nobody.
    child.removeAllListeners('error').on('error', (error) => settle(died(error.message)));
    child.send(job);
  });
}

function died(how: string): JobResult {
  const message = `the analysis ended early (${how}): it may have needed more memory than there is`;
  const text = `casefile: ${message}\n  Analyse this bundle by itself to see more.\n`;
  return { exitCode: 5, failure: { exitCode: 5, code: 'FAULT', message, text } };
}

/** What a process that was started as a worker does until the one that started it lets go. */
export function serveJobs(): void {
  const run = createJobRunner();
  process.on('message', async (job) => {
    const result = await run(job as Job);
    process.send?.(result);
  });
  process.on('disconnect', () => process.exit());
}
