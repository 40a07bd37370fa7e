import type { Json, JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject, objectsOf, valueAt } from '../formats/kube-object.ts';
import { templatePathOf } from '../snapshot/pod.ts';
import type { ObjectIndex, Snapshot } from '../snapshot/snapshot.ts';
import { keysOf } from './config-needs.ts';

/** A setting of Bifrost's config.json that is read from an environment variable: `env.NAME`. */
export type Reference = { variable: string; setting: string };

/** A Bifrost container with the ConfigMap that holds its config.json. */
export type Gateway = { owner: KubeObject; container: JsonObject; containerPath: string; config: KubeObject };

/** Where a variable of the container comes from, and whether there is anything behind it. */
export type Origin =
  | { state: 'set' | 'unknown' | 'undefined' }
  | { state: 'empty'; path: string; secret?: string; key?: string; holder?: KubeObject };

const FILE = 'config.json';
export const CONFIG_PATH = `data["${FILE}"]`;
const REFERENCE = /^env\.([A-Za-z_][A-Za-z0-9_]{0,200})$/;
/** A configuration of a few hundred providers has a few thousand values. */
const MAX_VALUES = 50_000;

/** Bifrost containers of pods, and of workloads that have none. */
export function gateways({ objects }: Snapshot): Gateway[] {
  const all = candidates(objects);
  const served = new Set(all.filter(({ owner }) => owner.kind === 'Pod').map(({ config }) => config));
  // The templates repeat what the pods show, and tell something new only where there is no pod.
  return all.filter(({ owner, config }) => owner.kind === 'Pod' || !served.has(config));
}

/** The Deployments and StatefulSets that run Bifrost. */
export function releases({ objects }: Snapshot): Gateway[] {
  return candidates(objects).filter(({ owner }) => owner.kind === 'Deployment' || owner.kind === 'StatefulSet');
}

/** What config.json says; undefined where it is no JSON object, which Bifrost itself stops at. */
export function settingsOf(config: KubeObject): JsonObject | undefined {
  try {
    const parsed = JSON.parse(config.string(CONFIG_PATH) ?? '') as Json;
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    // A rule of its own reads what Bifrost says about such a file.
    return undefined;
  }
}

/** Whether its configuration lies in a SQLite file of the pod, which is Bifrost's way where nothing else is set. */
export function keepsInSqlite(config: KubeObject): boolean {
  const settings = settingsOf(config);
  return settings !== undefined && (valueAt(settings, 'config_store.type') ?? 'sqlite') === 'sqlite';
}

function candidates(objects: ObjectIndex): Gateway[] {
  return objects.all().flatMap((owner) => {
    const template = templatePathOf(owner.kind);
    if (template === undefined) return [];
    const spec = template === '' ? 'spec' : `${template}.spec`;
    return owner.list(`${spec}.containers`).flatMap((container, index): Gateway[] => {
      if (!isBifrost(container)) return [];
      const config = configOf(owner, spec, container, objects);
      return config ? [{ owner, container, containerPath: `${spec}.containers[${index}]`, config }] : [];
    });
  });
}

/** The chart names the container after itself (maximhq/bifrost:helm-charts/bifrost/templates/stateful.yaml@19ea8652). */
function isBifrost({ name, image }: JsonObject): boolean {
  return name === 'bifrost' || (typeof image === 'string' && /(?:^|\/)bifrost(?:[:@]|$)/.test(image));
}

function configOf(owner: KubeObject, spec: string, container: JsonObject, objects: ObjectIndex) {
  const mounted = new Set(objectsOf(container.volumeMounts).map(({ name }) => name));
  return owner
    .list(`${spec}.volumes`)
    .filter(({ name }) => mounted.has(name as string))
    .flatMap((volume) => {
      const name = valueAt(volume, 'configMap.name');
      if (typeof name !== 'string') return [];
      return (
        objects.find({ kind: 'ConfigMap', name, ...(owner.namespace ? { namespace: owner.namespace } : {}) }) ?? []
      );
    })
    .find((candidate) => candidate.string(CONFIG_PATH) !== undefined);
}

/** Every `env.NAME` in the file, with the place where it stands; none where the file is no JSON. */
export function referencesIn(config: KubeObject): Reference[] {
  return textsIn(settingsOf(config)).flatMap(({ value, setting }): Reference[] => {
    const variable = REFERENCE.exec(value)?.[1];
    return variable ? [{ variable, setting }] : [];
  });
}

/** Every text in a JSON value with its path, nearest to the top first. */
export function textsIn(parsed: Json | undefined): { value: string; setting: string }[] {
  const found: { value: string; setting: string }[] = [];
  const queue: { value: Json; at: string }[] = parsed === undefined ? [] : [{ value: parsed, at: '' }];
  for (let index = 0; index < queue.length && index < MAX_VALUES; index++) {
    const { value, at } = queue[index] as { value: Json; at: string };
    if (typeof value === 'string') found.push({ value, setting: at });
    else if (Array.isArray(value)) {
      for (const [position, item] of value.entries()) queue.push({ value: item, at: `${at}[${position}]` });
    } else if (isJsonObject(value)) {
      for (const [key, item] of Object.entries(value))
        queue.push({ value: item, at: at === '' ? key : `${at}.${key}` });
    }
  }
  return found;
}

/** What the container gets for a variable: from its own entry, or else from the whole Secrets and ConfigMaps it takes in. */
export function originOf(
  variable: string,
  { owner, container, containerPath }: Gateway,
  { objects }: Snapshot,
): Origin {
  const find = (kind: string, name: string) =>
    objects.find({ kind, name, ...(owner.namespace ? { namespace: owner.namespace } : {}) });

  const entries = objectsOf(container.env);
  const at = entries.findLastIndex(({ name }) => name === variable);
  const entry = entries[at];
  if (entry) {
    const path = `${containerPath}.env[${at}]`;
    for (const [field, kind] of [
      ['secretKeyRef', 'Secret'],
      ['configMapKeyRef', 'ConfigMap'],
    ] as const) {
      const [name, key] = [valueAt(entry, `valueFrom.${field}.name`), valueAt(entry, `valueFrom.${field}.key`)];
      if (typeof name !== 'string' || typeof key !== 'string') continue;
      const holder = find(kind, name);
      const keys = holder && keysOf(holder);
      if (!keys) return { state: 'unknown' };
      if (keys.includes(key)) return { state: 'set' };
      return {
        state: 'empty',
        path: `${path}.valueFrom.${field}`,
        key,
        holder,
        ...(kind === 'Secret' ? { secret: name } : {}),
      };
    }
    return entry.value === '' ? { state: 'empty', path: `${path}.value` } : { state: 'set' };
  }

  for (const source of objectsOf(container.envFrom)) {
    const prefix = typeof source.prefix === 'string' ? source.prefix : '';
    const secret = valueAt(source, 'secretRef.name');
    const name = secret ?? valueAt(source, 'configMapRef.name');
    if (typeof name !== 'string') continue;
    const holder = find(secret === undefined ? 'ConfigMap' : 'Secret', name);
    const keys = holder && keysOf(holder);
    if (!keys) return { state: 'unknown' };
    if (keys.some((key) => prefix + key === variable)) return { state: 'set' };
  }
  return { state: 'undefined' };
}
