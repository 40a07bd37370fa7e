import type { JsonObject } from '../../kube-object.ts';
import { numberOf } from './tree.ts';

const NUMBERS: Record<string, string> = {
  delay: 'initialDelaySeconds',
  timeout: 'timeoutSeconds',
  period: 'periodSeconds',
  '#success': 'successThreshold',
  '#failure': 'failureThreshold',
};

/**
 * `http-get http://:8080/healthz delay=0s timeout=1s period=10s #success=1 #failure=3` and its siblings `tcp-socket`,
 * `exec` and `grpc`. Layout: kubernetes/kubectl:pkg/describe/describe.go DescribeProbe (v0.36).
 */
export function probeOf(text: string | undefined): JsonObject | undefined {
  if (!text) return undefined;
  const tail = text.lastIndexOf(' delay=');
  const what = (tail < 0 ? text : text.slice(0, tail)).trim();
  const probe = handlerOf(what);
  if (!probe) return undefined;
  for (const [, key = '', number] of (tail < 0 ? '' : text.slice(tail)).matchAll(/(#?[a-z]{1,10})=(\d{1,9})/g)) {
    const field = Object.hasOwn(NUMBERS, key) ? NUMBERS[key] : undefined;
    if (field) probe[field] = Number(number);
  }
  return probe;
}

function handlerOf(what: string): JsonObject | undefined {
  const [type = '', target = ''] = splitOnce(what);
  if (type === 'http-get') return httpGet(target);
  if (type === 'tcp-socket') return { tcpSocket: hostAndPort(target) };
  if (type === 'exec') return { exec: { command: [target.replace(/^\[|\]$/g, '')] } };
  if (type !== 'grpc') return undefined;
  const service = splitOnce(target)[1];
  return { grpc: { port: portOf(/:(\w+)/.exec(target)?.[1]), ...(service ? { service } : {}) } };
}

function httpGet(url: string): JsonObject {
  const match = /^(https?):\/\/([^/]*)(\/.*)?$/.exec(url);
  if (!match) return { httpGet: {} };
  return {
    httpGet: { scheme: match[1]?.toUpperCase() ?? 'HTTP', ...hostAndPort(match[2] ?? ''), path: match[3] ?? '/' },
  };
}

/** `:8080`, `10.0.0.1:http`. */
function hostAndPort(text: string): JsonObject {
  const colon = text.lastIndexOf(':');
  const host = colon > 0 ? text.slice(0, colon) : '';
  return { ...(host ? { host } : {}), port: portOf(text.slice(colon + 1)) };
}

/** A port is a number or the name of one. */
function portOf(text: string | undefined): number | string {
  return /^\d+$/.test(text ?? '') ? (numberOf(text) ?? 0) : (text ?? '');
}

function splitOnce(text: string): [string, string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space + 1).trim()];
}
