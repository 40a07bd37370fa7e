import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Report } from '../../src/report-format/report.ts';
import { writeKubeconfig } from '../support/api-server/kubectl.ts';
import type { ApiServer } from '../support/api-server/server.ts';
import { startApiServer } from '../support/api-server/server.ts';
import { run } from '../support/run-program.ts';
import { FEW_KINDS, SHOP } from './shop.ts';

const PODS = 40;
const LINE = 'level=info msg="served" path=/orders duration=3ms\n';

/** A cluster slow enough to be killed in the middle of anything. */
function slowShop(): Promise<ApiServer> {
  const pods = Array.from({ length: PODS }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `worker-${index}`, namespace: 'shop' },
    spec: { nodeName: 'node-1', containers: [{ name: 'worker', image: 'registry.example.com/worker:1' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'worker', ready: true, restartCount: 0 }] },
  }));
  const logs = Object.fromEntries(
    pods.map(({ metadata }) => [`shop/${metadata.name}/worker`, LINE.repeat(8_000)] as const),
  );
  return startApiServer({ objects: [...SHOP, ...pods], logs, serves: FEW_KINDS, latencyMs: 20 });
}

type Started = { file: string; firstWord: Promise<unknown>; ended: Promise<unknown>; kill(): void };

function start(server: ApiServer): Started {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-killed-'));
  const file = path.join(folder, 'bundle.tar.gz');
  const options = ['--kubeconfig', writeKubeconfig(folder, server.url), '-o', file];
  const child = spawn(process.execPath, ['--import', 'tsx', path.resolve('src/cli.ts'), 'collect', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return {
    file,
    firstWord: once(child.stderr, 'data'),
    ended: once(child, 'exit'),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Kills so many captures, each at a random moment after its first word, and opens what each has left. */
export async function killCaptures(count: number): Promise<void> {
  const server = await slowShop();
  try {
    const whole = start(server);
    await whole.firstWord;
    const began = performance.now();
    await whole.ended;
    const durationMs = performance.now() - began;

    for (let round = 0; round < count; round += 1) {
      const capture = start(server);
      await capture.firstWord;
      // Evenly over the whole capture, and at a random moment in each part of it.
      const afterMs = durationMs * ((round + Math.random()) / count);
      await Promise.race([setTimeout(afterMs), capture.ended]);
      capture.kill();
      await capture.ended;
      await expectOpens(capture.file, `killed after ${Math.round(afterMs)} of ${Math.round(durationMs)} ms`);
    }
  } finally {
    await server.close();
  }
}

async function expectOpens(file: string, when: string): Promise<void> {
  const left = existsSync(file) ? file : `${file}.partial`;
  const json = path.join(path.dirname(file), 'report.json');
  const { exitCode, stderr } = await run('analyze', left, '-o', json, '--quiet');
  expect({ exitCode, stderr }, when).toEqual({ exitCode: 0, stderr: '' });

  const { bundle, coverage, inventory }: Report = JSON.parse(readFileSync(json, 'utf8'));
  expect(bundle.capturedAtSource, when).toBe('manifest');
  expect(inventory.objects.Namespace, when).toBe(3);
  const cutShort = coverage.gaps.some(({ what }) => what === 'rest of the capture');
  expect(cutShort, when).toBe(left !== file);
}
