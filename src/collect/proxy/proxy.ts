import { guardTime, messageOf, watched } from '../transport/guard.ts';
import { resultOf } from '../transport/kubectl.ts';
import type { CommandResult, Pause, TimeLimits, Transport } from '../transport/transport.ts';
import { ApiError, createApiClient } from './api-client.ts';
import { objectsOf } from './objects.ts';

export type ProxyOptions = {
  socket: string;
  /** For what is no plain GET, and for everything once the proxy has gone. */
  kubectl: Transport;
  now: () => Date;
  signal: AbortSignal;
};

/** What one try has to work with. `broke` is told why an answer ended before its end. */
type Try = { get: (path: string) => Promise<AsyncIterable<Buffer>>; pause: Pause; broke: (error: Error) => void };

const TRIES = 2;
const GONE = new Set(['ENOENT', 'ECONNREFUSED']);

/** Asks the API server through `kubectl proxy`: no process and no new connection for each question. */
export function createProxyTransport({ socket, kubectl, now, signal }: ProxyOptions): Transport & { close(): void } {
  const client = createApiClient(socket);
  let gone = false;

  /** Undefined where the proxy has gone. */
  async function run<T>(
    args: readonly string[],
    task: (attempt: Try) => Promise<T>,
    limits: TimeLimits,
  ): Promise<CommandResult<T> | undefined> {
    const result = resultOf<T>(args, now);
    if (signal.aborted) return result({ exitCode: null, stderr: '', error: `not run: ${messageOf(signal.reason)}` });
    const stop = new AbortController();
    const guard = guardTime(limits, signal, () => stop.abort());
    const get = async (path: string) => watched(await client.get(path, stop.signal), guard);
    try {
      let ended = await attempt(task, get, guard.pause);
      for (let tries = 1; ended.again && tries < TRIES && guard.stopped() === undefined; tries += 1) {
        ended = await attempt(task, get, guard.pause);
      }
      if (ended.gone) {
        gone = true;
        return undefined;
      }
      const stopped = guard.stopped();
      const exitCode = stopped === undefined ? Number(ended.error !== undefined) : null;
      const output = ended.output === undefined ? {} : { output: ended.output };
      return result({ exitCode, stderr: '', error: stopped ?? ended.error, ...output });
    } finally {
      guard.release();
    }
  }

  return {
    name: 'proxy',
    concurrency: { lists: 6, logs: 16, texts: kubectl.concurrency.texts },

    async read(request, consume, limits) {
      const { path } = request;
      if (path === undefined || gone) return kubectl.read(request, consume, limits);
      const task = ({ get, pause, broke }: Try) =>
        consume(
          untilBroken(() => get(path), broke),
          pause,
        );
      return (await run(request.args, task, limits)) ?? kubectl.read(request, consume, limits);
    },

    async list(request, consume, limits) {
      if (gone) return kubectl.list(request, consume, limits);
      let whole = false;
      const task = ({ get, broke }: Try) => {
        const objects = async () => objectsOf(request, get, whole);
        return consume(
          untilBroken(objects, (error) => {
            // A list that expired while it was read page by page is asked for in one piece.
            whole ||= isExpired(error);
            broke(error);
          }),
        );
      };
      return (await run(request.args, task, limits)) ?? kubectl.list(request, consume, limits);
    },

    close: () => client.close(),
  };
}

type Ended<T> = { output?: T; error?: string; again?: boolean; gone?: boolean };

async function attempt<T>(task: (attempt: Try) => Promise<T>, get: Try['get'], pause: Pause): Promise<Ended<T>> {
  let broken: Error | undefined;
  const broke = (error: Error) => {
    broken ??= error;
  };
  try {
    const output = await task({ get, pause, broke });
    return { output, ...(broken === undefined ? {} : failureOf(broken)) };
  } catch (error) {
    return failureOf(broken ?? (error as Error));
  }
}

function failureOf(error: NodeJS.ErrnoException): Ended<never> {
  if (error instanceof ApiError) return { error: error.message, again: isExpired(error) };
  if (error.code === undefined) return { error: `unreadable output: ${error.message}` };
  return { error: `the connection broke off: ${error.message}`, again: true, gone: GONE.has(error.code) };
}

function isExpired(error: Error): boolean {
  return error instanceof ApiError && error.status === 410;
}

/** An answer that breaks off simply ends for its reader, as the output of a process does: what has come is kept. */
async function* untilBroken<T>(
  open: () => Promise<AsyncIterable<T>>,
  broke: (error: Error) => void,
): AsyncGenerator<T> {
  try {
    yield* await open();
  } catch (error) {
    broke(error as Error);
  }
}
