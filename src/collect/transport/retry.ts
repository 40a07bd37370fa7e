import type { CommandResult } from './transport.ts';

/** How a connection that breaks, or a server that is overwhelmed, looks in what kubectl prints. */
const TRANSIENT =
  /connection reset|unexpected EOF|: EOF$|connection refused|broken pipe|TLS handshake timeout|\((?:TooManyRequests|ServiceUnavailable|InternalError|Timeout|ServerTimeout)\)|etcdserver: |http2: /m;

/** True where the same request may well succeed a moment later; a request that was stopped is not tried again. */
export function isTransient({ exitCode, error }: CommandResult<unknown>): boolean {
  return exitCode !== null && error !== undefined && TRANSIENT.test(error);
}

/** A status 410 (kubernetes/apimachinery:pkg/api/errors NewResourceExpired), in kubectl's words. */
export function isExpired({ error }: CommandResult<unknown>): boolean {
  return error?.includes('(Expired)') === true || error?.includes('continue parameter is too old') === true;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/** How long to wait before try number `tries` + 1, where the server does not say. */
export function backOffMs(tries: number, retryAfter: string | undefined): number {
  const asked = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : FIRST_WAIT_MS * 2 ** (tries - 1);
  return Math.min(asked, LONGEST_WAIT_MS);
}
