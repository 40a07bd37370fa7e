import { kindNamed } from '../objects/kinds.ts';
import type { Family } from '../place.ts';
import { objectsAt } from './objects-at.ts';

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
    const text = /(?:^|\/)kubectl\/(?:(pod)describe\/([^/]+)|([a-z-]+?)(?:describe)?)$/.exec(path);
    const kind = text?.[1] ?? text?.[3] ?? '';
    if (kindNamed(kind)) return objectsAt(kind, { ...(text?.[2] ? { namespace: text[2] } : {}), complete: false });
    return /(?:^|\/)journald\/[^/]+$/.test(path) ? { role: 'log', nodeLog: true } : undefined;
  },
};
