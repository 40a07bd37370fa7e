import type { BundleReading } from '../bundle-reading.ts';
import { objectsGap } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';
import type { ReadLimits } from '../limits.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import type { NoteReader } from './read-note.ts';

/**
 * Which kinds the cluster serves, by plural and group: `resources.json` (lists of resources) and aggregated discovery in
 * JSON or YAML (kubernetes/api:apidiscovery/v2/types.go). A group whose own server does not answer is a gap.
 */
export const readDiscovery: NoteReader = ({ text, json }, _about, file) => {
  const { bundle, path } = file;
  const value = json ?? yamlIn(text, bundle.limits);
  if (typeof value !== 'object' || value === null) return false;
  if (isJsonObject(value) && !['kind', 'groups', 'resources'].some((key) => key in value)) return false;
  for (const list of Array.isArray(value) ? objectsOf(value) : [value]) {
    const version = textOf(list.groupVersion);
    for (const { name, kind } of objectsOf(list.resources)) learn(textOf(name), textOf(kind), version, bundle);
    for (const group of objectsOf(list.items)) readGroup(group, bundle, path);
  }
  return true;
};

/** An APIGroupDiscovery: `{ metadata: { name }, versions: [{ version, freshness, resources }] }`. */
function readGroup(group: JsonObject, bundle: BundleReading, file: string): void {
  const name = isJsonObject(group.metadata) ? textOf(group.metadata.name) : '';
  for (const { version, freshness, resources } of objectsOf(group.versions)) {
    const groupVersion = name === '' ? textOf(version) : `${name}/${textOf(version)}`;
    for (const { resource, responseKind } of objectsOf(resources)) {
      const kind = isJsonObject(responseKind) ? textOf(responseKind.kind) : '';
      learn(textOf(resource), kind, groupVersion, bundle);
    }
    if (freshness !== 'Stale') continue;
    const why = 'what the cluster knows of it is stale: the server behind this API does not answer';
    bundle.sink.gap({ what: `API ${groupVersion}`, why, file, command: 'kubectl get apiservices' });
  }
}

/** The first version of a resource is the one that is preferred. */
function learn(plural: string, kind: string, groupVersion: string, { learned }: BundleReading): void {
  const group = groupVersion.includes('/') ? groupVersion.slice(0, groupVersion.indexOf('/')) : '';
  if (plural === '' || kind === '' || group === '' || plural.includes('/')) return;
  const key = `${plural}.${group}`;
  if (!learned.has(key)) learned.set(key, { kind, apiVersion: groupVersion });
}

function yamlIn(text: string, limits: ReadLimits): Json | undefined {
  const loaded = loadYaml(text, limits);
  return 'value' in loaded ? loaded.value : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

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
