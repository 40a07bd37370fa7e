import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { newestBytes } from '../../../src/collect/content/newest-bytes.ts';
import { createProxyTransport } from '../../../src/collect/proxy/proxy.ts';
import { startProxy } from '../../../src/collect/proxy/start-proxy.ts';
import { createKubectl, readText } from '../../../src/collect/transport/kubectl.ts';
import type { Transport } from '../../../src/collect/transport/transport.ts';
import { kubectlVersion, writeKubeconfig } from '../../support/api-server/kubectl.ts';
import type { ApiServer, ApiServerOptions } from '../../support/api-server/server.ts';
import { startApiServer } from '../../support/api-server/server.ts';
import { SHOP, SHOP_LOGS } from '../shop.ts';

const NEVER = new AbortController().signal;
const now = () => new Date('2026-03-01T10:00:00Z');
const all = (bytes: AsyncIterable<Buffer>) => readText(bytes);
const LOG_PATH = '/api/v1/namespaces/shop/pods/web-1/log?container=web';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Proxied = { server: ApiServer; socket: string; transport: Transport; stop: () => Promise<void> };

async function proxied(cluster: Partial<ApiServerOptions> = {}): Promise<Proxied> {
  const server = await startApiServer({ objects: SHOP, logs: SHOP_LOGS, ...cluster });
  const kubeconfig = writeKubeconfig(mkdtempSync(path.join(tmpdir(), 'casefile-proxy-')), server.url);
  const proxy = await startProxy('kubectl', [`--kubeconfig=${kubeconfig}`], NEVER);
  if (!proxy) throw new Error('the proxy does not start');
  const kubectl = createKubectl({ binary: 'kubectl', kubeconfig, now, signal: NEVER });
  const transport = createProxyTransport({ socket: proxy.socket, kubectl, now, signal: NEVER });
  closing.push(server.close, proxy.stop, async () => transport.close());
  return { server, socket: proxy.socket, transport, stop: proxy.stop };
}

/** The status of a request that is sent to the socket itself. */
function statusOf(socketPath: string, method: string, target: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: target, method, headers: { host: 'localhost' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .once('error', reject)
      .end();
  });
}

describe.skipIf(!kubectlVersion || process.platform === 'win32')('the proxy (needs kubectl on PATH)', () => {
  test('stands on a socket that nobody else can reach, and leaves nothing behind', async () => {
    const { socket, stop } = await proxied();

    expect(statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
    await stop();
    expect(existsSync(path.dirname(socket))).toBe(false);
  });

  test('does not outlive a process that is killed', async () => {
    const { server } = await proxied();
    const kubeconfig = writeKubeconfig(mkdtempSync(path.join(tmpdir(), 'casefile-proxy-')), server.url);
    const script = `
      import { startProxy } from '${path.resolve('src/collect/proxy/start-proxy.ts')}';
      const { socket } = await startProxy('kubectl', ['--kubeconfig=${kubeconfig}'], new AbortController().signal);
      console.log(socket);
      process.kill(process.pid, 'SIGKILL');`;
    const socket = await new Promise<string>((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], (_error, stdout) => {
        resolve(stdout.trim());
      });
    });

    expect(socket).toMatch(/casefile-/);
    for (let waited = 0; existsSync(path.dirname(socket)) && waited < 5_000; waited += 50) await setTimeout(50);
    expect(existsSync(path.dirname(socket))).toBe(false);
  });

  test('lets nothing pass that could change something, or reach into a pod or a node', async () => {
    const { socket, server } = await proxied();
    const pods = '/api/v1/namespaces/shop/pods';

    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(await statusOf(socket, method, pods)).toBe(403);
    for (const subresource of ['exec', 'attach', 'portforward', 'proxy', 'proxy/metrics']) {
      expect(await statusOf(socket, 'GET', `${pods}/web-1/${subresource}`)).toBe(403);
    }
    expect(await statusOf(socket, 'GET', '/api/v1/nodes/node-1/proxy/logs')).toBe(403);
    expect(await statusOf(socket, 'GET', '/api/v1/namespaces/shop/services/web/proxy/')).toBe(403);
    expect(server.requests.filter(({ path }) => path.startsWith(pods))).toEqual([]);

    expect(await statusOf(socket, 'GET', pods)).toBe(200);
    // A pod may be called like a subresource.
    expect(await statusOf(socket, 'GET', `${pods}/proxy/log`)).toBe(404);
    expect(server.requests.at(-1)?.path).toBe(`${pods}/proxy/log`);
  });

  test('a log that says nothing is given up, and others are read meanwhile', async () => {
    const { transport } = await proxied({
      intercept: ({ query }) => (query.get('container') === 'web' ? 'handled' : undefined),
    });
    const [silent, other] = await Promise.all([
      transport.read({ args: ['logs', 'web-1'], path: LOG_PATH }, all, { totalMs: 5_000, idleMs: 300 }),
      transport.read({ args: ['get'], path: '/api/v1/namespaces/shop/pods/web-1/log?container=proxy' }, all, {
        totalMs: 5_000,
      }),
    ]);

    expect(silent).toMatchObject({ exitCode: null, error: 'silent for 0.3 s' });
    expect(other).toMatchObject({ exitCode: 0, output: 'listening\n' });
  });

  test('a log without end is cut in time, and its newest lines are there', async () => {
    let line = 0;
    const { transport } = await proxied({
      intercept: ({ target }, response) => {
        if (target?.subresource !== 'log') return undefined;
        response.writeHead(200, { 'content-type': 'text/plain' });
        const more = () => {
          while (!response.destroyed && response.write(`line ${line++}\n`)) if (line % 100 === 0) break;
          if (!response.destroyed) setImmediate(more);
        };
        more();
        return 'handled';
      },
    });
    const newest = (bytes: AsyncIterable<Buffer>) => newestBytes(bytes, 1_000, 100);
    const result = await transport.read({ args: ['logs'], path: LOG_PATH }, newest, { totalMs: 1_000, idleMs: 500 });

    expect(result).toMatchObject({ exitCode: null, error: 'no end after 1 s' });
    expect(result.output?.droppedBytes).toBeGreaterThan(0);
    expect(result.output?.bytes.toString()).toMatch(/^line \d+\n/);
  });

  test('once it has gone, processes do the work', async () => {
    const { transport, stop } = await proxied();
    await stop();
    const args = ['logs', 'web-1', '-n', 'shop', '-c', 'web'];

    expect(await transport.read({ args, path: LOG_PATH }, all, { totalMs: 10_000 })).toMatchObject({
      exitCode: 0,
      output: 'starting\nenv.OPENAI_API_KEY: not set\n',
    });
  });

  test('that does not start is no fault: processes do the work', async () => {
    expect(await startProxy('/nowhere/kubectl', [], NEVER)).toBeUndefined();
    expect(await startProxy('false', [], NEVER)).toBeUndefined();
  });
});
