import type { Family } from '../place.ts';
import { objectsAt } from './objects-at.ts';

/** One reduced object per file, without kind (openshift/insights-operator:docs/insights-archive-sample@8494b69). */
export const insights: Family = {
  format: 'insights',
  recognises: (paths) =>
    paths.some(/(?:^|\/)insights-operator\/gathers\.json$/) ||
    (paths.some(/(?:^|\/)config\/clusteroperator\//) && paths.some(/(?:^|\/)config\/id(?:\.json)?$/)),
  place(path) {
    const log = /(?:^|\/)config\/pod\/([^/]+)\/logs\/([^/]+)\/[^/]+\.log$/.exec(path);
    if (log) return { role: 'log', namespace: log[1] ?? '', pod: log[2] ?? '' };
    const tail = /(?:^|\/)namespaces\/([^/]+)\/pods\/([^/]+)\/containers\/([^/]+)\/logs\/[^/]+\.log$/.exec(path);
    if (tail) return { role: 'log', namespace: tail[1] ?? '', pod: tail[2] ?? '', container: tail[3] ?? '' };
    const nodeLog = /(?:^|\/)config\/node\/logs\/([^/]+)\.log$/.exec(path);
    if (nodeLog) return { role: 'log', nodeLog: true, node: nodeLog[1] ?? '' };

    const pod = /(?:^|\/)config\/pod\/([^/]+)\/[^/]+\.json$/.exec(path);
    if (pod) return objectsAt('pods', { namespace: pod[1] ?? '', complete: false });
    const cluster = /(?:^|\/)config\/(node|clusteroperator)\/[^/]+\.json$/.exec(path);
    if (cluster) return objectsAt(cluster[1] ?? '', { complete: false });
    if (/(?:^|\/)config\/infrastructure\.json$/.test(path)) return objectsAt('infrastructure', { complete: false });
    if (/(?:^|\/)config\/version\.json$/.test(path)) return objectsAt('clusterversion', { complete: false });
    // Events are reduced and kept for a short time only: what is not in this list may well have happened.
    const events = /(?:^|\/)events\/([^/]+)\.json$/.exec(path);
    if (events) return objectsAt('events', { namespace: events[1] ?? '', complete: false });
    if (/(?:^|\/)insights-operator\/gathers\.json$/.test(path)) return { role: 'note', note: 'gathers' };
    return undefined;
  },
};
