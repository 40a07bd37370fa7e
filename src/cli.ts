#!/usr/bin/env node
import { runProgram } from './commands/program.ts';

// Who reads only the head of the output (`| head`) is done with us: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// No top-level await: the single-file build is CommonJS, which has none.
void runProgram(process.argv).then((exitCode) => {
  process.exitCode = exitCode;
});
