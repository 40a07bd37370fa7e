import type { Family } from '../place.ts';
import { objectsAt } from './objects-at.ts';

/** Bundles of qodo-ai/qodo-support-bundle, schema 4: JSON Lines beside a manifest with checksums. */
export const qodo: Family = {
  format: 'qodo',
  recognises: (paths) => paths.some(/(?:^|\/)checksums\.sha256$/) && paths.some(/(?:^|\/)kubernetes\/[^/]+\.jsonl$/),
  place(path) {
    const log = /(?:^|\/)kubernetes\/logs\/(?:([^/]+)\/)?([^/]+)\/([^/]+)\.log$/.exec(path);
    if (log) {
      const [, namespace, pod = '', container = ''] = log;
      return { role: 'log', ...(namespace ? { namespace } : {}), pod, container };
    }
    const lines = /(?:^|\/)kubernetes\/([^/]+)\.jsonl$/.exec(path);
    if (lines) return objectsAt(lines[1] === 'container_events' ? 'events' : (lines[1] ?? ''), { complete: false });
    return /(?:^|\/)collection-issues\.jsonl$/.test(path) ? { role: 'note', note: 'issues' } : undefined;
  },
};

/** Bundles of SamerNaffah/mistral-onprem-support-bundle-k8s. */
export const mistral: Family = {
  format: 'mistral-support-bundle',
  recognises: (paths) => paths.tool === 'mistral-support-bundle',
  place(path) {
    if (/(?:^|\/)manifest\.json$/.test(path)) return { role: 'note', note: 'manifest' };
    const log = /(?:^|\/)logs\/([^/]+)\/([^/]+?)\.previous\.log$/.exec(path);
    return log ? { role: 'log', pod: log[1] ?? '', container: log[2] ?? '', previous: true } : undefined;
  },
};
