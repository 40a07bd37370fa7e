import type { ApiObject } from './api-object.ts';
import { labelsOf, nameOf, namespaceOf, recordAt } from './api-object.ts';
import { reduce } from './reduce.ts';

const CONFIG_MAPS = new Set([
  'argocd-cm',
  'argocd-cmd-params-cm',
  'argocd-rbac-cm',
  'argocd-tls-certs-cm',
  'argocd-ssh-known-hosts-cm',
]);

const SECRET_TYPES = new Set(['repository', 'repo-creds', 'repository-write', 'cluster']);

/** Keys of Argo CD's repository and cluster Secrets whose values say where and how, never with which credential. */
const SAFE_KEYS = new Set(
  'url type name project insecure enableOCI forceHttpBasicAuth enableLfs proxy server namespaces clusterResources shard'.split(
    ' ',
  ),
);

/**
 * A config map or Secret that configures Argo CD itself: the config map whole; of a Secret the names of its keys, and
 * the values of the safe ones. Undefined for everything else. Still to be redacted: an address may hold a password.
 */
export function argocdConfigOf(object: ApiObject, argocdNamespace: string | undefined): ApiObject | undefined {
  if (object.kind === 'ConfigMap') {
    const known = labelsOf(object)['app.kubernetes.io/part-of'] === 'argocd' || namespaceOf(object) === argocdNamespace;
    return CONFIG_MAPS.has(nameOf(object)) && known ? object : undefined;
  }
  if (object.kind !== 'Secret') return undefined;
  if (!SECRET_TYPES.has(labelsOf(object)['argocd.argoproj.io/secret-type'] ?? '')) return undefined;
  return { ...reduce(object), values: safeValues(object) };
}

function safeValues(secret: ApiObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordAt(secret, 'data')).flatMap(([key, value]) =>
      SAFE_KEYS.has(key) && typeof value === 'string' ? [[key, Buffer.from(value, 'base64').toString('utf8')]] : [],
    ),
  );
}
