import type { Answer } from './answers.ts';
import { failure } from './answers.ts';

/** Lines by `<namespace>/<pod>/<container>`, of the previous run with `/previous` behind it. */
export type Logs = Record<string, string | Buffer>;

/** `GET .../pods/<pod>/log`. Each line gets a timestamp of the kind that a kubelet writes when it is asked for one. */
export function podLog(logs: Logs, namespace: string, pod: string, query: URLSearchParams): Answer {
  const container = query.get('container') ?? '';
  const previous = query.get('previous') === 'true';
  const log = logs[`${namespace}/${pod}/${container}${previous ? '/previous' : ''}`];
  if (log === undefined) {
    const why = previous
      ? `previous terminated container "${container}" in pod "${pod}" not found`
      : `container "${container}" in pod "${pod}" is waiting to start: CreateContainerConfigError`;
    return failure(400, 'BadRequest', why);
  }
  if (Buffer.isBuffer(log)) return plain(log);
  const stamped = query.get('timestamps') === 'true';
  const lines = log.split('\n').map((line, index) => (stamped ? `${timeOf(index)} ${line}` : line));
  const tail = Number(query.get('tailLines') ?? lines.length);
  return plain(`${lines.slice(-tail).join('\n')}\n`);
}

function timeOf(index: number): string {
  const seconds = String(index % 60).padStart(2, '0');
  const minutes = String(Math.floor(index / 60) % 60).padStart(2, '0');
  return `2026-03-01T10:${minutes}:${seconds}.000000000Z`;
}

function plain(body: string | Buffer): Answer {
  return { status: 200, body, headers: { 'content-type': 'text/plain' } };
}
