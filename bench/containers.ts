/**
 * How fast the containers are read, beside the decompressors that everybody has: `npx tsx bench/containers.ts [MB]`.
 * Prints MB/s of content and the ratio to the tool, both the best of three runs; a tool that is not installed is left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sourceFromPath } from '../src/analyze/bundle/disk.ts';
import { openBundle } from '../src/analyze/bundle/open-bundle.ts';

const megabytes = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(path.join(tmpdir(), 'casefile-bench-'));

const FORMS = [
  { name: 'tar', make: undefined, read: ['cat'] },
  { name: 'tar.gz', make: ['gzip', '-k'], read: ['gzip', '-dc'] },
  { name: 'tar.zst', make: ['zstd', '-qk'], read: ['zstd', '-qdc'] },
  { name: 'tar.xz', make: ['xz', '-k1'], read: ['xz', '-dc'] },
  { name: 'tar.bz2', make: ['bzip2', '-k'], read: ['bzip2', '-dc'] },
];

/** Lines like those of a log, from a generator with a fixed seed. */
function logOf(bytes: number, seed: number): string {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const lines: string[] = [];
  for (let length = 0; length < bytes; length += lines.at(-1)?.length ?? 0) {
    const time = `2026-03-01T10:${random() % 60}:${random() % 60}.${random() % 1_000_000}Z`;
    lines.push(`${time} level=info msg="request served" path=/api/${random().toString(16)} status=200 n=${random()}\n`);
  }
  return lines.join('');
}

async function secondsToRead(file: string): Promise<number> {
  const start = performance.now();
  for await (const entry of openBundle(await sourceFromPath(file)).entries) {
    if (entry.type === 'file') for await (const _ of entry.content);
  }
  return (performance.now() - start) / 1000;
}

function secondsOfTool([tool = '', ...args]: string[], file: string): number {
  const start = performance.now();
  spawnSync(tool, [...args, file], { stdio: ['ignore', 'ignore', 'inherit'] });
  return (performance.now() - start) / 1000;
}

for (let pod = 0; pod < 20; pod += 1) {
  writeFileSync(path.join(folder, `pod-${pod}.log`), logOf((megabytes * 1e6) / 20, pod + 1));
}
const tar = path.join(folder, 'bundle.tar');
spawnSync('sh', ['-c', 'tar cf bundle.tar *.log'], { cwd: folder });

for (const { name, make, read } of FORMS) {
  const file = path.join(folder, `bundle.${name}`);
  if (make && spawnSync(make[0] ?? '', [...make.slice(1), tar]).status !== 0) continue;
  const own: number[] = [];
  const tool: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    own.push(await secondsToRead(file));
    tool.push(secondsOfTool(read, file));
  }
  const [best, other] = [Math.min(...own), Math.min(...tool)];
  const speed = Math.round(megabytes / best);
  console.log(`${name.padEnd(8)} ${String(speed).padStart(5)} MB/s   ${(best / other).toFixed(2)} x ${read.join(' ')}`);
}
rmSync(folder, { recursive: true });
