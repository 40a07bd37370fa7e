import type { CollectOptions } from '../options.ts';
import { parseDurationMs } from '../quantities.ts';
import type { Capture } from './capture.ts';
import { byImportance, type PodLog } from './log-streams.ts';
import { takesLog, takesPart } from './selection.ts';

/** The logs that are taken, the most telling first. */
export function planLogs(options: CollectOptions, logs: readonly PodLog[]): Capture[] {
  if (!takesPart(options.selection, 'logs')) return [];
  return byImportance(logs.filter((log) => takesLog(options.selection, log))).map((log) => logCapture(options, log));
}

function logCapture({ since, tail }: CollectOptions, { stream, node }: PodLog): Capture {
  const { namespace, pod, container, previous } = stream;
  const query = new URLSearchParams({
    container,
    timestamps: 'true',
    ...(previous ? { previous: 'true' } : {}),
    ...(since === undefined ? {} : { sinceSeconds: String(Math.ceil(parseDurationMs(since) / 1000)) }),
    ...(tail === undefined ? {} : { tailLines: String(tail) }),
  });
  return {
    args: [
      ...['logs', pod, '-n', namespace, '-c', container, '--timestamps'],
      ...(previous ? ['--previous'] : []),
      ...(since === undefined ? [] : [`--since=${since}`]),
      ...(tail === undefined ? [] : [`--tail=${tail}`]),
    ],
    paths: [`/api/v1/namespaces/${namespace}/pods/${pod}/log?${query}`],
    keep: { as: 'log', stream, node },
  };
}
