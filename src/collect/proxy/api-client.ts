import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { isRecord } from '../content/api-object.ts';
import { readText } from '../transport/kubectl.ts';
import { backOffMs } from '../transport/retry.ts';

/** The API server's own refusal, in the words of kubectl. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** GETs paths of the API server. Waits and tries again where the server is overwhelmed, a few times. */
export type ApiClient = {
  /** The body of a successful answer. Throws ApiError, and the errors of node:http. */
  get(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>>;
  close(): void;
};

/** A sick API server is not to be hurried; a healthy one answers a capture within a few seconds all the same. */
const PER_SECOND = 100;
/** As many as kubectl allows itself (kubernetes/cli-runtime:pkg/genericclioptions/config_flags.go discoveryBurst). */
const BURST = 300;
const MAX_TRIES = 4;
const MAX_SOCKETS = 24;

export function createApiClient(socketPath: string): ApiClient {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const pace = createPace(PER_SECOND, BURST);

  async function get(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    for (let tries = 1; ; tries += 1) {
      await pace.turn(signal);
      const answer = await send(path, signal).catch((error: NodeJS.ErrnoException) => {
        // A connection that was kept alive may have been closed from the other side meanwhile.
        if (tries > 1 || signal.aborted || error.code !== 'ECONNRESET') throw error;
        return undefined;
      });
      if (answer === undefined) continue;
      const status = answer.statusCode ?? 0;
      if (status < 400) return bodyOf(answer);

      const error = errorOf(status, answer.statusMessage ?? '', await readText(bodyOf(answer)));
      if ((status !== 429 && status < 500) || tries === MAX_TRIES) throw error;
      pace.rest(backOffMs(tries, answer.headers['retry-after']));
    }
  }

  const send = (path: string, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { host: 'localhost', accept: 'application/json, */*', 'accept-encoding': 'gzip' };
      request({ socketPath, path, agent, headers, signal }).once('response', resolve).once('error', reject).end();
    });

  return { get, close: () => agent.destroy() };
}

function bodyOf(answer: IncomingMessage): AsyncIterable<Buffer> {
  if (answer.headers['content-encoding'] !== 'gzip') return answer;
  const gunzip = createGunzip();
  answer.once('error', (error) => gunzip.destroy(error));
  return answer.pipe(gunzip);
}

/** As kubectl prints a meta/v1 Status; a proxy on the way answers in words of its own. */
function errorOf(status: number, reason: string, body: string): ApiError {
  const told = statusOf(body);
  if (told === undefined) {
    return new ApiError(status, `Error from server (${reason.replaceAll(' ', '')}): ${body.trim() || reason}`);
  }
  const message = typeof told.message === 'string' ? told.message : reason;
  return new ApiError(status, `Error from server (${String(told.reason ?? reason)}): ${message}`);
}

function statusOf(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) && value.kind === 'Status' ? value : undefined;
  } catch {
    // Plain text, as gateways and the proxy itself answer.
    return undefined;
  }
}

/** Lets a burst pass, then spaces requests evenly, and holds all of them back while the server asks for rest. */
function createPace(perSecond: number, burst: number) {
  const gapMs = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async turn(signal: AbortSignal): Promise<void> {
      const now = performance.now();
      const at = Math.max(next, now - burst * gapMs);
      next = at + gapMs;
      if (at - now >= 1) await setTimeout(at - now, undefined, { signal });
    },
    rest(ms: number): void {
      next = Math.max(next, performance.now() + ms);
    },
  };
}
