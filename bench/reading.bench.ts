/** Reading what clusters list: JSON beside JSON.parse, YAML beside js-yaml, many small files beside gzip and tar. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dump } from 'js-yaml';
import { podOf, writePodList } from './cluster-lists.ts';
import { ratioOf, report, reportFigure } from './pairs.ts';

const MB = 1_000_000;
const MiB = 1024 ** 2;

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-bench-'));
  try {
    await json(folder, quick ? 20 : 200, quick ? 1 : 5);
    await yaml(folder, quick ? 2 : 20, quick ? 1 : 5);
    await manyFiles(folder, quick ? 2_000 : 20_000, quick ? 1 : 5);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs `task` of reading-task.ts in a process of its own; gives its seconds and MiB above its start. */
function inProcess(task: string, file: string): { seconds: number; mebibytes: number } {
  const script = path.join(import.meta.dirname, 'reading-task.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', script, task, file], { encoding: 'utf8' });
  return JSON.parse(output) as { seconds: number; mebibytes: number };
}

async function json(folder: string, megabytes: number, pairs: number): Promise<void> {
  const file = path.join(folder, 'pods.json');
  writePodList(file, megabytes * MB);
  const memory: { read: number[]; keep: number[] } = { read: [], keep: [] };
  const ratio = await ratioOf(
    () => {
      const { seconds, mebibytes } = inProcess('read', file);
      memory.read.push(mebibytes);
      return seconds;
    },
    () => inProcess('json-parse', file).seconds,
    pairs,
  );
  report(`${megabytes} MB JSON pod list, beside JSON.parse`, ratio, 2);
  reportFigure('  peak above start, reading alone', Math.max(...memory.read), 'MiB', 150);
  for (let run = 0; run < Math.min(pairs, 2); run += 1) memory.keep.push(inProcess('keep', file).mebibytes);
  reportFigure(
    '  peak above start, with the Snapshot kept',
    Math.max(...memory.keep),
    'MiB',
    Math.round((megabytes * MB) / MiB),
  );
}

async function yaml(folder: string, megabytes: number, pairs: number): Promise<void> {
  const file = path.join(folder, 'pods.yaml');
  const items: string[] = [];
  for (let seed = 0, bytes = 0; bytes < megabytes * MB; seed += 1) {
    const item = dump([podOf(seed)]);
    items.push(item);
    bytes += item.length;
  }
  writeFileSync(file, `apiVersion: v1\nkind: PodList\nitems:\n${items.join('')}`);
  const ratio = await ratioOf(
    () => inProcess('read', file).seconds,
    () => inProcess('js-yaml', file).seconds,
    pairs,
  );
  report(`${megabytes} MB YAML pod list, beside js-yaml`, ratio, 2);
}

async function manyFiles(folder: string, count: number, pairs: number): Promise<void> {
  const tree = path.join(folder, 'tree');
  for (let index = 0; index < count; index += 1) {
    const place = path.join(tree, `namespaces/team-${index % 100}/pods`);
    mkdirSync(place, { recursive: true });
    writeFileSync(
      path.join(place, `pod-${index}.json`),
      JSON.stringify({ kind: 'Pod', apiVersion: 'v1', ...podOf(index) }),
    );
  }
  const archive = path.join(folder, 'tree.tar.gz');
  execFileSync('tar', ['czf', archive, '-C', folder, 'tree']);
  const list = () => {
    const start = performance.now();
    spawnSync('sh', ['-c', `gzip -dc '${archive}' | tar -t > /dev/null`]);
    return (performance.now() - start) / 1000;
  };
  report(
    `${count} small files opened, beside gzip -dc | tar -t`,
    await ratioOf(() => inProcess('open', archive).seconds, list, pairs),
    1.5,
  );
  console.log(`  (${(readFileSync(archive).length / MB).toFixed(1)} MB archive)`);
}
