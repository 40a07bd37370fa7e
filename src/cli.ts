#!/usr/bin/env node
import { WORKER_WORD } from './commands/analyze/worker-word.ts';
import { runProgram } from './commands/program.ts';
import { keepYoungGenerationSmall } from './commands/young-generation.ts';

keepYoungGenerationSmall();

// Who reads only the head of the output (`| head`) is done with us: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// No top-level await: the single-file build is CommonJS, which has none.
void start();

async function start(): Promise<void> {
  if (process.argv[2] === WORKER_WORD && process.send) {
    // Started by another run of this program, to share its work.
    const { serveJobs } = await import('./commands/analyze/workers.ts');
    serveJobs();
    return;
  }
  process.exitCode = await runProgram(process.argv);
}
