import { type ChildProcess, spawn } from 'node:child_process';
import { CasefileError } from '../../errors.ts';
import { guardTime, messageOf, watched } from './guard.ts';
import { jsonItems } from './json-items.ts';
import { parseObject } from './json-object.ts';
import { isExpired, isTransient } from './retry.ts';
import { shellQuote } from './shell-quote.ts';
import type { BytesConsumer, CommandResult, ListRequest, ObjectsConsumer, TimeLimits, Transport } from './transport.ts';

/** `kubectl` prints a few lines at most when it fails; what is beyond this is dropped. */
const MAX_STDERR = 64 * 1024;
/** How long a process may take to obey SIGTERM. */
const GRACE_MS = 2_000;

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

export function connectionFlags({ kubeconfig, context }: Connection): string[] {
  return [
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === undefined ? [] : [`--context=${context}`]),
  ];
}

/** Plain processes of kubectl, never through a shell: slower than the proxy, and possible everywhere. */
export function createKubectl({ binary, kubeconfig, context, now, signal }: KubectlOptions): Transport {
  const connection = connectionFlags({ kubeconfig, context });

  async function run<T>(
    args: readonly string[],
    consume: BytesConsumer<T>,
    limits: TimeLimits,
  ): Promise<CommandResult<T>> {
    const result = resultOf<T>(args, now);
    if (signal.aborted) return result({ exitCode: null, stderr: '', error: `not run: ${messageOf(signal.reason)}` });

    // A process group of its own, so that what kubectl starts (credential plugins) ends with it.
    const child = spawn(binary, [...args, ...connection], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const guard = guardTime(limits, signal, () => kill(child));
    const ended = endOf(child, binary);
    // Cut off by a kill, it is as long as it got.
    const stderr = readText(child.stderr).catch(() => '');

    let output: T | undefined;
    let broken: unknown;
    try {
      output = await consume(watched(child.stdout, guard), guard.pause);
    } catch (error) {
      broken = error;
      kill(child);
    }
    const exitCode = await ended;
    guard.release();

    const text = (await stderr).trim();
    const why = guard.stopped() ?? (broken ? `unreadable output: ${messageOf(broken)}` : undefined);
    const error = why ?? (exitCode === 0 ? undefined : text || `kubectl ended with exit code ${exitCode}`);
    return result({ exitCode, stderr: text, error, ...(output === undefined ? {} : { output }) });
  }

  /** kubectl itself waits where it is told to; what breaks off is tried once more. */
  async function runAgain<T>(args: readonly string[], consume: BytesConsumer<T>, limits: TimeLimits) {
    const first = await run(args, consume, limits);
    return isTransient(first) ? run(args, consume, limits) : first;
  }

  return {
    name: 'kubectl',
    concurrency: { lists: 4, logs: 4, texts: 4 },
    read: ({ args }, consume, limits) => runAgain(args, consume, limits),
    async list<T>({ args }: ListRequest, consume: ObjectsConsumer<T>, limits: TimeLimits) {
      const objects: BytesConsumer<T> = (bytes) => consume(objectsOf(bytes));
      const result = await runAgain(args, objects, limits);
      // A list that expired while it was read page by page is asked for in one piece.
      return isExpired(result) ? runAgain([...args, '--chunk-size=0'], objects, limits) : result;
    },
  };
}

/** Starts the clock of a command; what is returned makes its result. */
export function resultOf<T>(args: readonly string[], now: () => Date) {
  const started = now();
  return ({
    error,
    ...rest
  }: Pick<CommandResult<T>, 'exitCode' | 'stderr' | 'error' | 'output'>): CommandResult<T> => ({
    command: commandLine(args, {}),
    startedAt: started.toISOString(),
    durationMs: Math.max(0, now().getTime() - started.getTime()),
    ...rest,
    ...(error === undefined ? {} : { error }),
  });
}

async function* objectsOf(bytes: AsyncIterable<Buffer>) {
  for await (const text of jsonItems(bytes)) yield parseObject(text);
}

/** What a stream holds as text, up to a limit: for small answers. */
export async function readText(stream: AsyncIterable<Buffer>, limit = MAX_STDERR): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    if (bytes < limit) chunks.push(chunk.subarray(0, limit - bytes));
    bytes += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8');
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
