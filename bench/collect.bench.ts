/** The built `collect` beside one process of kubectl for each log, and its memory with logs of any size. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeKubeconfig } from '../test/support/api-server/kubectl.ts';
import { ratioOf, report, reportFigure } from './pairs.ts';
import { run } from './process.ts';

const FOLDER = '.tmp/bench/collect';
const LATENCY_MS = 20;

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  if (!existsSync('dist/cli.js')) {
    console.log('not measured: run `npm run build` first');
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  const pods = quick ? 60 : 300;
  await withServer([pods, LATENCY_MS, 0], async () => {
    const ours = () => collect();
    const perLog = () => seconds(perLogScript(pods));
    report(
      `${pods} pods of 2 containers, beside a process for each log`,
      await ratioOf(ours, perLog, quick ? 1 : 3),
      0.25,
    );
  });

  const megabytes = quick ? 40 : 400;
  await withServer([6, 0, megabytes], async () => {
    reportFigure(`  peak memory, 12 logs of ${megabytes} MB`, (await run(collectCommand())).mebibytes, 'MiB', 200);
  });
}

async function withServer(args: number[], task: () => Promise<void>): Promise<void> {
  const server: ChildProcess = spawn('npx', ['tsx', 'bench/api-server.ts', ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const [line] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    writeKubeconfig(FOLDER, line.toString().trim());
    await task();
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid);
  }
}

function collectCommand(): string {
  const file = path.join(FOLDER, 'bundle.tar.gz');
  rmSync(file, { force: true });
  rmSync(`${file}.partial`, { force: true });
  return `exec node dist/cli.js collect --kubeconfig ${FOLDER}/kubeconfig -o ${file} > /dev/null 2> ${FOLDER}/progress.txt`;
}

const collect = () => seconds(collectCommand());

async function seconds(command: string): Promise<number> {
  return (await run(command)).seconds;
}

/** What a script of everybody does: one log after the other. */
function perLogScript(pods: number): string {
  const lines = Array.from({ length: pods }, (_, index) =>
    ['app', 'proxy'].map(
      (container) =>
        `kubectl --kubeconfig ${FOLDER}/kubeconfig logs worker-${index} -n team-${index % 10} -c ${container} --timestamps`,
    ),
  ).flat();
  const script = path.join(FOLDER, 'per-log.sh');
  writeFileSync(script, `${lines.join('\n')}\n`);
  return `exec sh ${script} > ${FOLDER}/per-log.txt`;
}
