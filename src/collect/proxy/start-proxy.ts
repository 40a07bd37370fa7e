import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** `kubectl proxy` on a socket in a folder that nobody else may enter. */
export type RunningProxy = { socket: string; stop(): Promise<void> };

/**
 * The proxy refuses every method that could change something, and every path that reaches into a pod or a node
 * (kubernetes/kubectl:pkg/proxy/proxy_server.go FilterServer@dee3483a). Logs are plain GETs and pass.
 */
export const PROXY_ARGS = [
  '--reject-methods=^(POST|PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE)$',
  '--reject-paths=/(pods|services|nodes)/[^/]+/(exec|attach|portforward|proxy)(/|$)',
];

/**
 * The proxy holds the user's credentials, so it must not outlive us, however we end: `cat` ends when our side of the
 * pipe closes. Words are passed as arguments, and none is read by the shell. Without the pipe `$0` is removed.
 */
const WITH_LIFELINE = `
exec 3<&0
"$@" 3<&- </dev/null & proxy=$!
{ cat <&3; kill "$proxy"; rm -rf -- "$0"; } >/dev/null 2>&1 &
exec 3<&-
wait "$proxy"`;

const START_MS = 10_000;
const POLL_MS = 15;

/** Undefined where there can be no such socket, or the proxy does not start: plain processes do the same work then. */
export async function startProxy(
  binary: string,
  connectionFlags: readonly string[],
  signal: AbortSignal,
): Promise<RunningProxy | undefined> {
  if (process.platform === 'win32' || signal.aborted) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'casefile-'));
  const socket = path.join(folder, 'api');
  const command = [binary, 'proxy', `--unix-socket=${socket}`, ...PROXY_ARGS, ...connectionFlags];
  const child = spawn('sh', ['-c', WITH_LIFELINE, folder, ...command], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C on the terminal ends the capture, and the capture ends the proxy.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  let running = true;
  ended.then(() => {
    running = false;
  });
  child.stdin?.on('error', () => undefined);

  const stop = async () => {
    child.stdin?.end();
    await Promise.race([ended, setTimeout(2_000, undefined, { ref: false })]);
    await rm(folder, { recursive: true, force: true });
  };
  for (let waited = 0; running && waited < START_MS && !signal.aborted; waited += POLL_MS) {
    if (await answers(socket)) return { socket, stop };
    await setTimeout(POLL_MS);
  }
  await stop();
  return undefined;
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => resolve(true)).once('error', () => resolve(false));
    connection.once('connect', () => connection.destroy());
  });
}
