import { type ChildProcess, spawn } from 'node:child_process';
import { CasefileError } from '../errors.ts';
import { shellQuote } from './shell-quote.ts';

/** `kubectl` prints a few lines at most when it fails; what is beyond this is dropped. */
const MAX_STDERR = 64 * 1024;
/** How long a process may take to obey SIGTERM. */
const GRACE_MS = 2_000;

export type TimeLimits = {
  totalMs: number;
  /** Longest silence before the first byte and between bytes; for output that is streamed, as logs are. */
  idleMs?: number;
};

export type KubectlResult<T> = {
  /** Without the flags that say which cluster: they name files and contexts of the machine that collects. */
  command: string;
  /** RFC 3339, UTC. */
  startedAt: string;
  durationMs: number;
  /** Null where the process was killed. */
  exitCode: number | null;
  stderr: string;
  /** Why the run is no success; undefined for exit code 0. */
  error?: string | undefined;
  /** What the consumer made of standard output; undefined where it failed. */
  output?: T;
};

/** Runs kubectl, never through a shell. */
export type Kubectl = {
  run<T>(
    args: readonly string[],
    consume: (stdout: AsyncIterable<Buffer>) => Promise<T>,
    limits: TimeLimits,
  ): Promise<KubectlResult<T>>;
};

export type KubectlOptions = Connection & {
  binary: string;
  now: () => Date;
  /** Ends every running and later process. */
  signal: AbortSignal;
};

/** The flags that say which cluster is meant. */
export type Connection = { kubeconfig?: string | undefined; context?: string | undefined };

/** The line that a person would type. */
export function commandLine(args: readonly string[], connection: Connection): string {
  return shellQuote(['kubectl', ...args, ...connectionFlags(connection)]);
}

function connectionFlags({ kubeconfig, context }: Connection): string[] {
  return [
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === undefined ? [] : [`--context=${context}`]),
  ];
}

export function createKubectl({ binary, kubeconfig, context, now, signal }: KubectlOptions): Kubectl {
  const connection = connectionFlags({ kubeconfig, context });

  async function run<T>(
    args: readonly string[],
    consume: (stdout: AsyncIterable<Buffer>) => Promise<T>,
    limits: TimeLimits,
  ): Promise<KubectlResult<T>> {
    const started = now();
    const result = (rest: Pick<KubectlResult<T>, 'exitCode' | 'stderr' | 'error' | 'output'>): KubectlResult<T> => ({
      command: commandLine(args, {}),
      startedAt: started.toISOString(),
      durationMs: Math.max(0, now().getTime() - started.getTime()),
      ...rest,
    });
    if (signal.aborted) return result({ exitCode: null, stderr: '', error: `not run: ${reasonOf(signal)}` });

    // A process group of its own, so that what kubectl starts (credential plugins) ends with it.
    const child = spawn(binary, [...args, ...connection], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const guard = guardTime(child, limits, signal);
    const ended = endOf(child, binary);
    // Cut off by a kill, it is as long as it got.
    const stderr = readText(child.stderr).catch(() => '');

    let output: T | undefined;
    let broken: unknown;
    try {
      output = await consume(watched(child.stdout, guard.alive));
    } catch (error) {
      broken = error;
      kill(child);
    }
    const exitCode = await ended;
    guard.release();

    const text = (await stderr).trim();
    const why = guard.stopped() ?? (broken ? `unreadable output: ${messageOf(broken)}` : undefined);
    const error = why ?? (exitCode === 0 ? undefined : text || `kubectl ended with exit code ${exitCode}`);
    return result({
      exitCode,
      stderr: text,
      ...(error === undefined ? {} : { error }),
      ...(output === undefined ? {} : { output }),
    });
  }

  return { run };
}

/** The whole of standard output as text, for small answers. */
export async function readText(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    if (bytes < MAX_STDERR) chunks.push(chunk.subarray(0, MAX_STDERR - bytes));
    bytes += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function guardTime(child: ChildProcess, { totalMs, idleMs }: TimeLimits, signal: AbortSignal) {
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    kill(child);
  };
  const onAbort = () => stop(reasonOf(signal));
  const total = setTimeout(() => stop(`no end after ${totalMs / 1000} s`), totalMs);
  const idle = idleMs === undefined ? undefined : setTimeout(() => stop(`silent for ${idleMs / 1000} s`), idleMs);
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    alive: () => void idle?.refresh(),
    stopped: () => stopped,
    release() {
      clearTimeout(total);
      clearTimeout(idle);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

async function* watched(stream: AsyncIterable<Buffer>, alive: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    alive();
    yield chunk;
  }
}

function endOf(child: ChildProcess, binary: string): Promise<number | null> {
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => {
      reject(new CasefileError('NO_KUBECTL', `${binary} cannot be started`, { detail: error.message, cause: error }));
    });
    child.once('close', (code) => resolve(code));
  });
  // The consumer of standard output is awaited first; a failed start must not count as unhandled meanwhile.
  ended.catch(() => undefined);
  return ended;
}

function kill(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => {
    signalGroup(child, 'SIGKILL');
    // A grandchild that left the group may still hold the pipes open.
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, GRACE_MS).unref();
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    child.kill(name);
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    // The group ended between the check and the call.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function reasonOf(signal: AbortSignal): string {
  return messageOf(signal.reason);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
