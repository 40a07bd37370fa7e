import { objectsGap } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';
import type { NoteReader } from './read-note.ts';

/** `resources.json` and aggregated discovery: which kinds the cluster knows, by plural and group. */
export const readDiscovery: NoteReader = ({ json }, _about, file) => {
  for (const list of Array.isArray(json) ? objectsOf(json) : isJsonObject(json) ? [json] : []) {
    const groupVersion = typeof list.groupVersion === 'string' ? list.groupVersion : '';
    const group = groupVersion.includes('/') ? groupVersion.split('/')[0] : '';
    for (const { name, kind } of objectsOf(list.resources)) {
      if (typeof name !== 'string' || typeof kind !== 'string' || name.includes('/') || !group) continue;
      const key = `${name}.${group}`;
      if (!file.bundle.learned.has(key)) {
        file.bundle.learned.set(key, { kind, apiVersion: groupVersion });
      }
    }
  }
  return true;
};

/** Kinds whose absence from a bundle matters most, with their groups. */
const NEEDED: [kind: string, group: string, resource: string][] = [
  ['Pod', '', 'pods'],
  ['Event', '', 'events'],
  ['Deployment', 'apps', 'deployments'],
];

/**
 * `auth-cani-list/<namespace>.json`: what the collecting account may do. It is the only trace of namespaces that are
 * dropped from every list because their pods cannot be read (replicatedhq/troubleshoot:pkg/collect/cluster_resources.go:145).
 */
export const readPermissions: NoteReader = ({ json }, { namespace }, file) => {
  if (!Array.isArray(json)) return false;
  const rules = objectsOf(json);
  for (const [kind, group, resource] of NEEDED) {
    if (rules.some((rule) => allows(rule, group, resource))) continue;
    const why = `the account that collected may not list ${resource}`;
    file.bundle.sink.gap(objectsGap({ kind, ...(namespace ? { namespace } : {}) }, why, file.path));
  }
  return true;
};

function allows(rule: JsonObject, group: string, resource: string): boolean {
  return has(rule.verbs, 'list') && has(rule.apiGroups, group) && has(rule.resources, resource);
}

function has(list: Json | undefined, wanted: string): boolean {
  return Array.isArray(list) && list.some((entry) => entry === '*' || entry === wanted);
}
