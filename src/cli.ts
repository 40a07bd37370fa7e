#!/usr/bin/env node
import { runProgram } from './commands/program.ts';

// No top-level await: the single-file build is CommonJS, which has none.
void runProgram(process.argv).then((exitCode) => {
  process.exitCode = exitCode;
});
