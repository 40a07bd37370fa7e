import type { Family, LogPlace } from '../place.ts';
import { objectsAt } from './objects-at.ts';

const HERE = '(?:^|/)';
const POD_LOG = new RegExp(
  `${HERE}namespaces/([^/]+)/pods/([^/]+)/([^/]+)/[^/]+/logs/(current|previous)(?:\\.insecure)?\\.log$`,
);
const ROTATED_LOG = new RegExp(`${HERE}namespaces/([^/]+)/pods/([^/]+)/([^/]+)/[^/]+/logs/rotated/[^/]+$`);
const POD = new RegExp(`${HERE}namespaces/([^/]+)/pods/([^/]+)/\\2\\.ya?ml$`);
const NAMESPACE = new RegExp(`${HERE}namespaces/([^/]+)/\\1\\.ya?ml$`);
const LIST = new RegExp(`${HERE}namespaces/([^/]+)/([^/]+)/([^/]+)\\.(?:ya?ml|json)$`);
const SINGLE = new RegExp(`${HERE}namespaces/([^/]+)/([^/]+)/([^/]+)/([^/]+)\\.(?:ya?ml|json)$`);
const CLUSTER_LIST = new RegExp(`${HERE}cluster-scoped-resources/([^/]+)/([^/]+)\\.(?:ya?ml|json)$`);
const CLUSTER_SINGLE = new RegExp(`${HERE}cluster-scoped-resources/([^/]+)/([^/]+)/([^/]+)\\.(?:ya?ml|json)$`);
const HOST_LOG = new RegExp(`${HERE}host_service_logs/[^/]+/([^/]+)_service\\.log$`);
/** redhat-developer/rhdh-must-gather@0fcaef7 */
const PRODUCT_LOG = new RegExp(`${HERE}logs/pod=([^/]+)/container=([^/]+)/(current|previous)\\.txt$`);

/** The tree of `oc adm inspect` (openshift/oc:pkg/cli/admin/inspect@6b8e30c), of which every must-gather is made. */
export const mustGather: Family = {
  format: 'must-gather',
  recognises: (paths) =>
    paths.some(/(?:^|\/)cluster-scoped-resources\//) ||
    paths.some(/(?:^|\/)namespaces\/([^/]+)\/(?:\1\.ya?ml|core\/[^/]+\.ya?ml|pods\/)/),
  place(path) {
    const log = POD_LOG.exec(path);
    if (log) return podLog(log[1], log[2], log[3], log[4] === 'previous');
    const rotated = ROTATED_LOG.exec(path);
    if (rotated) return podLog(rotated[1], rotated[2], rotated[3], false);
    const product = PRODUCT_LOG.exec(path);
    if (product) {
      return { role: 'log', pod: product[1] ?? '', container: product[2] ?? '', previous: product[3] === 'previous' };
    }
    if (HOST_LOG.test(path)) return { role: 'log', nodeLog: true };
    return objects(path) ?? note(path);
  },
};

/** The same tree with Argo CD in it (redhat-developer/gitops-must-gather@cb9160c). */
export const gitopsMustGather: Family = {
  format: 'gitops-must-gather',
  recognises: (paths) => paths.some(/(?:^|\/)gather_gitops\.log$/),
  place: () => undefined,
};

function objects(path: string) {
  const pod = POD.exec(path);
  if (pod) return objectsAt('pods', { namespace: pod[1] ?? '', complete: false });
  if (NAMESPACE.test(path)) return objectsAt('namespaces', { complete: false });

  const single = SINGLE.exec(path);
  if (single && single[2] !== 'pods') {
    return objectsAt(resource(single[3], single[2]), { namespace: single[1] ?? '', complete: false });
  }
  const list = LIST.exec(path);
  if (list) return objectsAt(resource(list[3], list[2]), { namespace: list[1] ?? '', complete: true });

  const clusterSingle = CLUSTER_SINGLE.exec(path);
  if (clusterSingle) return objectsAt(resource(clusterSingle[2], clusterSingle[1]), { complete: false });
  const clusterList = CLUSTER_LIST.exec(path);
  return clusterList ? objectsAt(resource(clusterList[2], clusterList[1]), { complete: true }) : undefined;
}

function note(path: string) {
  if (/(?:^|\/)timestamp$/.test(path)) return { role: 'note', note: 'timestamp' } as const;
  if (/(?:^|\/)(?:gather\.logs|must-gather\.logs|gather_gitops\.log)$/.test(path)) {
    return { role: 'note', note: 'gather-log' } as const;
  }
  if (/\.stderr$/.test(path)) return { role: 'note', note: 'stderr' } as const;
  if (/(?:^|\/)aggregated-discovery-apis?\.yaml$/.test(path)) return { role: 'note', note: 'discovery' } as const;
  if (/(?:^|\/)event-filter\.html$/.test(path)) return { role: 'note', note: 'ignored' } as const;
  return undefined;
}

function resource(plural = '', group = ''): string {
  return group === 'core' || !group.includes('.') ? plural : `${plural}.${group}`;
}

function podLog(namespace = '', pod = '', container = '', previous = false): LogPlace {
  return { role: 'log', namespace, pod, container, previous, emptyIsGap: true };
}
