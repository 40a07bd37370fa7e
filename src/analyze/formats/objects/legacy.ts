import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';

/** Fields of ObjectMeta, which old clients wrote beside the object's own fields. */
const META = new Set([
  ...['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'labels', 'annotations', 'ownerReferences', 'finalizers'],
]);

/** Maps whose keys are data and keep their letters. */
const MAPS = new Set([
  'Data',
  'BinaryData',
  'MatchLabels',
  'NodeSelector',
  'Limits',
  'Requests',
  'Capacity',
  'Allocatable',
]);

/** Where the internal type's name is not the API's in other letters. */
const RENAMED: Record<string, string> = { LastTerminationState: 'lastState', UID: 'uid' };

/** True for an object of Go-internal types, as `kubectl cluster-info dump` wrote it up to 1.10: `Spec`, no `metadata`. */
export function isLegacy(body: JsonObject): boolean {
  return !('metadata' in body) && typeof body.name === 'string' && Object.keys(body).some((key) => /^[A-Z]/.test(key));
}

/** Turns an object of Go-internal types into the API's shape. */
export function fromLegacy(body: JsonObject): JsonObject {
  const metadata: JsonObject = {};
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(body)) {
    if (META.has(key)) metadata[key] = value;
    else rest[lowered(key)] = MAPS.has(key) ? value : loweredWithin(value);
  }
  return { metadata, ...rest };
}

function loweredWithin(value: Json): Json {
  if (Array.isArray(value)) return value.map(loweredWithin);
  if (!isJsonObject(value)) return value;
  // A pod template holds its ObjectMeta inline too.
  if ('Spec' in value && ('labels' in value || 'creationTimestamp' in value)) return fromLegacy(value);
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, inner]) => [lowered(key), MAPS.has(key) ? inner : loweredWithin(inner)]),
  );
}

/** `HTTPGet` → `httpGet`, `PodIP` → `podIP`, `Image` → `image`. */
function lowered(key: string): string {
  const renamed = RENAMED[key];
  if (renamed) return renamed;
  const capitals = /^[A-Z]+/.exec(key)?.[0] ?? '';
  const count = capitals.length > 1 && capitals.length < key.length ? capitals.length - 1 : capitals.length;
  return key.slice(0, count).toLowerCase() + key.slice(count);
}
