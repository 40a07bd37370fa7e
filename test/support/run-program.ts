import { vi } from 'vitest';
import { runProgram } from '../../src/commands/program.ts';

export type Run = { exitCode: number; stdout: string; stderr: string };

/** Runs a command line in this process and catches what it prints. */
export async function run(...args: string[]): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation(((text: string | Uint8Array, ...rest: unknown[]) => {
      written[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
      const done = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
      done?.();
      return true;
    }) as typeof process.stdout.write),
  );
  try {
    process.exitCode = 0;
    const exitCode = await runProgram(['node', 'casefile', ...args]);
    return { exitCode, ...written };
  } finally {
    process.exitCode = 0;
    for (const spy of spies) spy.mockRestore();
  }
}
