import type { Family } from '../place.ts';
import { objectsAt } from './objects-at.ts';

/** Bundles of Longhorn, Harvester and Rancher (rancher/support-bundle-kit:pkg/manager@1efdd22). */
export const supportBundleKit: Family = {
  format: 'support-bundle-kit',
  recognises: (paths) => paths.some(/(?:^|\/)bundleGenerationError\.log$/) && paths.some(/(?:^|\/)yamls\//),
  place(path) {
    const objects = /(?:^|\/)yamls\/(?:cluster|namespaced\/([^/]+))\/(.+)\/([^/]+)\.ya?ml$/.exec(path);
    if (objects) {
      const [, namespace, version = '', plural = ''] = objects;
      const group = version.split('/')[0] ?? '';
      return objectsAt(group.includes('.') ? `${plural}.${group}` : plural, {
        ...(namespace ? { namespace } : {}),
        complete: true,
        nullTexts: true,
      });
    }
    const log = /(?:^|\/)logs\/([^/]+)\/([^/]+)\/([^/]+)\.log(\.1)?$/.exec(path);
    if (log) {
      const [, namespace = '', pod = '', container = '', rotated] = log;
      return { role: 'log', namespace, pod, container, previous: rotated !== undefined };
    }
    const node = /(?:^|\/)nodes\/([^/]+)\.zip!\/(?:.*\/)?logs\/[^/]+$/.exec(path);
    if (node) return { role: 'log', nodeLog: true, node: node[1] ?? '' };
    if (/(?:^|\/)bundleGenerationError\.log$/.test(path)) return { role: 'note', note: 'kit-errors' };
    if (/(?:^|\/)metadata\.ya?ml$/.test(path)) return { role: 'note', note: 'kit-metadata' };
    return undefined;
  },
};
