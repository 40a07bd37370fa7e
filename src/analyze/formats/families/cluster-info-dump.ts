import type { Family } from '../place.ts';
import { objectsAt } from './objects-at.ts';

const LISTS = 'events|replication-controllers|services|daemonsets|deployments|replicasets|pods';

/** `kubectl cluster-info dump --output-directory` (kubernetes/kubectl:pkg/cmd/clusterinfo/clusterinfo_dump.go@dee3483). */
export const clusterInfoDump: Family = {
  format: 'cluster-info-dump',
  recognises: (paths) =>
    paths.dumpMarkers ||
    // The lists of each namespace beside each other, below the nodes. The same names in one folder may be anyone's.
    paths
      .foldersWith(['pods.json', 'events.json', 'services.json', 'replicasets.json'])
      .some((folder) => paths.has(`${parentOf(folder)}nodes.json`)),
  place(path) {
    const list = new RegExp(`(?:^|/)([^/]+)/(${LISTS})\\.(?:json|ya?ml)$`).exec(path);
    if (list) {
      return objectsAt(list[2] ?? '', { namespace: list[1] ?? '', complete: true, onlyIn: 'cluster-info-dump' });
    }
    if (/(?:^|\/)nodes\.(?:json|ya?ml)$/.test(path)) {
      return objectsAt('nodes', { complete: true, onlyIn: 'cluster-info-dump' });
    }
    const log = /(?:^|\/)([^/]+)\/([^/]+)\/logs\.txt$/.exec(path);
    return log ? { role: 'log', namespace: log[1] ?? '', pod: log[2] ?? '', onlyIn: 'cluster-info-dump' } : undefined;
  },
};

function parentOf(folder: string): string {
  return folder.slice(0, folder.lastIndexOf('/') + 1);
}
