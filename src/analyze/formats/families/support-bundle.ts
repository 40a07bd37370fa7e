import { kindNamed } from '../objects/kinds.ts';
import type { Family, LogPlace, NotePlace, Place } from '../place.ts';
import { objectsAt } from './objects-at.ts';

/**
 * Bundles of replicatedhq/troubleshoot@5bf008f7 (pkg/collect/cluster_resources.go, pkg/constants/constants.go) and of
 * whoever follows that convention, our own collector among them.
 */
export const supportBundle: Family = {
  format: 'support-bundle',
  recognises: (paths) => paths.some(/(?:^|\/)cluster-resources\//),
  place(path) {
    const inside = /(?:^|\/)cluster-resources\/(.+)$/.exec(path)?.[1];
    return inside === undefined ? besideResources(path) : clusterResource(inside);
  },
};

/** The paths of `casefile collect` are the convention's; its manifest tells them apart. */
export const casefile: Family = {
  format: 'casefile',
  recognises: (paths) => paths.tool === 'casefile',
  place(path) {
    if (/(?:^|\/)casefile\.json$/.test(path)) return note('manifest');
    const text = /(?:^|\/)(?:describe|get)\/([^/]+?)(?:\/([^/]+))?\.txt$/.exec(path);
    if (text && kindNamed(text[1] ?? '')) {
      return objectsAt(text[1] ?? '', { ...(text[2] ? { namespace: text[2] } : {}), complete: false });
    }
    const errors = /(?:^|\/)([^/]+)-errors\.txt$/.exec(path);
    if (errors) return note('errors', { what: errors[1] ?? '' });
    return undefined;
  },
};

function clusterResource(inside: string): Place | undefined {
  const log = /^pods\/logs\/([^/]+)\/([^/]+)\/([^/]+)\.log$/.exec(inside);
  if (log) return podLog(log[1] ?? '', log[2] ?? '', log[3] ?? '');

  // Up to v0.123.15 ReplicaSets were written into a folder of this name (replicatedhq/troubleshoot#1936).
  const misplaced = /^statefulsets-errors\.json\/([^/]+)\.json$/.exec(inside);
  if (misplaced) return objectsAt('replicasets', { namespace: misplaced[1] ?? '', complete: true });

  // `pod-disruption-budgets-info.json` held the errors of its kind before v0.56.0.
  const errors = /^(.+?)-(?:errors|info)\.json$/.exec(inside);
  if (errors) return errorsOf(errors[1] ?? '');

  const custom = /^custom-resource(?:s|-definitions)\/([^/]+?)(?:\/([^/]+?))?\.(?:json|ya?ml)$/.exec(inside);
  if (custom) return objectsAt(custom[1] ?? '', { ...(custom[2] ? { namespace: custom[2] } : {}), complete: true });

  const permissions = /^auth-cani-list\/([^/]+)\.json$/.exec(inside);
  if (permissions) return note('permissions', { namespace: permissions[1] ?? '' });
  const pull = /^image-pull-secrets\/([^/]+)\/([^/]+)\.json$/.exec(inside);
  if (pull) return note('pull-secret', { kind: 'Secret', namespace: pull[1] ?? '', name: pull[2] ?? '' });
  if (/^(?:groups|resources)\.json$/.test(inside)) return note('discovery');
  if (inside === 'license.json') return note('ignored');

  // `pvs` had no suffix until 2023-07-10.
  const list = /^([^/]+?)(?:\/([^/]+?))?(?:\.json|\.ya?ml)?$/.exec(inside);
  if (!list) return undefined;
  const [, name = '', namespace] = list;
  // Lists of namespaced kinds lie in one file per namespace; one file for all is nobody's promise.
  const complete = namespace !== undefined || kindNamed(name)?.namespaced === false;
  return objectsAt(name, { ...(namespace ? { namespace } : {}), complete });
}

function besideResources(path: string): Place | undefined {
  if (/(?:^|\/)cluster-info\/cluster_version\.json$/.test(path)) return note('cluster-version');
  if (/(?:^|\/)skipped-collectors\.json$/.test(path)) return note('collectors');
  if (/(?:^|\/)(?:collector-errors|host-collectors\/errors)\/.+\.json$/.test(path)) return note('collectors');

  const probe = /(?:^|\/)(secrets|configmaps)\/([^/]+)\/([^/]+?)(?:\/[^/]+)?\.json$/.exec(path);
  if (probe) {
    const [kind, reader] =
      probe[1] === 'secrets' ? (['Secret', 'secret-probe'] as const) : (['ConfigMap', 'configmap-probe'] as const);
    return note(reader, { kind, namespace: probe[2] ?? '', name: probe[3] ?? '' });
  }
  const probeErrors = /(?:^|\/)(secrets|configmaps)-errors\/([^/]+)\/([^/]+)\.json$/.exec(path);
  if (probeErrors) {
    const kind = probeErrors[1] === 'secrets' ? 'Secret' : 'ConfigMap';
    return note('errors', { kind, namespace: probeErrors[2] ?? '', name: probeErrors[3] ?? '' });
  }

  const errors = /(?:^|\/)([^/]+)\/errors\.json$/.exec(path) ?? /(?:^|\/)([^/]+?)-errors\.json$/.exec(path);
  if (errors) return note('errors', { what: errors[1] ?? '' });
  if (/(?:^|\/)(?:version\.yaml|analysis\.json)$/.test(path)) return note('ignored');

  // The layout of the logs collector before 2022-11-21 (replicatedhq/troubleshoot#821).
  const log = /(?:^|\/)(?!logs\/)[^/]+\/([^/]+)\/([^/]+)\.log$/.exec(path);
  if (log && !/(?:^|\/)(?:logs|namespaces|config|kubernetes)\//.test(path)) {
    const place = podLog(undefined, log[1] ?? '', log[2] ?? '');
    return place.role === 'log' ? { ...place, onlyIn: 'support-bundle' } : place;
  }
  return undefined;
}

function podLog(namespace: string | undefined, pod: string, file: string): LogPlace | NotePlace {
  const container = file.replace(/-logs-errors$/, '').replace(/-previous$/, '');
  const inNamespace = namespace ? { namespace } : {};
  if (file.endsWith('-logs-errors')) {
    return note('errors', { what: `log of pod ${pod} container ${container}`, ...inNamespace });
  }
  return { role: 'log', ...inNamespace, pod, container, previous: file.endsWith('-previous') };
}

function errorsOf(dir: string): NotePlace {
  const name = dir.split('/').at(-1) ?? dir;
  const known = kindNamed(name === 'storage' ? 'storage-classes' : name);
  return note('errors', known ? { kind: known.kind } : { what: name });
}

function note(reader: NotePlace['note'], about?: NotePlace['about']): NotePlace {
  return { role: 'note', note: reader, ...(about ? { about } : {}) };
}
