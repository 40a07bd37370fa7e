import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Wall time of a shell command, and the peak memory of its process where the system tells it. */
export function run(command: string): Promise<{ seconds: number; mebibytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] });
    let mebibytes = 0;
    const watch = setInterval(() => {
      mebibytes = Math.max(mebibytes, peakOf(child.pid));
    }, 20);
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(watch);
      resolve({ seconds: (performance.now() - started) / 1000, mebibytes });
    });
  });
}

function peakOf(pid: number | undefined): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024;
}
