import type { Family } from '../place.ts';

/** Text outputs of the Rancher logs collector (rancherlabs/support-tools@7b25934, rancher2_logs_collector.sh). */
export const logsCollector: Family = {
  format: 'logs-collector',
  recognises: (paths) => paths.some(/(?:^|\/)kubectl\/poddescribe\//) && paths.some(/(?:^|\/)podlogs\//),
  place(path) {
    const log = /(?:^|\/)podlogs\/([^/]+)$/.exec(path);
    if (log) {
      const name = log[1] ?? '';
      return { role: 'log', joined: name.replace(/-previous$/, ''), previous: name.endsWith('-previous') };
    }
    return /(?:^|\/)journald\/[^/]+$/.test(path) ? { role: 'log', nodeLog: true } : undefined;
  },
};
