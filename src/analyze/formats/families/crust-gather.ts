import type { Family } from '../place.ts';
import { objectsAt } from './objects-at.ts';

/** One object per file, kinds singular and in lower case (crust-gather/crust-gather:src/gather/representation.rs@084d898). */
export const crustGather: Family = {
  format: 'crust-gather',
  recognises: (paths) =>
    paths.some(/(?:^|\/)version\.yaml$/) &&
    paths.some(/(?:^|\/)(?:apis\.json|collected\.timestamp)$/) &&
    paths.some(/(?:^|\/)cluster\//),
  place(path) {
    const log = /(?:^|\/)namespaces\/([^/]+)\/v1\/pod\/([^/]+)\/([^/]+)\/(current|previous)\.log$/.exec(path);
    if (log) {
      const [, namespace = '', pod = '', container = '', which] = log;
      return { role: 'log', namespace, pod, container, previous: which === 'previous' };
    }
    const object = /(?:^|\/)(?:cluster|namespaces\/([^/]+))\/((?:[^/]+-)?v\d\w*)\/([^/]+)\/[^/]+\.ya?ml$/.exec(path);
    if (object) {
      const [, namespace, version = '', kind = ''] = object;
      const group = version.replace(/-?v\d\w*$/, '');
      return objectsAt(group.includes('.') ? `${kind}.${group}` : kind, {
        ...(namespace ? { namespace } : {}),
        complete: false,
      });
    }
    if (/(?:^|\/)collected\.timestamp$/.test(path)) return { role: 'note', note: 'timestamp' };
    if (/(?:^|\/)apis?\.json$/.test(path)) return { role: 'note', note: 'discovery' };
    if (/(?:^|\/)app-versions\.yaml$/.test(path)) return { role: 'note', note: 'ignored' };
    return undefined;
  },
};
